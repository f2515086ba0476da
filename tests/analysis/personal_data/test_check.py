"""The check on sentences that it was made by, on others, and on thousands of harmless ones."""

import csv
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from analysis.personal_data.check import KINDS, check_text
from analysis.personal_data.numbers import is_iban, is_tax_id
from tests.house.source import lines
from tests.reference import REFERENCE, needs_reference

HERE = Path(__file__).parent
WANTED_PRECISION, WANTED_RECALL = 0.95, 0.85
Sentence = tuple[str, str]


def sentences(name: str) -> list[Sentence]:
    """The sentences of a set, each with its level."""
    read = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    return [(one["text"], one["level"]) for one in read["sentence"]]


def test_the_sentences_by_which_the_rules_were_made_are_all_told_right() -> None:
    wrong = [text for text, level in sentences("known") if check_text(text).level != level]
    assert not wrong, lines(wrong)


@pytest.mark.parametrize("name", ["known", "fresh"])
def test_precision_and_recall(name: str) -> None:
    asked = [(check_text(text).level != "none", level != "none") for text, level in sentences(name)]
    right = asked.count((True, True))
    precision = right / (right + asked.count((True, False)))
    recall = right / (right + asked.count((False, True)))
    sys.stdout.write(f"{name}: precision {precision:.2f}, recall {recall:.2f}\n")
    assert precision >= WANTED_PRECISION
    assert recall >= WANTED_RECALL


def test_the_two_sets_have_nothing_in_common_and_are_half_harmless() -> None:
    known, fresh = sentences("known"), sentences("fresh")
    assert not {text for text, _ in known} & {text for text, _ in fresh}
    levels = [level for _, level in known + fresh]
    assert len(levels) >= 150
    assert levels.count("none") >= len(levels) * 0.45


@needs_reference
def test_of_thousands_of_statements_about_something_else_hardly_one_is_asked_about() -> None:
    with (Path(REFERENCE) / "german_text/klimarat/statements.csv").open(encoding="utf-8") as file:
        texts = [row["comment-body"] for row in csv.DictReader(file)]
    found = [text for text in texts if check_text(text).level != "none"]
    assert len(texts) > 5000
    assert len(found) <= len(texts) // 200, lines(found)


def test_a_finding_names_kinds_and_nothing_of_the_text() -> None:
    found = check_text("Frau Oberländer, Bahnhofstraße 14, o@amt.example, 07151 501-1234")
    assert found.level == "certain"
    assert found.kinds == ("email", "street", "phone", "name")
    assert set(found.kinds) <= set(KINDS)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "·", "§", "12", "A" * 5000, "Frau " * 800, "a-" * 2500]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    assert check_text(text).level in ("none", "check", "certain")


@pytest.mark.parametrize(
    ("number", "is_valid"),
    [
        ("DE89 3704 0044 0532 0130 00", True),
        ("DE89 3704 0044 0532 0130 01", False),
        ("GB82 WEST 1234 5698 7654 32", True),
        ("DE12", False),
    ],
)
def test_account_numbers_prove_themselves(number: str, *, is_valid: bool) -> None:
    assert is_iban(number) is is_valid


@pytest.mark.parametrize(
    ("number", "is_valid"),
    [("36574261809", True), ("36574261808", False), ("06574261809", False), ("1", False)],
)
def test_tax_ids_prove_themselves(number: str, *, is_valid: bool) -> None:
    assert is_tax_id(number) is is_valid


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A file with a line of each level."""
    file = tmp_path / "texte.txt"
    file.write_text("Mehr Zeit.\nMit Leonie ging es.\nFrau Oberländer war da.\n", "utf-8")
    return file


@pytest.mark.parametrize("is_piped", [False, True])
def test_the_command_tells_line_by_line_and_repeats_nothing(texts: Path, *, is_piped: bool) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bot", "check-text", "-" if is_piped else str(texts)],
        input=texts.read_text("utf-8") if is_piped else "",
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == [
        '{"line": 1, "level": "none", "kinds": []}',
        '{"line": 2, "level": "check", "kinds": ["first_name"]}',
        '{"line": 3, "level": "certain", "kinds": ["name"]}',
    ]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Frau Müller".encode("latin-1"))
    for name, reason in (("nirgends.txt", "No such file"), ("latin.txt", "UTF-8")):
        told = subprocess.run(
            [sys.executable, "-m", "bot", "check-text", str(tmp_path / name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (told.returncode, reason in told.stderr) == (1, True)
