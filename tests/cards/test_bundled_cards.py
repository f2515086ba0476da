"""The cards of the bundled processes at their largest."""

from typing import get_args

import pytest

from cards import (
    answer_card,
    block_card,
    own_answer_card,
    process_card,
    published_card,
    summary_card,
)
from cards.elements.parts import size_in_utf16
from content.words import Language, words
from participation.bounded_answers import as_kept
from participation.process import Process, TopicBlock
from participation.responses import SEPARATOR, Response, items_of, option_keys, options_of
from participation.steps import steps_of
from participation.templates.prompts import (
    DatePrompt,
    MultipleChoicePrompt,
    NumberPrompt,
    Prompt,
    RankingPrompt,
    TextPrompt,
)
from tests.cards.bundled import bundled_blocks, fullest_summary
from tests.cards.tree import shown

LIMIT = 25 * 1024
NONCE = "0" * 32
CASES = [
    pytest.param(process, block, language, id=f"{block.key}-{language}")
    for process, block in bundled_blocks()
    for language in get_args(Language)
]


def fullest_answers(block: TopicBlock) -> dict[str, str]:
    """The longest answer to everything that is asked."""
    prompts = block.content.prompts
    return {item: longest_answer(prompt) for prompt in prompts for item in items_of(prompt)}


def longest_answer(prompt: Prompt) -> str:
    match prompt:
        case TextPrompt():
            return "ä" * prompt.max_length
        case MultipleChoicePrompt():
            return SEPARATOR.join(option_keys(prompt)[-prompt.most_choices :])
        case RankingPrompt():
            return SEPARATOR.join(option_keys(prompt))
        case NumberPrompt():
            return as_kept(prompt.maximum)
        case DatePrompt():
            return prompt.latest.isoformat()
        case _:
            return (options_of(prompt) or ("",))[-1]


@pytest.mark.parametrize(("process", "block", "language"), CASES)
def test_dialog_of_a_bundled_block_fits(
    process: Process, block: TopicBlock, language: Language
) -> None:
    steps = steps_of(block.content, NONCE)
    answers = fullest_answers(block)
    department = process.template.departments[-1].key
    cards = [
        answer_card.build(
            answer_card.AnswerView(
                process=process,
                block=block,
                steps=steps,
                step=step,
                nonce=NONCE,
                state=NONCE,
                department=department,
                answers=answers,
                problem="x" * 300,
            ),
            words(language),
        )
        for step in range(len(steps))
    ]
    assert max(size_in_utf16(card) for card in cards) <= LIMIT


@pytest.mark.parametrize(("process", "block", "language"), CASES)
def test_messages_of_a_bundled_block_fit(
    process: Process, block: TopicBlock, language: Language
) -> None:
    spoken = words(language)
    summary = fullest_summary(process, block)
    response = Response(department="511", answers=fullest_answers(block))
    cards = [
        block_card.build(process, block, 1000, spoken),
        process_card.build(process, (block,) * 3, spoken),
        own_answer_card.build(process, block, response, NONCE, spoken),
        published_card.build(process, block, summary, spoken),
    ]
    assert max(size_in_utf16(card) for card in cards) <= LIMIT


@pytest.mark.parametrize(("process", "block", "language"), CASES)
def test_summary_of_a_bundled_block_fits_with_its_departments(
    process: Process, block: TopicBlock, language: Language
) -> None:
    others = tuple((one.key, one.title.to(language)) for one in process.template.topic_blocks)
    summary = fullest_summary(process, block)
    card = summary_card.build(process, block, summary, others, words(language))
    assert size_in_utf16(card) <= LIMIT
    assert words(language).text("summary.departments_too_long") not in shown(card)
