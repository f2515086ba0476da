"""`themenblock papers`: drafts that say what is configured, and what only the office can say."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from bot.duties.papers import paper_files
from bot.settings import PaperSettings
from content.paper_texts import GAP, PAPERS, PLACE, source
from content.words import Language, words
from storage.database import Database
from storage.inventory import inventory
from tests.bot.commanding import Said
from tests.cards.examples import BLOCK, PROCESS

LANGUAGES: tuple[Language, ...] = get_args(Language)
TODAY = date(2027, 5, 3)


def papers(language: Language, **settings: str) -> dict[str, str]:
    """All papers about the example."""
    given = {"key_dir": "/secret/place/keys", "database_url": "sqlite:////secret/place/kept.db"}
    known = PaperSettings.model_validate({**given, **settings})
    gate = PROCESS.gate.model_copy(update={"legal_basis": "§ 15 | LDSG *neu*"})
    return paper_files(replace(PROCESS, gate=gate), known, TODAY, words(language))


@pytest.mark.parametrize("paper", PAPERS)
def test_both_languages_have_the_same_places_and_as_many_gaps(paper: str) -> None:
    german, english = (source(paper, language) for language in LANGUAGES)
    assert sorted(PLACE.findall(german)) == sorted(PLACE.findall(english))
    assert len(GAP.findall(german)) == len(GAP.findall(english)) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_is_left_and_every_gap_is_marked(language: Language) -> None:
    mark = words(language).text("papers.gap", what="").split(":")[0]
    for name, text in papers(language).items():
        assert "{" not in text, name
        assert mark in text, name


def test_they_say_what_is_configured() -> None:
    told = papers("de", office_name="Landratsamt (erfunden)", service_hosts="smba.example")
    record = told["record_of_processing.md"]
    assert "Landratsamt (erfunden)" in record
    assert "smba.example" in record
    assert "12 Monate nach dem Schließen" in record
    assert "60 Monate nach dem Ende" in record
    assert "gezeigt ab 5 Personen" in record
    for department in PROCESS.template.departments:
        assert f"{department.invited_count} Eingeladene" in record
    assert BLOCK.content.title.de in told["service_agreement.md"]
    assert "eine SQLite-Datei" in told["dpia.md"]
    assert "PostgreSQL" in papers("de", database_url="postgresql://x/y")["dpia.md"]


def test_where_things_lie_is_told_as_a_place_and_never_as_a_path() -> None:
    assert "secret" not in "".join(papers("de").values())


def test_what_somebody_has_typed_breaks_no_table() -> None:
    (line,) = re.findall(r".*LDSG.*", papers("de")["record_of_processing.md"])
    assert line == r"| Rechtsgrundlage | § 15 \| LDSG \*neu\* |"


def test_every_table_and_column_is_in_the_inventory() -> None:
    told = papers("en")["data_inventory.md"]
    for table, columns in inventory().items():
        assert f"## `{table}`" in told
        assert all(f"| `{column.name}` |" in told for column in columns)


def test_they_are_written_and_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THEMENBLOCK_DATABASE_URL", f"sqlite:///{tmp_path}/kept.db")
    monkeypatch.setenv("THEMENBLOCK_KEY_DIR", str(tmp_path / "keys"))
    with closing(Database(f"sqlite:///{tmp_path}/kept.db", tmp_path / "keys")) as database:
        database.migrate()
        with database.write() as uow:
            uow.processes.add(PROCESS, (BLOCK,))
    command = ("papers", PROCESS.process_id, "--out", str(tmp_path / "papers"))
    assert Said(capsys, *command).code == 0
    written = {file.name for file in (tmp_path / "papers").iterdir()}
    assert written == {f"{paper}.md" for paper in PAPERS}
    again = Said(capsys, *command)
    assert (again.code, "überschrieben wird nie etwas" in again.err) == (1, True)
    printed = Said(capsys, "--language", "en", "papers", PROCESS.process_id)
    assert "# Record of processing activities" in printed.out
    assert Said(capsys, "papers", "f" * 32).code == 1
