"""`themenblock records export` and `themenblock purge` on the command line."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from storage.audit_key import NAME
from storage.database import Database
from tests.bot.commanding import Said
from tests.cards.examples import BLOCK, PROCESS
from tests.dialogs.published_process import RESULT, WISH, keep_published_process

PROCESS_ID = PROCESS.process_id
KINDS = ["texts", "votes", "outcomes", "counts", "everything"]
FILES = {
    *("process.json", "process.md", "outcomes.json", "outcomes.md"),
    *("results.json", "results.md", "trail.json", "trail.md", "manifest.json"),
    f"publication_{BLOCK.key}.json",
}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database file with a process that is over."""
    file = tmp_path / "themenblock.db"
    monkeypatch.setenv("THEMENBLOCK_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("THEMENBLOCK_KEY_DIR", str(tmp_path / "keys"))
    with closing(Database(f"sqlite:///{file}", tmp_path / "keys")) as database:
        database.migrate()
        keep_published_process(database)
    return file


def acts(file: Path) -> list[str]:
    """The acts in the trail."""
    with closing(sqlite3.connect(file)) as database:
        return [act for (act,) in database.execute("SELECT act FROM audit_entries ORDER BY number")]


def move_to(file: Path, year: int, before: int = 2027) -> None:
    """Let the whole process have been in another year."""
    with closing(sqlite3.connect(file)) as database:
        for table, column in (
            ("topic_blocks", "closes_at"),
            ("topic_blocks", "publishes_at"),
            ("processes", "template"),
            ("audit_entries", "at"),
            ("meeting_outcomes", "written_at"),
        ):
            moved = f"replace({column}, '{before}', '{year}')"
            database.execute(f"UPDATE {table} SET {column} = {moved}")
        database.commit()


def test_records_are_open_files_and_a_manifest_that_shows_changes(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "records"
    said = Said(capsys, "records", "export", PROCESS_ID, str(target))
    assert (said.code, said.err) == (0, "")
    assert {file.name for file in target.iterdir()} == FILES
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    for name, digest in manifest["sha256"].items():
        assert sha256((target / name).read_bytes()).hexdigest() == digest
    assert manifest["sha256"].keys() == FILES - {"manifest.json"}
    assert sha256((target / "manifest.json").read_bytes()).hexdigest() in said.out
    assert acts(kept)[-1] == "export_records"


def test_records_hold_outcomes_results_and_trail_but_no_single_answer(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kept.exists()
    target = tmp_path / "records"
    Said(capsys, "records", "export", PROCESS_ID, str(target))
    texts = {file.name: file.read_text("utf-8") for file in target.iterdir()}
    assert RESULT in texts["outcomes.md"]
    assert RESULT in texts["outcomes.json"]
    assert "7 von 40" in texts["results.md"]
    assert json.loads(texts["results.json"])[0]["turnout"]["answered_count"] == 7
    assert "Ergebnisse veröffentlicht" in texts["trail.md"]
    assert len(json.loads(texts["trail.json"])) == 2
    assert "Zustimmung des Personalrats am: 10. März 2027" in texts["process.md"]
    assert "Einzelne Sätze dürfen nach Prüfung intern zitiert werden." in texts["process.md"]
    assert json.loads(texts["process.json"])["template"]["key"] == PROCESS.template.key
    assert WISH not in "".join(texts.values())


def test_nothing_is_overwritten_and_nothing_is_left_half(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    assert "gibt es schon" in Said(capsys, "records", "export", PROCESS_ID, str(there)).err
    nowhere = tmp_path / "nowhere" / "records"
    failed = Said(capsys, "records", "export", PROCESS_ID, str(nowhere))
    assert (failed.code, "Nichts ausgeführt" in failed.err) == (1, True)
    assert list(there.iterdir()) == []
    assert "export_records" not in acts(kept)


def test_purging_waits_for_its_day_and_for_the_records(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    move_to(kept, 2090)
    early = Said(capsys, "purge", PROCESS_ID)
    assert (early.code, "Nichts ist über seine Frist hinaus" in early.out) == (0, True)
    assert "Als Nächstes, am 21. November 2090: einzelne Texte (areas)" in early.out
    assert "Über die Frist hinaus" not in Said(capsys, "status").out
    move_to(kept, 2017, before=2090)
    told = Said(capsys, "status").out
    assert f"Über die Frist hinaus gespeichert: {PROCESS_ID} → themenblock purge" in told
    assert json.loads(Said(capsys, "status", "--json").out)["purge_due"] == [PROCESS_ID]
    refused = Said(capsys, "purge", PROCESS_ID)
    assert (refused.code, "records export" in refused.err) == (1, True)
    Said(capsys, "records", "export", PROCESS_ID, str(tmp_path / "records"))
    done = Said(capsys, "purge", "--due")
    assert (done.code, done.err) == (0, "")
    assert "Gelöscht, Frist 21. November 2017: einzelne Texte (areas)" in done.out
    assert "    sealed_texts: nicht gezeigt\n" in done.out
    assert "Kennzeichen gelöschter Zeilen gefunden: 0." in done.out
    assert "Nachweis: vollständig gelöscht." in done.out
    assert PROCESS_ID.encode() not in kept.read_bytes()
    assert Said(capsys, "purge", "--due").out == "Nichts ist über seine Frist hinaus gespeichert.\n"
    again = Said(capsys, "purge", PROCESS_ID)
    assert (again.code, "Nachweis: vollständig gelöscht." in again.out) == (0, True)


def test_a_dry_run_looks_ahead_to_any_day_and_only_a_dry_run_may(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ahead = Said(capsys, "purge", PROCESS_ID, "--dry-run", "--on", "2028-06-01")
    assert "Zu löschen, Frist 21. Mai 2028: einzelne Stimmen (areas)" in ahead.out
    assert Said(capsys, "purge", PROCESS_ID, "--on", "2028-06-01").code == 2
    assert Said(capsys, "purge").code == 2
    assert Said(capsys, "purge", PROCESS_ID, "--due").code == 2
    assert "purge_process" not in acts(kept)


def test_a_report_for_programs_is_sealed(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    move_to(kept, 2017)
    Said(capsys, "records", "export", PROCESS_ID, str(tmp_path / "records"))
    report: dict[str, Any] = json.loads(Said(capsys, "purge", PROCESS_ID, "--json").out)
    assert [one["kind"] for one in report["purged"]] == KINDS
    assert (report["is_proven"], report["found"], report["left"]) == (True, 0, {})
    # One mark a row: their number would be that of the answers.
    assert report["looked_for"] is True
    seal = report.pop("seal")
    content = json.dumps(report, ensure_ascii=False, sort_keys=True).encode()
    with (
        closing(Database(f"sqlite:///{kept}", kept.parent / "keys")) as database,
        database.read() as uow,
    ):
        assert uow.audit.sealed(content) == seal
        assert uow.audit.sealed(content + b" ") != seal
    assert (kept.parent / "keys" / NAME).exists()
    assert datetime.fromisoformat(report["at"]).tzinfo == UTC
