"""`themenblock process list` and `… process leads` on the command line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from participation.running.audit import COMMAND_LINE
from tests.bot.commanding import LEAD, OTHER, UNKNOWN, Said, change
from tests.cards.examples import PROCESS


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
