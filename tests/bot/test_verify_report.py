"""What `themenblock verify-anonymity` says: in words, and about lists that are none."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from participation.sealing import FrozenCounts, SealedBlock
from tests.bot.verifying import KEY_FILE, Scenery, Verdict
from tests.cards.examples import BLOCK, PROCESS

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


@pytest.mark.parametrize(("minutes", "state"), [(5, "not_tried"), (90, "found")])
def test_until_the_full_hour_a_decision_is_no_alarm(
    published: Scenery, capsys: Capsys, minutes: int, state: str
) -> None:
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    with published.opened() as database, database.write() as uow:
        uow.audit.write(PROCESS.process_id, "review_text", {"block": BLOCK.key}, at=at)
        for _ in range(12):
            texts = SealedBlock(
                counts=FrozenCounts(answered={}, items={}, texts={}),
                vote_rows=(),
                texts=(("remark", "Erfunden."),),
            )
            uow.sealed.put(BLOCK.block_id, texts)
    verdict = Verdict(published, capsys)
    assert verdict.attack("order")["state"] == state
    assert (verdict.code == 1) is (state == "found")
