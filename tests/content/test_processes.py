"""The bundled processes hold what their papers ask for, in plain words and both languages."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from content.library import template_keys, template_source
from participation.responses import items_of
from participation.templates.effort import estimated_minutes
from participation.templates.local_text import LocalText
from participation.templates.prompts import STATUS_QUO, Prompt, StatementsPrompt
from participation.templates.validation import check_template
from tests.participation.examples import parsed, rems_murr

KEYS = template_keys()
KINDS = get_args(get_args(Prompt)[0])
RMK = rems_murr()
MONTHS = r"Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"


def texts_in(value: object) -> Iterator[LocalText]:
    """Find every text in a template or a part of it."""
    if isinstance(value, LocalText):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from texts_in(entry)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))


def test_the_main_process_is_bundled() -> None:
    assert "rems_murr_2021" in KEYS


@pytest.mark.parametrize("key", KEYS)
def test_a_bundled_template_has_no_mistake_and_no_warning(key: str) -> None:
    assert check_template(*template_source(key))[1] == ()


@pytest.mark.parametrize("key", KEYS)
def test_a_bundled_template_is_named_like_its_file(key: str) -> None:
    assert parsed(*template_source(key)).key == key


@pytest.mark.parametrize("key", ["", "../texts/de", "rems_murr_2021.toml", "unknown"])
def test_only_bundled_templates_can_be_read(key: str) -> None:
    with pytest.raises(KeyError):
        template_source(key)


@pytest.mark.parametrize("key", KEYS)
def test_months_are_left_to_the_calendar_because_dates_move(key: str) -> None:
    template = parsed(*template_source(key))
    for text in texts_in(template.model_copy(update={"source": template.title})):
        assert not re.search(rf"\b({MONTHS})\b", text.de)


@pytest.mark.parametrize("key", KEYS)
def test_every_block_can_be_answered_in_five_minutes(key: str) -> None:
    blocks = parsed(*template_source(key)).topic_blocks
    assert all(estimated_minutes(block) <= 5 for block in blocks)


@pytest.mark.parametrize("key", KEYS)
def test_statements_are_single_short_claims(key: str) -> None:
    for block in parsed(*template_source(key)).topic_blocks:
        for prompt in block.prompts:
            if not isinstance(prompt, StatementsPrompt):
                continue
            for statement in prompt.statements:
                assert statement.text.de.count(".") == 1
                assert not re.search(r";| oder | weil | aber ", statement.text.de)
                assert len(statement.text.de.split()) <= 14


def test_the_paper_has_three_blocks_and_then_a_decision() -> None:
    assert [block.key for block in RMK.topic_blocks] == ["basics", "planning_areas", "coordinators"]
    assert [block.opens_on.month for block in RMK.topic_blocks] == [4, 5, 6]
    assert RMK.decision.decides_on.month == 7


def test_the_three_departments_of_the_paper_are_asked() -> None:
    assert [(one.key, one.invited_count) for one in RMK.departments] == [
        *(("511", 14), ("512", 13), ("515", 13))
    ]


def test_rudersberg_is_spelt_right_and_nobody_else_is_misspelt() -> None:
    names = [area.name.de for area in RMK.planning_areas]
    assert "Rudersberg" in names
    assert "Rundersberg" not in template_source("rems_murr_2021")[1]


def test_the_five_points_of_consensus_are_fixed_in_the_first_block() -> None:
    fixed = [text.de for text in RMK.topic_blocks[0].intro.fixed]
    assert len(fixed) == 5
    assert "Pandemie" in fixed[-1]


def test_the_paper_is_named_as_source_and_its_limits_are_said() -> None:
    assert "2021/110" in RMK.source.de
    assert "2021/110" in RMK.source.en
    assert "Kinder, Jugendliche und Familien selbst werden nicht gefragt" in RMK.texts.limits.de


def test_every_block_begins_with_six_to_ten_statements_and_ends_with_one_optional_text() -> None:
    for block in RMK.topic_blocks:
        first, *others, last = block.prompts
        assert isinstance(first, StatementsPrompt)
        assert 6 <= len(first.statements) <= 10
        assert (last.kind, last.is_optional) == ("text", True)
        assert not {"statements", "text"} & {prompt.kind for prompt in others}


def test_the_process_asks_in_every_way_there_is() -> None:
    asked = {prompt.kind for block in RMK.topic_blocks for prompt in block.prompts}
    assert asked == {known.model_fields["kind"].annotation.__args__[0] for known in KINDS}


def test_what_the_paper_leaves_to_may_and_june_is_asked() -> None:
    asked = {prompt.key: prompt for block in RMK.topic_blocks[1:] for prompt in block.prompts}
    assert {asked[key].kind for key in ("municipalities", "selection")} == {"resistance"}
    assert f"selection.{STATUS_QUO}" in items_of(asked["selection"])
    assert f"municipalities.{STATUS_QUO}" not in items_of(asked["municipalities"])
    assert asked["area_count"].kind == "number"
    assert "Rudersberg" in asked["rudersberg"].question.de


@pytest.mark.parametrize("key", KEYS)
def test_everything_that_is_asked_is_there_in_plain_language_and_short_sentences(key: str) -> None:
    for block in parsed(*template_source(key)).topic_blocks:
        statements = [one for p in block.prompts if p.kind == "statements" for one in p.statements]
        for asked in (*block.prompts, *statements):
            assert asked.plain, asked.key
            for text in (asked.plain.de, asked.plain.en):
                sentences = [one for one in re.split(r"(?<=[.?!]) ", text) if one]
                assert max(len(one.split()) for one in sentences) <= 13, text


def test_texts_follow_german_and_english_typography() -> None:
    for text in texts_in(RMK):
        assert not re.search(r"[\"']|  |\.\.\.| - ", text.de + text.en)
        assert text.de.count("„") == text.de.count("“")
        assert text.en.count("“") == text.en.count("”")
        assert "*" not in text.en
