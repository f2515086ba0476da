"""`themenblock recompute`: published numbers are made again, and a changed one is found."""

import json

import pytest

from bot.cli import main
from tests.bot.commanding import Said
from tests.bot.verifying import Scenery
from tests.cards.examples import BLOCK, PROCESS

Capsys = pytest.CaptureFixture[str]
COMMAND = ("recompute", PROCESS.process_id)


def test_every_number_is_made_again(published: Scenery, capsys: Capsys) -> None:
    said = Said(capsys, *COMMAND)
    assert (said.code, said.err) == (0, "")
    assert "Angaben neu berechnet, alle stimmen." in said.out
    told = json.loads(Said(capsys, *COMMAND, "--json").out)
    (block,) = told["blocks"]
    assert (block["block"], block["deviations"]) == (BLOCK.key, [])
    assert block["numbers"] > 50
    assert published.keys.exists()


def test_a_number_that_was_changed_is_found_with_its_place(
    published: Scenery, capsys: Capsys
) -> None:
    with published.opened() as database, database.write() as uow:
        (kept,) = uow.publications.of(BLOCK.block_id)
        told = json.loads(kept)
        told["summary"]["turnout"]["answered_count"] += 1
        uow.publications.add(BLOCK.block_id, json.dumps(told), BLOCK.publishes_at)
    said = Said(capsys, *COMMAND)
    assert said.code == 1
    assert "turnout.answered_count: veröffentlicht 41, berechnet 40" in said.out
    english = Said(capsys, "--language", "en", *COMMAND)
    assert "turnout.answered_count: published 41, computed 40" in english.out


def test_counts_that_are_gone_are_said(published: Scenery, capsys: Capsys) -> None:
    with published.opened() as database, database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM frozen_counts")
    said = Said(capsys, *COMMAND)
    assert said.code == 0
    assert "nach Ablauf ihrer Frist gelöscht" in said.out


def test_before_a_publication_there_is_nothing(scenery: Scenery, capsys: Capsys) -> None:
    assert scenery.keys.exists()
    said = Said(capsys, *COMMAND)
    assert (said.code, said.out) == (0, "Es ist noch nichts veröffentlicht.\n")


def test_an_unknown_process_is_said(scenery: Scenery, capsys: Capsys) -> None:
    assert scenery.keys.exists()
    assert main(["recompute", "f" * 32]) == 1
    assert "f" * 32 in capsys.readouterr().err
