"""Somebody's own answers, readable, for the review page and for looking at what was sent."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from cards.elements.answer_words import answer_lines, option_titles
from cards.elements.parts import facts, label, paragraph, section
from content.words import Words
from participation.responses import Answers
from participation.steps import Step
from participation.templates.prompts import (
    Prompt,
    ResistancePrompt,
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
            label(prompt.question.to(words.language)), _of_prompt(prompt, answers, asked, words)
        )
        for prompt in block.prompts
    ]


def worded_answer(prompt: Prompt, answer: str, words: Words) -> str:
    """Return one answer as people read it."""
    return "\n".join(answer_lines(prompt, answer, words))


def _of_prompt(prompt: Prompt, answers: Answers, asked: Sequence[str], words: Words) -> CardElement:
    match prompt:
        case StatementsPrompt():
            return _votes(prompt, answers, asked, words)
        case ResistancePrompt():
            return _resistances(prompt, answers, words)
        case _:
            return _answer(prompt, answers.get(prompt.key, ""), words)


def _answer(prompt: Prompt, given: str, words: Words) -> CardElement:
    lines = [line for line in answer_lines(prompt, given, words) if line.strip()]
    if isinstance(prompt, TextPrompt):
        # One element for the whole text: one of many short lines would outgrow the card.
        lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return paragraph("\n".join(lines).strip(), spacing="Small")


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


def _resistances(prompt: ResistancePrompt, answers: Answers, words: Words) -> CardElement:
    degrees = {
        title: answers.get(f"{prompt.key}.{key}", "")
        for key, title in option_titles(prompt, words).items()
    }
    if not any(degrees.values()):
        return paragraph(words.text("answer.none"), spacing="Small")
    return facts(
        [(degree or words.text("answer.none"), title) for title, degree in degrees.items()]
    )
