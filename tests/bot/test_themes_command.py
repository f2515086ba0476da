"""`themenblock themes`: texts and themes from files, in words and as JSON."""

import json
from pathlib import Path

import pytest

from tests.bot.commanding import Said

SEEDS = """
[[themes]]
key = "rooms"
words = ["Raum", "Büro", "Arbeitsplatz"]

[[themes]]
key = "time"
words = ["Zeit", "Termine", "Frist"]
"""
TEXTS = """id,text
1,"In unserem Büro sitzen vier Leute, das ist zu eng für alle."
2,"Die Büroräume sind laut, uns fehlt ein Rückzugsraum."
3,Termine liegen zu dicht.
4,"Danke, gut."
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A file of texts and one of seeds."""
    (tmp_path / "texts.csv").write_text(TEXTS, "utf-8")
    (tmp_path / "seeds.toml").write_text(SEEDS, "utf-8")
    return str(tmp_path / "texts.csv"), str(tmp_path / "seeds.toml")


def test_themes_are_told_in_words(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    texts, seeds = files
    said = Said(capsys, "themes", texts, "--seeds", seeds)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("3 Texte einem Thema zugeordnet, 1 keinem.\nrooms: 2 Texte\n")
    assert "time: 1 Text\n" in said.out
    english = Said(capsys, "--language", "en", "themes", texts, "--seeds", seeds)
    assert "3 texts assigned to a theme, 1 to none." in english.out


def test_json_names_lines_and_no_text(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    texts, seeds = files
    said = Said(capsys, "themes", texts, "--seeds", seeds, "--json")
    told = json.loads(said.out)
    assert [row["theme"] for row in told["texts"]] == ["rooms", "rooms", "time", None]
    assert told["themes"][0]["quotes"] == [1, 2]
    assert (told["assigned"], told["without_theme"]) == (3, 1)
    assert "sitzen vier Leute" not in said.out


@pytest.mark.parametrize(
    ("seeds", "said"),
    [
        ("nonsense", "keine Liste von Themen"),
        ("themes = []", "keine Liste von Themen"),
        ('[[themes]]\nkey = "a"\nwords = ["ab"]\n', "themes.0.key"),
        ('[[themes]]\nkey = "ab"\nwords = []\n', "themes.0.words"),
        ('[[themes]]\nkey = "ab"\nwords = ["ab"]\ncolour = "red"\n', "colour"),
    ],
)
def test_what_is_no_list_of_themes_is_told(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], seeds: str, said: str
) -> None:
    Path(files[1]).write_text(seeds, "utf-8")
    found = Said(capsys, "themes", files[0], "--seeds", files[1])
    assert (found.code, found.out) == (1, "")
    assert said in found.err


def test_what_holds_no_texts_is_told(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.csv").write_text("id,words\n1,a\n")
    odd = Said(capsys, "themes", str(tmp_path / "other.csv"), "--seeds", files[1])
    assert (odd.code, "Spalte text fehlt" in odd.err) == (1, True)
    (tmp_path / "bytes.csv").write_bytes(b"text\n\xff\n")
    odd = Said(capsys, "themes", str(tmp_path / "bytes.csv"), "--seeds", files[1])
    assert (odd.code, "UTF-8" in odd.err) == (1, True)
    missing = Said(capsys, "themes", str(tmp_path / "no.csv"), "--seeds", files[1])
    assert (missing.code, "no.csv" in missing.err) == (1, True)
    missing = Said(capsys, "themes", files[0], "--seeds", str(tmp_path / "no.toml"))
    assert (missing.code, "no.toml" in missing.err) == (1, True)
