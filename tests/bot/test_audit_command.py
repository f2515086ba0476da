"""`themenblock audit` on the command line: the trail in words, changes, cuts and lost keys."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from participation.running.audit import BEGINNING
from storage.audit_key import NAME
from storage.database import Database
from tests.bot.commanding import LEAD, OTHER, Said, change
from tests.cards.examples import BLOCK, PROCESS


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
    told = f"2 Einträge, unverändert.\nLetzter Prüfwert: {last.hex()}\nStand: {head(file)}\n"
    assert said.out.endswith(told)


def head(file: Path) -> str:
    """What a card would call the trail as it stands."""
    with (
        closing(Database(f"sqlite:///{file}", file.parent / "keys")) as database,
        database.read() as uow,
    ):
        return uow.audit.entries(PROCESS.process_id)[-1].head


def test_a_head_that_a_card_has_told_shows_that_the_end_was_cut_off(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = head(file)
    command = ("audit", PROCESS.process_id, "--head")
    good = Said(capsys, *command, f" {told.upper()} ")
    assert (good.code, good.err) == (0, "")
    assert good.out.endswith(f"Der Stand {told} steht im Protokoll; bis dahin fehlt nichts.\n")
    change(file, "DELETE FROM audit_entries WHERE number = 2")
    cut = Said(capsys, *command, told)
    assert cut.code == 1
    assert cut.err.startswith(f"Das Protokoll endet mit Eintrag 1; der Stand {told} liegt dahinter")


def test_a_trail_written_anew_up_to_a_head_is_another_one(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = head(file)
    change(file, "DELETE FROM audit_entries WHERE number = 2")
    with (
        closing(Database(f"sqlite:///{file}", file.parent / "keys")) as database,
        database.write() as uow,
    ):
        at = datetime(2027, 5, 3, 8, tzinfo=UTC)
        uow.audit.write(PROCESS.process_id, "extend_block", {"block": BLOCK.key}, at=at)
    said = Said(capsys, "audit", PROCESS.process_id, "--head", told)
    assert (said.code, "2 Einträge, unverändert." in said.out) == (1, True)
    assert said.err.startswith("Eintrag 2 hat einen anderen Prüfwert")


@pytest.mark.parametrize("typed", ["2", "0:" + "a" * 16, "2:abc", "2:" + "g" * 16, "x:" + "a" * 16])
def test_what_is_no_head_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert file.exists()
    with pytest.raises(SystemExit):
        main(("audit", PROCESS.process_id, "--head", typed))
    assert "--head" in capsys.readouterr().err


def test_a_chain_written_anew_without_the_key_does_not_pass_for_an_old_one(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        closing(Database(f"sqlite:///{file}", file.parent / "keys")) as database,
        database.read() as uow,
    ):
        first = uow.audit.entries(PROCESS.process_id)[0]
    forged = replace(first, actor=OTHER).chained(BEGINNING)
    change(file, "DELETE FROM audit_entries")
    change(
        file,
        "INSERT INTO audit_entries (process_id, number, at, act, actor, dialog, details, chain)"
        f" VALUES ('{PROCESS.process_id}', 1, '2027-05-03 08:00:00', '{first.act}', '{OTHER}', '',"
        f" '{json.dumps(dict(first.details))}', x'{forged.chain.hex()}')",
    )
    said = Said(capsys, "audit", PROCESS.process_id)
    assert said.code == 1
    assert said.err.startswith("Eintrag 1 passt nicht")


def test_a_lost_key_is_told_and_no_entry_is_called_changed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file.parent / "keys" / NAME).unlink()
    said = Said(capsys, "audit", PROCESS.process_id)
    assert said.code == 1
    assert said.err.startswith("2 Einträge lassen sich nicht prüfen: Ihr Schlüssel fehlt")
    assert "unverändert" not in said.out


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
