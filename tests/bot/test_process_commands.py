"""`themenblock process list`, `… process leads` and `… audit` on the command line."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from participation.people import Person
from storage.audit_trail import COMMAND_LINE
from storage.database import Database
from tests.cards.examples import BLOCK, PROCESS

LEAD = "0d5f7a1e-3c0e-4bb1-a7f5-5d0f4bb6ad2b"
OTHER = "1e6a8b2f-4d1f-4cc2-88a6-6e1a5cc7be3c"
UNKNOWN = "f" * 32


class Said:
    """What one command printed, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        self.code = main(arguments)
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database with one process, its lead, and two acts in its trail."""
    kept = tmp_path / "themenblock.db"
    monkeypatch.setenv("THEMENBLOCK_DATABASE_URL", f"sqlite:///{kept}")
    monkeypatch.setenv("THEMENBLOCK_KEY_DIR", str(tmp_path / "keys"))
    mask = os.umask(0o077)
    with closing(Database(f"sqlite:///{kept}", tmp_path / "keys")) as database:
        database.migrate()
        with database.write() as uow:
            uow.processes.add(PROCESS, (BLOCK,))
            person = Person(tenant_id=PROCESS.tenant_id, object_id=LEAD)
            uow.process_leads.put(PROCESS.process_id, person, "29:pia", "lead")
            at = datetime(2027, 5, 3, 8, tzinfo=UTC)
            first = {"template": "small", "first_day": "2027-05-03"}
            uow.audit.write(PROCESS.process_id, "set_up_process", first, at=at, actor=LEAD)
            moved = {
                "block": BLOCK.key,
                "reason": "Ferien (erfunden)",
                f"closes {BLOCK.key}": "2027-05-21T16:00Z > 2027-05-28T16:00Z",
            }
            uow.audit.write(PROCESS.process_id, "extend_block", moved, at=at, actor=LEAD)
    yield kept
    os.umask(mask)


def change(file: Path, statement: str) -> None:
    """Change the database behind the program's back."""
    with closing(sqlite3.connect(file)) as database:
        database.execute(statement)
        database.commit()


def leads(file: Path) -> list[tuple[str, str, str]]:
    """Who leads, as the database says."""
    query = "SELECT object_id, part, user_id FROM process_leads ORDER BY object_id"
    with closing(sqlite3.connect(file)) as database:
        return list(database.execute(query))


@pytest.mark.usefixtures("file")
def test_every_process_is_listed_with_its_name_and_how_it_stands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = Said(capsys, "process", "list")
    title = PROCESS.template.title.de
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{PROCESS.process_id} · {title} · läuft · ")


def test_an_empty_list_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(file, "DELETE FROM topic_blocks")
    change(file, "DELETE FROM processes")
    assert Said(capsys, "--language", "en", "process", "list").out == "There is no process yet.\n"


def test_a_second_lead_and_a_deputy_are_named_and_removed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("process", "leads", PROCESS.process_id)
    assert Said(capsys, *command).out == f"Leitung: {LEAD}\n"
    named = Said(capsys, *command, "--add", OTHER.upper(), "--deputy")
    assert (named.code, named.out) == (0, f"Leitung: {LEAD}\nVertretung: {OTHER}\n")
    assert Said(capsys, *command, "--add", OTHER).out == f"Leitung: {LEAD}\nLeitung: {OTHER}\n"
    assert Said(capsys, *command, "--remove", LEAD).out == f"Leitung: {OTHER}\n"
    assert leads(file) == [(OTHER, "lead", "")]
    trail = Said(capsys, "audit", PROCESS.process_id).out
    for act in ("Vertretung benannt", "Leitung benannt", "Leitung beendet"):
        assert act in trail
    assert trail.count("auf der Befehlszeile") == 3
    with closing(sqlite3.connect(file)) as database:
        actors = [actor for (actor,) in database.execute("SELECT actor FROM audit_entries")]
    assert actors == [LEAD, LEAD, *[COMMAND_LINE] * 3]


def test_what_is_so_already_changes_nothing_and_leaves_no_trace(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("process", "leads", PROCESS.process_id)
    for change_nothing in (("--add", LEAD), ("--remove", OTHER)):
        said = Said(capsys, *command, *change_nothing)
        assert (said.code, "Nichts geändert" in said.out) == (0, True)
    assert leads(file) == [(LEAD, "lead", "29:pia")]
    assert "2 Einträge, unverändert." in Said(capsys, "audit", PROCESS.process_id).out


@pytest.mark.parametrize("attempt", [("--remove", LEAD), ("--add", LEAD, "--deputy")])
def test_the_last_lead_stays_even_with_a_deputy(
    file: Path, capsys: pytest.CaptureFixture[str], attempt: tuple[str, ...]
) -> None:
    command = ("process", "leads", PROCESS.process_id)
    assert Said(capsys, *command, "--add", OTHER, "--deputy").code == 0
    said = Said(capsys, *command, *attempt)
    assert (said.code, said.out) == (1, "")
    assert "einzige Leitung" in said.err
    assert (LEAD, "lead", "29:pia") in leads(file)


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    "command", [("process", "leads", UNKNOWN, "--add", OTHER), ("audit", UNKNOWN)]
)
def test_an_unknown_process_is_refused_with_the_way_to_its_name(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    said = Said(capsys, *command)
    assert (said.code, said.out) == (1, "")
    assert "themenblock process list" in said.err


@pytest.mark.usefixtures("file")
def test_a_deputy_who_is_not_named_is_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "process", "leads", PROCESS.process_id, "--deputy")
    assert (said.code, "--add" in said.err) == (2, True)
    with pytest.raises(SystemExit, match="2"):
        main(["process", "leads", PROCESS.process_id, "--add", OTHER, "--remove", LEAD])


