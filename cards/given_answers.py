"""Somebody's own answers, readable, for the review page and for looking at what was sent."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from cards.parts import facts, label, paragraph, section
from content.words import Words
from participation.prompts import (
    Prompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
    TextPrompt,
)
from participation.responses import Answers
from participation.template import ProcessTemplate, TopicBlockTemplate

NO_BREAK_SPACE = "\u00a0"


def department_name(template: ProcessTemplate, key: str, words: Words) -> str:
    """Return the department's name, or the word for none."""
    names = {known.key: known.name.to(words.language) for known in template.departments}
    return names.get(key, words.text("answer.none"))


def given_answers(
    block: TopicBlockTemplate, answers: Answers, words: Words
) -> Sequence[CardElement]:
    """Return one section per prompt, in the template's order, with what was answered."""
    return [
        section(
            label(prompt.question.to(words.language)),
            *_answered(prompt, answers, words),
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
            return point_title(prompt, answer, words)
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


def _answered(prompt: Prompt, answers: Answers, words: Words) -> list[CardElement]:
    if not isinstance(prompt, StatementsPrompt):
        answer = worded_answer(prompt, answers.get(prompt.key, ""), words)
        return [paragraph(line, spacing="Small") for line in answer.splitlines() if line.strip()]
    votes = [
        (worded_answer(prompt, answers.get(f"{prompt.key}.{one.key}", ""), words), one.text)
        for one in prompt.statements
    ]
    # A vote stays on one line, or a narrow first column would break it in two.
    return [
        facts([(vote.replace(" ", NO_BREAK_SPACE), one.to(words.language)) for vote, one in votes])
    ]
