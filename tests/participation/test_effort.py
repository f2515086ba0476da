"""How long a block takes."""

import pytest

from participation.templates.effort import estimated_minutes
from participation.templates.local_text import LocalText
from participation.templates.prompts import (
    Option,
    SingleChoicePrompt,
    TextPrompt,
)
from tests.participation.examples import asked, small

BLOCK = small().topic_blocks[0]


def test_a_short_block_takes_about_a_minute() -> None:
    assert estimated_minutes(BLOCK) == 1


def test_a_required_text_costs_more_than_an_optional_one() -> None:
    question = LocalText(de="Was noch?", en="What else?")
    prompts = [
        TextPrompt(kind="text", key="more", question=question, is_optional=is_optional)
        for is_optional in (True, False)
    ]
    minutes = [
        estimated_minutes(BLOCK.model_copy(update={"prompts": (prompt,) * 4})) for prompt in prompts
    ]
    assert minutes == [3, 5]


def test_the_language_that_takes_longer_counts() -> None:
    long = LocalText(de="kurz", en=" ".join(["word"] * 40))
    options = tuple(Option(key=f"k{number}", text=long) for number in range(9))
    prompt = SingleChoicePrompt(kind="single_choice", key="way", question=long, options=options)
    assert estimated_minutes(BLOCK.model_copy(update={"prompts": (prompt,)})) == 3


@pytest.mark.parametrize(
    ("key", "minutes"),
    [("tasks", 2), ("aims", 3), ("shapes", 3), ("hours", 2), ("start", 2)],
)
def test_every_kind_takes_its_time(key: str, minutes: int) -> None:
    prompts = (asked(key),) * 5
    assert estimated_minutes(BLOCK.model_copy(update={"prompts": prompts})) == minutes


def test_that_everything_stays_takes_time_to_weigh_as_well() -> None:
    prompt = asked("shapes")
    settled = prompt.model_copy(update={"may_stay_as_is": False})
    longer, shorter = (
        estimated_minutes(BLOCK.model_copy(update={"prompts": (one,) * 20}))
        for one in (prompt, settled)
    )
    assert longer == shorter + 2


def test_the_plain_version_costs_no_time_because_nobody_reads_both() -> None:
    prompt = asked("tasks")
    without = prompt.model_copy(update={"plain": None})
    long = prompt.model_copy(update={"plain": LocalText(de="Wort " * 110, en="word " * 110)})
    minutes = {
        estimated_minutes(BLOCK.model_copy(update={"prompts": (one,) * 5}))
        for one in (without, long)
    }
    assert len(minutes) == 1