def test_the_trail_is_told_in_words_and_ends_with_its_last_hash(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Said(capsys, "audit", PROCESS.process_id)
    with closing(sqlite3.connect(file)) as database:
        query = "SELECT chain FROM audit_entries WHERE number = 2"
        ((last,),) = database.execute(query)
    title = BLOCK.content.title.de
    assert (said.code, said.err) == (0, "")
    assert "1. Montag, 3. Mai 2027, 10:00 Uhr: Beteiligung eingerichtet und gestartet" in said.out
    assert f"    durch Konto {LEAD}\n    Themenblock: {title}\n" in said.out
    moved = "Freitag, 21. Mai 2027, 18:00 Uhr → Freitag, 28. Mai 2027, 18:00 Uhr"
    assert f"Schließt „{title}“: {moved}\n" in said.out
    assert f"    Prüfwert: {last.hex()}\n" in said.out
    assert said.out.endswith(f"2 Einträge, unverändert.\nLetzter Prüfwert: {last.hex()}\n")


@pytest.mark.parametrize(
    ("attack", "number"),
    [
        ("UPDATE audit_entries SET actor = 'x' WHERE number = 1", 1),
        ("UPDATE audit_entries SET details = replace(details, '28', '29') WHERE number = 2", 2),
        ("DELETE FROM audit_entries WHERE number = 1", 1),
        ("UPDATE audit_entries SET act = 'unheard_of' WHERE number = 2", 2),
        ("UPDATE audit_entries SET details = '{\"a\": 1}' WHERE number = 1", 1),
    ],
)
def test_a_broken_chain_is_told_with_its_place_and_an_exit_code(
    file: Path, capsys: pytest.CaptureFixture[str], attack: str, number: int
) -> None:
    change(file, attack)
    said = Said(capsys, "audit", PROCESS.process_id)
    assert said.code == 1
    assert said.err.startswith(f"Eintrag {number} passt nicht zu den vorigen")
    assert "unverändert" not in said.out
    assert "Letzter Prüfwert" not in said.out


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_entries SET details = 'no JSON' WHERE number = 2",
        "UPDATE audit_entries SET at = 'yesterday' WHERE number = 1",
        "UPDATE audit_entries SET details = '[1, 2]' WHERE number = 1",
        "UPDATE audit_entries SET chain = 'text' WHERE number = 1",
    ],
)
def test_a_trail_that_no_program_of_ours_has_written_is_refused_without_a_crash(
    file: Path, capsys: pytest.CaptureFixture[str], attack: str
) -> None:
    change(file, attack)
    said = Said(capsys, "audit", PROCESS.process_id)
    assert (said.code, said.out) == (1, "")
    assert "verändert" in said.err


def test_codes_are_told_in_words_and_a_leads_own_reason_as_it_is(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        closing(Database(f"sqlite:///{file}", file.parent / "keys")) as database,
        database.write() as uow,
    ):
        details = {"block": BLOCK.key, "prompt": "shape", "reason": "names_people"}
        at = datetime(2027, 5, 4, 8, tzinfo=UTC)
        uow.audit.write(PROCESS.process_id, "decline_proposal", details, at=at, actor=OTHER)
        edited = {"prompt": "shape", "statement": "own_1", "wording": "edited"}
        uow.audit.write(PROCESS.process_id, "accept_proposal", edited, at=at, actor=OTHER)
        fields = {"changed": "title, prompts, unheard_of"}
        uow.audit.write(PROCESS.process_id, "edit_block", fields, at=at, actor=OTHER)
        uow.audit.write(PROCESS.process_id, "pause_process", {"reason": "unkind"}, at=at)
        uow.audit.write(PROCESS.process_id, "seal_block", {"answers": "withheld"}, at=at)
    said = Said(capsys, "audit", PROCESS.process_id).out
    assert "Vorgeschlagene Aussage abgelehnt" in said
    assert "Grund: Die Aussage nennt Personen oder Fälle." in said
    assert "Wortlaut: geändert" in said
    assert "Geändert: Titel, Fragen, unheard_of" in said
    assert "Grund: unkind" in said
    assert "Antworten: nicht gezeigt, weil zu klein" in said
    assert "von selbst, nach dem Kalender" in said


def test_a_changed_entry_cannot_steer_the_terminal(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(file, "UPDATE audit_entries SET actor = char(27) || '[2J' WHERE number = 1")
    said = Said(capsys, "audit", PROCESS.process_id)
    assert "\x1b" not in said.out + said.err
    assert "\\u001b[2J" in said.out
