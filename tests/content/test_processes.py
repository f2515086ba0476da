"""The bundled processes hold what their papers ask for, in plain words and both languages."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from content.library import template_keys, template_source
from participation.templates.effort import estimated_minutes
from participation.templates.local_text import LocalText
from participation.templates.prompts import StatementsPrompt
from participation.templates.validation import check_template
from tests.participation.examples import parsed, rems_murr

KEYS = template_keys()
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


def test_every_block_asks_in_four_ways_with_six_to_ten_statements() -> None:
    for block in RMK.topic_blocks:
        kinds = {prompt.kind for prompt in block.prompts}
        assert kinds == {"statements", "scale", "single_choice", "text"}
        statements = [p for p in block.prompts if isinstance(p, StatementsPrompt)]
        assert all(6 <= len(prompt.statements) <= 10 for prompt in statements)


def test_texts_follow_german_and_english_typography() -> None:
    for text in texts_in(RMK):
        assert not re.search(r"[\"']|  |\.\.\.| - ", text.de + text.en)
        assert text.de.count("„") == text.de.count("“")
        assert text.en.count("“") == text.en.count("”")
        assert "*" not in text.en
