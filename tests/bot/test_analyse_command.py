"""`themenblock analyse`: any file of votes, in words and as JSON, and files that are none."""

import csv
import json
import random
from pathlib import Path

import pytest

from bot.findings.read_votes import read_votes
from tests.bot.commanding import Said
from tests.reference import REFERENCE, needs_reference


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """Two camps of twenty people, of whom one changes their mind again and again."""
    chance = random.Random(4)
    file = tmp_path / "votes.csv"
    rows = [
        (person, statement, 1 if (person % 2) == (statement % 2) else -1)
        if chance.random() < 0.95
        else (person, statement, 0)
        for person in range(40)
        for statement in range(10)
    ]
    rows += [(0, 3, -1), (0, 3, 1), (0, 3, -1)]
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("participant", "statement", "vote"))
        writer.writerows(rows)
    return file


def test_camps_are_told_in_words(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "analyse", str(votes))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("40 Teilnehmende, 10 Aussagen; 40 haben über genug abgestimmt")
    assert "Gruppe 0 (20 Personen), kennzeichnend:" in said.out
    assert "Gesicherte Unterschiede" in said.out
    english = Said(capsys, "--language", "en", "analyse", str(votes))
    assert "Group 1 (20 people), typical:" in english.out


def test_json_has_the_documented_layout(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(Said(capsys, "analyse", str(votes), "--json").out)
    assert (told["version"], told["participants"], told["grouped"]) == (1, 40, 40)
    assert [group["size"] for group in told["groups"]] == [20, 20]
    assert told["honesty"]["reasons"] == []
    (third,) = [one for one in told["statements"] if one["statement"] == "3"]
    assert third["agree"] + third["disagree"] + third["passed"] == 40
    assert 0 < third["group_informed_consensus"] < 1


def test_the_smallest_group_is_kept_to(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("analyse", str(votes), "--smallest-group", "21", "--json")
    told = json.loads(Said(capsys, *given).out)
    assert told["groups"] == []
    assert told["honesty"]["reasons"] == ["small_group"]
    said = Said(capsys, *given[:-1])
    assert "Keine gesicherten Meinungsgruppen:" in said.out


def test_given_groups_are_compared(
    votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = tmp_path / "groups.csv"
    rows = [f"{person},{'511' if person % 2 else '512'}" for person in range(40)]
    groups.write_text("participant,group\n" + "\n".join(rows))
    given = ("analyse", str(votes), "--groups", str(groups), "--json")
    told = json.loads(Said(capsys, *given).out)
    assert [(one["group"], one["size"]) for one in told["groups"]] == [("511", 20), ("512", 20)]
    assert told["groups_given"] is True
    assert told["honesty"] is None
    assert any(one["is_sure"] for one in told["differences"])


def test_a_column_with_times_says_which_vote_is_the_last(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text("participant,statement,vote,modified_ms\na,1,1,200\na,1,-1,100\n")
    assert [one.vote for one in read_votes(file).cast] == [-1, 1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "keine Spalten"),
        ("a,b\n1,2\n", "keine Spalten"),
        ("participant,statement,vote\na,1,2\n", "Zeile 2: „2“ ist keine Stimme"),
        ("participant,statement,vote\na,1,1\nb,,1\n", "Zeile 3: Hier fehlt"),
        ("participant,statement,vote\na,1\n", "Zeile 2: „“ ist keine Stimme"),
        (b"participant,statement,vote\n\xff,1,1\n", "nicht in UTF-8"),
    ],
)
def test_what_is_no_vote_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | bytes, said: str
) -> None:
    file = tmp_path / "votes.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = Said(capsys, "analyse", str(file))
    assert (found.code, found.out) == (1, "")
    assert said in found.err


def test_missing_files_and_groups_without_columns_are_told(
    votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = Said(capsys, "analyse", str(tmp_path / "missing.csv"))
    assert (missing.code, "missing.csv" in missing.err) == (1, True)
    odd = Said(capsys, "analyse", str(votes), "--groups", str(votes))
    assert (odd.code, "participant und group" in odd.err) == (1, True)


@needs_reference
@pytest.mark.parametrize(
    "name",
    [
        "server_output/below-100-ptpts/votes.csv",
        "opendata/london.youth.policing/votes.csv",
        "opendata/london.youth.policing/participants-votes.csv",
    ],
)
def test_public_layouts_are_recognised(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "analyse", str(Path(REFERENCE, "polis", name)), "--json")
    assert said.code == 0
    assert json.loads(said.out)["participants"] > 20


@needs_reference
def test_single_votes_and_the_published_table_agree() -> None:
    folder = Path(REFERENCE, "polis/opendata/london.youth.policing")
    last = {
        (one.participant, one.statement): one.vote for one in read_votes(folder / "votes.csv").cast
    }
    table = read_votes(folder / "participants-votes.csv").cast
    assert last == {(one.participant, one.statement): one.vote for one in table}
