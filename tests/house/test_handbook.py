"""The handbook names commands, buttons and messages that exist, and its pages keep their size."""

import re
from pathlib import Path

import pytest

from content.words import words
from tests.house.source import ROOT, lines

HANDBOOK = sorted((ROOT / "docs" / "handbuch").glob("*.md"))
ROLES = [path for path in HANDBOOK if path.stem != "it-betrieb"]
TEXTS = frozenset(words("de").texts.values())
COMMANDS = frozenset(words("de").below("commands").values())

OF_TWO_WORDS = "|".join(one for one in COMMANDS if " " in one)
COMMAND = re.compile(rf"`(?:@Themenblock )?([a-zäöüß]+|{OF_TWO_WORDS})`")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
STRESSED_LIGHTLY = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
QUOTED = re.compile(r"„([^“\n]+)“")
FILLED_IN = re.compile(r"\\\{[a-z_]+\\\}")
FEWEST_LETTERS = 8

# Words in code that are no commands of the bot.
OTHER_CODE = {"auditor": "a role", "steering": "a role"}
# Bold words that are no button and begin no paragraph.
STRESSED = {
    "Verlängern": "its button names the block as well",
    "Bearbeiten": "its button names the block as well",
    "6 Alles auf einen Blick": "a page with its number",
    "„nicht gezeigt“": "words of a result",
    "Aussagen": "a kind of prompt",
    "Skalen": "a kind of prompt",
    "Auswahlfragen": "a kind of prompt",
    "zugleich": "a stressed word",
    "wenn": "a stressed word",
    "löscht": "a stressed word",
}
# What stands in quotation marks and is said by nobody.
OTHER_QUOTES = {
    "hat geantwortet": "what a receipt means",
    "weniger als fünf": "what is not meant",
    "Die Beteiligung steuern": "a heading",
}
STAFF_WORDS = range(350, 421)
"""What fits on one printed page in a size that people can read."""


@pytest.mark.parametrize("page", ROLES, ids=lambda page: page.stem)
def test_every_command_of_the_handbook_is_understood(page: Path) -> None:
    unknown = set(COMMAND.findall(page.read_text("utf-8"))) - COMMANDS - OTHER_CODE.keys()
    assert not unknown, lines(unknown)


@pytest.mark.parametrize("page", ROLES, ids=lambda page: page.stem)
def test_every_button_of_the_handbook_exists(page: Path) -> None:
    unknown = [one for one in BOLD.findall(page.read_text("utf-8")) if not _is_button(one)]
    assert not unknown, lines(unknown)


@pytest.mark.parametrize("page", ROLES, ids=lambda page: page.stem)
def test_every_sentence_that_the_handbook_quotes_is_said(page: Path) -> None:
    unknown = [one for one in QUOTED.findall(page.read_text("utf-8")) if not _is_said(one)]
    assert not unknown, lines(unknown)


def test_the_handbook_knows_every_command() -> None:
    named = {one for page in ROLES for one in COMMAND.findall(page.read_text("utf-8"))}
    assert COMMANDS - named == set()


def test_the_page_for_staff_fits_on_one_printed_page() -> None:
    page = (ROOT / "docs" / "handbuch" / "fachkraft.md").read_text("utf-8")
    assert len(page.split()) in STAFF_WORDS


def test_readme_names_people_channels_and_buttons_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    office = (ROOT / "sandbox" / "office.toml").read_text("utf-8")
    page = (ROOT / "sandbox" / "page" / "words" / "de.js").read_text("utf-8")
    unknown = [
        one
        for one in STRESSED_LIGHTLY.findall(readme)
        if not _is_said(one) and f'"{one}"' not in office + page
    ]
    assert not unknown, lines(unknown)


def test_readme_knows_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    tour = readme.partition("## Five minutes")[2].partition("## Commands")[0]
    named = set(COMMAND.findall(tour))
    assert named
    assert named <= COMMANDS


def test_excuses_are_needed() -> None:
    found = "\n".join(page.read_text("utf-8") for page in ROLES)
    idle = [one for one in (*OTHER_CODE, *STRESSED, *OTHER_QUOTES) if one not in found]
    assert not idle, lines(idle)


@pytest.mark.parametrize("invented", ["Jetzt losfliegen", "Meinung abgeben"])
def test_a_button_that_does_not_exist_is_found(invented: str) -> None:
    assert not _is_button(invented)
    assert not _is_said(invented)


def _is_button(bold: str) -> bool:
    # What begins a paragraph or an item ends like a sentence, and names no button.
    return bold in TEXTS or bold in STRESSED or bold.endswith((".", ":", "?")) or _is_filled(bold)


def _is_said(quoted: str) -> bool:
    return quoted in OTHER_QUOTES or _is_filled(quoted) or any(quoted in one for one in TEXTS)


def _is_filled(said: str) -> bool:
    return any(pattern.search(said) for pattern in _patterns())


def _patterns() -> list[re.Pattern[str]]:
    """Texts with values to be filled in; those that are hardly more than these fit anything."""
    return [
        re.compile(f"^{FILLED_IN.sub('.+', re.escape(one))}$")
        for one in TEXTS
        if "{" in one and len(re.sub(r"\{[a-z_]+\}|\W", "", one)) >= FEWEST_LETTERS
    ]
