"""How long a block takes."""

from participation.templates.effort import estimated_minutes
from participation.templates.local_text import LocalText
from participation.templates.prompts import Option, SingleChoicePrompt, TextPrompt
from tests.participation.examples import small

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
