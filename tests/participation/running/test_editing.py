"""A block that has not opened is edited: every part checked by the rules of a whole template."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from participation.process import BlockState
from participation.refusals import ParticipationError
from participation.running.changes import changed_fields, changes
from participation.running.edit_parts import (
    DAYS,
    TOML,
    WORDS,
    changed,
    check_form,
    field_of,
    fields_of,
    filled,
    fits_a_card,
    parts_of,
)
from participation.running.editing import (
    Checked,
    check_edit,
    check_toml,
    edited,
    require_editable,
)
from participation.running.pausing import paused
from participation.templates.template import TopicBlockTemplate
from tests.participation.running.examples import FIRST_OPEN, local, standing

NOW = local(4, 12)
BEFORE = standing(FIRST_OPEN)
BLOCK = BEFORE.block("planning_areas")
CONTENT = BLOCK.content


def entered(part: str, changes_of_form: Mapping[str, str]) -> Checked:
    """Edit a part as somebody does who changes some of its fields."""
    form = {**filled(CONTENT, part), **changes_of_form}
    assert [one for one in check_form(CONTENT, part, form) if one.field != "reason"] == []
    return check_edit(BEFORE, BLOCK, changed(CONTENT, part, form), NOW)


def said(found: Checked) -> list[tuple[str, str]]:
    """Path and code of every mistake that holds a block up."""
    told = found.mistakes("x")
    return [(one.path, one.code) for one in told if not one.is_warning]


@pytest.mark.parametrize("part", parts_of(CONTENT))
def test_a_part_that_nobody_changes_makes_the_same_block(part: str) -> None:
    if part == TOML:
        found = check_toml(BEFORE, BLOCK, filled(CONTENT, TOML)[TOML], NOW)
    else:
        found = entered(part, {})
    assert (said(found), found.content) == ([], CONTENT)


@pytest.mark.parametrize("key", [block.key for block in BEFORE.blocks[1:]])
def test_every_part_of_every_block_fits_its_fields(key: str) -> None:
    content = BEFORE.block(key).content
    for part in parts_of(content):
        form = filled(content, part)
        assert [field.id for field in fields_of(content, part)] == list(form)
        assert fits_a_card(content, part)


def test_words_and_lists_change_and_nothing_else_does() -> None:
    lines = "Erstens steht fest.\n\n  Zweitens   auch. "
    found = entered(
        WORDS, {"title_de": "Räume", "intro_fixed_de": lines, "intro_fixed_en": "One.\nTwo."}
    )
    assert found.content is not None
    assert found.content.title.de == "Räume"
    assert [one.de for one in found.content.intro.fixed] == [
        "Erstens steht fest.",
        "Zweitens auch.",
    ]
    assert found.content.intro.open == CONTENT.intro.open
    assert found.content.prompts == CONTENT.prompts
    assert changed_fields(CONTENT, found.content) == ("title", "intro")


def test_a_line_break_inside_a_sentence_survives_if_its_line_is_left_alone() -> None:
    broken = CONTENT.intro.model_copy(
        update={"fixed": (CONTENT.title.model_copy(update={"de": "Eins\nzwei", "en": "One"}),)}
    )
    content = CONTENT.model_copy(update={"intro": broken})
    form = {**filled(content, WORDS), "intro_fixed_en": "Won"}
    assert form["intro_fixed_de"] == "Eins zwei"
    raw = changed(content, WORDS, form)
    assert TopicBlockTemplate.model_validate(raw).intro.fixed[0].de == "Eins\nzwei"


def test_a_question_loses_its_help_and_gets_plain_words_by_an_empty_and_a_filled_field() -> None:
    prompt = next(one for one in CONTENT.prompts if one.key == "area_count")
    assert prompt.help
    empty = {"help_de": " ", "help_en": "", "plain_de": "Wie viele?", "plain_en": "How many?"}
    found = entered("prompt_area_count", empty)
    assert found.content is not None
    changed_prompt = next(one for one in found.content.prompts if one.key == "area_count")
    assert changed_prompt.help is None
    assert changed_prompt.plain is not None
    assert changed_prompt.plain.en == "How many?"
    assert {one.kind for one in changes(CONTENT, found.content)} == {"help", "plain"}


def test_statements_and_options_keep_their_keys_and_plain_words() -> None:
    lines = filled(CONTENT, "prompt_shape")["statements_de"].splitlines()
    found = entered("prompt_shape", {"statements_de": "\n".join([*lines[:-1], "Neu gesagt."])})
    assert found.content is not None
    before, after = CONTENT.prompts[0], found.content.prompts[0]
    assert before.kind == after.kind == "statements"
    assert [one.key for one in after.statements] == [one.key for one in before.statements]
    assert after.statements[-1].text.de == "Neu gesagt."
    assert after.statements[-1].plain == before.statements[-1].plain


@pytest.mark.parametrize(
    ("part", "change", "problem"),
    [
        (WORDS, {"intro_open_en": "Only one."}, ("intro_open_en", "lines_uneven")),
        ("prompt_shape", {"statements_de": "Nur eine."}, ("statements_de", "lines_fixed")),
        ("prompt_rudersberg", {"options_en": ""}, ("options_en", "lines_fixed")),
    ],
)
def test_lines_that_do_not_belong_together_are_told(
    part: str, change: Mapping[str, str], problem: tuple[str, str]
) -> None:
    form = {**filled(CONTENT, part), **change, "reason": "Weil (erfunden)"}
    found = [(one.field, one.code) for one in check_form(CONTENT, part, form)]
    assert problem in found


@pytest.mark.parametrize(
    ("part", "change", "field", "code"),
    [
        (WORDS, {"title_de": ""}, "title_de", "text_empty"),
        (WORDS, {"title_en": "x" * 121}, "title_en", "text_too_long"),
        (
            WORDS,
            {"intro_decided_by_de": "\u202eumgekehrt"},
            "intro_decided_by_de",
            "control_character",
        ),
        ("prompt_shape", {"question_en": ""}, "question_en", "text_empty"),
        ("prompt_shape", {"help_de": "Nur deutsch."}, "help_en", "text_empty"),
        (DAYS, {"opens_on": "2027-04-21"}, "opens_on", "date_order"),
        (DAYS, {"opens_on": "2027-04-12"}, "opens_on", "opens_in_the_past"),
        (DAYS, {"opens_on": "2027-05-01"}, "opens_on", "day_is_free"),
        (DAYS, {"closes_on": "2027-05-16"}, "closes_on", "day_is_free"),
        (DAYS, {"closes_on": "gestern"}, "closes_on", "date_expected"),
        (DAYS, {"publishes_on": "2027-05-20"}, "publishes_on", "date_order"),
        (DAYS, {"publishes_on": "9999-12-31"}, "publishes_on", "date_order"),
        (DAYS, {"closes_on": "2027-06-02"}, "publishes_on", "date_order"),
        (
            DAYS,
            {"closes_on": "2027-06-02", "publishes_on": "2027-06-07"},
            "closes_on",
            "date_order",
        ),
    ],
)
def test_what_does_not_fit_is_told_below_its_field(
    part: str, change: Mapping[str, str], field: str, code: str
) -> None:
    found = entered(part, change)
    assert found.content is None
    fields = fields_of(CONTENT, part)
    told = [(field_of(one, fields), one.code) for one in found.findings]
    assert (field, code) in told


def test_the_next_block_and_the_decision_are_named_when_dates_would_overtake_them() -> None:
    dates = {"closes_on": "2027-06-02", "publishes_on": "2027-09-30"}
    paths = [path for path, code in said(entered(DAYS, dates)) if code == "date_order"]
    assert paths == ["topic_blocks[2].opens_on", "decision.decides_on"]


def test_the_new_version_moves_the_block_and_leaves_the_others_as_they_are() -> None:
    found = entered(DAYS, {"opens_on": "2027-05-04"})
    assert found.content is not None
    after = edited(BEFORE, BLOCK, found.content)
    block = after.block("planning_areas")
    assert (block.revision, block.opens_at) == (2, local(5, 4, 8))
    assert [one for one in after.blocks if one != block] == [
        one for one in BEFORE.blocks if one.key != "planning_areas"
    ]
    assert after.process.template.topic_blocks[1] == found.content


@pytest.mark.parametrize("state", [one for one in BlockState if one is not BlockState.PLANNED])
def test_what_has_opened_is_frozen(state: BlockState) -> None:
    with pytest.raises(ParticipationError) as refused:
        require_editable(standing({"planning_areas": state}), "planning_areas", NOW)
    assert refused.value.code == "block_frozen"


def test_a_block_is_frozen_from_its_opening_on_even_if_the_calendar_is_late() -> None:
    require_editable(BEFORE, "planning_areas", BLOCK.opens_at - timedelta(seconds=1))
    with pytest.raises(ParticipationError) as refused:
        require_editable(BEFORE, "planning_areas", BLOCK.opens_at)
    assert refused.value.code == "block_frozen"


def test_in_a_pause_nothing_is_edited() -> None:
    with pytest.raises(ParticipationError) as refused:
        require_editable(paused(BEFORE, NOW), "planning_areas", NOW)
    assert refused.value.code == "process_paused"


def test_texts_that_differ_in_one_language_are_a_change() -> None:
    found = entered(WORDS, {"title_en": "Areas"})
    assert found.content is not None
    (change,) = changes(CONTENT, found.content)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.de, change.before.en) == (change.after.de, "Planning areas")


def test_added_dropped_and_moved_questions_are_told() -> None:
    prompts = CONTENT.prompts
    turned = CONTENT.model_copy(update={"prompts": (*prompts[2:], prompts[1])})
    kinds = [(one.kind, bool(one.before), bool(one.after)) for one in changes(CONTENT, turned)]
    assert kinds == [("prompt", True, False), ("order", False, False)]
    assert [one.kind for one in changes(turned, CONTENT)] == ["prompt", "order"]
    assert changes(CONTENT, CONTENT) == ()
