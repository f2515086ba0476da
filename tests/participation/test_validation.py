"""Every mistake of a template is told, with file, path and mend."""

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.mistakes import codes, worded
from participation.templates.local_text import LANGUAGES, Language
from participation.templates.validation import WARNINGS, Mistake, check_template
from tests.participation.examples import source

SMALL = source("small")
SLIPS = tomllib.loads(source("slips"))["slip"]


def changed(old: str, new: str, file: str = "small") -> str:
    """Return a template, the small one unless said otherwise, with the first `old` replaced."""
    text = source(file)
    assert old in text
    return text.replace(old, new, 1)


def told(text: str) -> list[tuple[str, str]]:
    """Return path and code of every mistake."""
    return [(mistake.path, mistake.code) for mistake in check_template("x.toml", text)[1]]


def line(mistake: Mistake, language: Language) -> str:
    """Return the line that the command prints."""
    return worded(
        mistake.code,
        mistake.values,
        language,
        file=mistake.file,
        path=mistake.path,
        is_warning=mistake.is_warning,
    )


def test_ten_different_mistakes_are_told_in_one_run() -> None:
    assert told(source("ten_mistakes")) == [
        ("4:60", "toml_syntax"),
        ("summary.en", "language_missing"),
        ("time_zone", "time_zone_unknown"),
        ("smallest_group", "smallest_group_too_small"),
        ("departments[1].key", "key_twice"),
        ("departments[1].invited_count", "number_expected"),
        ("topic_blocks[0].closes_on", "date_order"),
        ("topic_blocks[0].prompts[1].hihg_label", "field_unknown_near"),
        ("topic_blocks[1].prompts[0].options[1].text.de", "text_twice"),
        ("decision.decides_on", "field_missing"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_the_ten_lines_names_file_path_message_and_mend(language: Language) -> None:
    _, mistakes = check_template("ten_mistakes.toml", source("ten_mistakes"))
    lines = [line(mistake, language) for mistake in mistakes]
    assert len(set(lines)) == 10
    for printed in lines:
        assert re.fullmatch(r"ten_mistakes\.toml:\S+: \S.*\. → \S.*\.", printed)


def test_a_printed_line_reads_as_a_person_would_say_it() -> None:
    _, mistakes = check_template("x.toml", changed("smallest_group = 5", "smallest_group = 3"))
    assert [line(mistake, "de") for mistake in mistakes] == [
        (
            "x.toml:smallest_group: Die kleinste gezeigte Gruppe ist mit 3 zu klein. So könnten "
            "einzelne Personen erkannt werden. → Mindestens 5 einsetzen."
        )
    ]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip['code']}-{slip['path']}")
def test_a_mistake_is_told_where_it_is(slip: dict[str, str]) -> None:
    assert (slip["path"], slip["code"]) in told(
        changed(slip["old"], slip["new"], slip.get("file", "small"))
    )


# What only a block of a running process can have; shown in `running/test_editing*.py`.
OF_RUNNING = {"one_block_expected", "block_key_changed", "opens_in_the_past", "day_is_free"}


def test_every_code_with_words_has_a_slip_that_shows_it() -> None:
    shown = {slip["code"] for slip in SLIPS} | {code for _, code in told(source("ten_mistakes"))}
    # The last resort for a mistake that nobody has thought of yet; it cannot be shown.
    assert set(codes("de")) - shown - OF_RUNNING - {"block_too_long"} == {"value_invalid"}


def test_contradictions_are_found_although_the_shape_is_wrong_elsewhere() -> None:
    text = changed("points = 5", 'points = "five"').replace(
        "closes_on = 2021-04-21", "closes_on = 2021-03-01"
    )
    assert told(text) == [
        ("topic_blocks[0].closes_on", "date_order"),
        ("topic_blocks[0].prompts[1].points", "number_expected"),
    ]


def test_a_misspelt_field_is_told_once_with_the_name_that_was_meant() -> None:
    _, mistakes = check_template("x.toml", changed("points = 5", "pionts = 5"))
    assert [(mistake.code, mistake.values["near"]) for mistake in mistakes] == [
        ("field_unknown_near", "points")
    ]


def test_a_line_that_cannot_be_read_is_not_reported_as_missing_too() -> None:
    assert told(changed('language = "de"', 'language = "de')) == [("7:15", "toml_syntax")]
    text = changed("decides_on = 2021-07-15", "decides_on = 2021-07-35")
    assert told(text) == [("82:18", "toml_syntax")]


def test_entries_with_mistakes_still_count_as_entries() -> None:
    assert told(changed('[{ de = "Dies steht fest.", en = "This is fixed." }]', "[{}]")) == [
        ("topic_blocks[0].intro.fixed[0]", "languages_expected"),
    ]


def test_a_warning_leaves_the_template_usable() -> None:
    template, mistakes = check_template(
        "x.toml", changed("invited_count = 14", "invited_count = 4")
    )
    assert template is not None
    assert [mistake.is_warning for mistake in mistakes] == [True]
    assert line(mistakes[0], "en").startswith("x.toml:departments[0].invited_count: Note: 4 people")


def test_a_block_that_takes_longer_than_five_minutes_is_a_warning() -> None:
    text = "Diese Aussage mit der Nummer {0} stimmt meiner Meinung nach ganz genau so."
    claim = f'{{{{ key = "k{{0}}", text = {{{{ de = "{text}", en = "{text}" }}}} }}}},\n'
    claims = "".join(claim.format(number) for number in range(38))
    text = changed('    { key = "one"', f'{claims}    {{ key = "one"')
    assert told(text) == [("topic_blocks[0]", "block_too_long")]


def test_the_mark_and_line_ends_of_other_editors_are_no_mistake() -> None:
    assert told("\ufeff" + SMALL.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=",
        "[" * 9999,
        f"a = {'[' * 9999}",
        f"a = {'1' * 9999}",
        f"a = {'[' * 200}{']' * 200}",
        "\0",
    ],
)
def test_no_text_is_too_odd_to_be_told_about(text: str) -> None:
    template, mistakes = check_template("x.toml", text)
    assert template is None
    assert mistakes


LINES = SMALL.splitlines()
ODD_VALUES = st.sampled_from(source("odd_values").splitlines())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), ODD_VALUES), min_size=1, max_size=4))
def test_whatever_is_mistyped_gets_words_in_both_languages(slips: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for number, value in slips:
        name = lines[number].split("=")[0]
        lines[number] = f"{name}= {value}" if value else ""
    template, mistakes = check_template("x.toml", "\n".join(lines))
    for mistake in mistakes:
        assert all(line(mistake, language) for language in LANGUAGES)
    assert (template is None) == any(not mistake.is_warning for mistake in mistakes)


def test_every_warning_has_words() -> None:
    assert set(codes("de")) >= WARNINGS
