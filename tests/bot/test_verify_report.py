"""What `themenblock verify-anonymity` says: in words, and about lists that are none."""

from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.verifying import KEY_FILE, Scenery
from tests.cards.examples import PROCESS

Capsys = pytest.CaptureFixture[str]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_report_is_told_in_words(published: Scenery, capsys: Capsys, language: str) -> None:
    given = ["--language", language, "verify-anonymity", PROCESS.process_id]
    assert main(given) == 0
    out = capsys.readouterr().out
    assert PROCESS.template.title.to("de" if language == "de" else "en") in out
    assert {"de": "Gefunden wurde nichts", "en": "Nothing was found"}[language] in out
    assert {"de": "dazu braucht es die Personalliste", "en": "needs the staff list"}[
        language
    ] in out
    (published.keys / KEY_FILE).write_bytes(published.key)
    assert main(given) == 1
    assert KEY_FILE in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Name,Telefon\nAnna,1\n", "keine Spalte"),
        ("", "keine Spalte"),
        (b"id\n\xff\xfe", "UTF-8"),
        (None, "staff.csv"),
    ],
)
def test_what_is_no_staff_list_is_said(
    scenery: Scenery, capsys: Capsys, tmp_path: Path, content: str | bytes | None, said: str
) -> None:
    file = tmp_path / "other" / "staff.csv"
    file.parent.mkdir()
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    code = main(["verify-anonymity", PROCESS.process_id, "--staff-list", str(file)])
    assert code == 1
    assert said in capsys.readouterr().err
    assert scenery.keys.exists()


def test_an_unknown_process_is_said(scenery: Scenery, capsys: Capsys) -> None:
    assert main(["verify-anonymity", "f" * 32]) == 1
    assert "f" * 32 in capsys.readouterr().err
    assert scenery.keys.exists()
