"""Somebody's own answers, readable, for the review page and for looking at what was sent."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from cards.elements.parts import facts, label, paragraph, section
from content.words import Words
from participation.responses import Answers
from participation.steps import Step
from participation.templates.prompts import (
    Prompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
    TextPrompt,
)
from participation.templates.template import ProcessTemplate, TopicBlockTemplate

NO_BREAK_SPACE = "\u00a0"
MOST_LINES = 8
"""How many lines of a text are kept apart; what follows runs on."""


def department_name(template: ProcessTemplate, key: str, words: Words) -> str:
    """Return the department's name, or the word for none."""
    names = {known.key: known.name.to(words.language) for known in template.departments}
    return names.get(key, words.text("answer.none"))


def given_answers(
    block: TopicBlockTemplate, answers: Answers, words: Words, steps: Sequence[Step] = ()
) -> Sequence[CardElement]:
    """Return one section per prompt, in the template's order, with what was answered.

    Statements stand in the order of `steps`, in which they were asked, or in the template's.
    """
    asked = [step.item for step in steps]
    return [
        section(
            label(prompt.question.to(words.language)),
            _votes(prompt, answers, asked, words)
            if isinstance(prompt, StatementsPrompt)
            else _answer(prompt, answers.get(prompt.key, ""), words),
        )
        for prompt in block.prompts
    ]


def worded_answer(prompt: Prompt, answer: str, words: Words) -> str:
    """Return one answer as people read it."""
    match prompt:
        case _ if not answer:
            return words.text("answer.none")
        case StatementsPrompt():
            return words.text(f"votes.{answer}")
        case ScalePrompt():
            return _point_with_ends(prompt, answer, words)
        case SingleChoicePrompt():
            names = {option.key: option.text.to(words.language) for option in prompt.options}
            return names.get(answer, answer)
        case TextPrompt():
            return answer


def point_title(prompt: ScalePrompt, point: str, words: Words) -> str:
    """Return a scale's point; the two ends say what they mean."""
    labels = {"1": prompt.low_label, str(prompt.points): prompt.high_label}
    if point not in labels:
        return point
    label = labels[point].to(words.language)
    return words.text("answer.scale_end", point=point, label=label)


def _point_with_ends(prompt: ScalePrompt, point: str, words: Words) -> str:
    title = point_title(prompt, point, words)
    if title != point:
        return title
    low, high = (point_title(prompt, end, words) for end in ("1", str(prompt.points)))
    return words.text("answer.scale_between", point=point, low=low, high=high)


def _answer(prompt: Prompt, given: str, words: Words) -> CardElement:
    # One element for the whole answer: a text of many short lines would outgrow the card.
    lines = [line for line in worded_answer(prompt, given, words).splitlines() if line.strip()]
    last = " ".join(lines[MOST_LINES - 1 :])
    return paragraph("\n".join([*lines[: MOST_LINES - 1], last]).strip(), spacing="Small")


def _votes(
    prompt: StatementsPrompt, answers: Answers, asked: Sequence[str], words: Words
) -> CardElement:
    items = {f"{prompt.key}.{one.key}": one.text for one in prompt.statements}
    if set(items) <= set(asked):
        items = {item: items[item] for item in asked if item in items}
    votes = [
        (worded_answer(prompt, answers.get(item, ""), words), text) for item, text in items.items()
    ]
    # A vote stays on one line, or a narrow first column would break it in two.
    return facts(
        [(vote.replace(" ", NO_BREAK_SPACE), text.to(words.language)) for vote, text in votes]
    )
