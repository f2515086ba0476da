"""What a person answers, and the rules an answer must pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.refusals import (
    AnswerMissingError,
    AnswerTooLongError,
    DepartmentUnknownError,
    OptionUnknownError,
    PromptUnknownError,
)
from participation.templates.prompts import (
    Prompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
    TextPrompt,
)
from participation.templates.template import ProcessTemplate, TopicBlockTemplate


class Vote(StrEnum):
    """An answer to one statement."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - a vote, not a password


Answers = Mapping[str, str]
"""Item → answer as text. An item is a prompt's key or, for statements, `prompt.statement`; a scale
answers "1" … "points", a choice the option's key, a statement the vote, a text the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One complete answer to a block. It has no author: nothing here can hold a person."""

    department: str
    answers: Answers


def items_of(prompt: Prompt) -> tuple[str, ...]:
    """Return the items that a prompt asks, in the template's order."""
    if isinstance(prompt, StatementsPrompt):
        return tuple(f"{prompt.key}.{statement.key}" for statement in prompt.statements)
    return (prompt.key,)


def options_of(prompt: Prompt) -> tuple[str, ...] | None:
    """Return the answers an item of this prompt may have, or None for free text."""
    match prompt:
        case StatementsPrompt():
            return tuple(Vote)
        case ScalePrompt():
            return tuple(str(point) for point in range(1, prompt.points + 1))
        case SingleChoicePrompt():
            return tuple(option.key for option in prompt.options)
        case TextPrompt():
            return None


def require_answer(prompt: Prompt, answer: str) -> None:
    """Refuse an answer that this prompt does not offer or that is too long."""
    options = options_of(prompt)
    if options is not None and answer not in options:
        raise OptionUnknownError(question=prompt.question)
    if isinstance(prompt, TextPrompt) and len(answer) > prompt.max_length:
        raise AnswerTooLongError(
            question=prompt.question, limit=prompt.max_length, length=len(answer)
        )


def require_department(template: ProcessTemplate, department: str) -> None:
    """Refuse a department that the process does not know."""
    if department not in {known.key for known in template.departments}:
        raise DepartmentUnknownError


def respond(
    template: ProcessTemplate, block: TopicBlockTemplate, *, department: str, answers: Answers
) -> Response:
    """Return the response if every answer fits the block, else refuse naming the first mistake.

    Empty answers count as not given. Raises PromptUnknownError, OptionUnknownError,
    AnswerTooLongError, AnswerMissingError or DepartmentUnknownError.
    """
    require_department(template, department)
    given = {item: answer.strip() for item, answer in answers.items() if answer.strip()}
    asked = {item: prompt for prompt in block.prompts for item in items_of(prompt)}
    for item, answer in given.items():
        if item not in asked:
            raise PromptUnknownError
        require_answer(asked[item], answer)
    for item, prompt in asked.items():
        if item not in given and not prompt.is_optional:
            raise AnswerMissingError(question=prompt.question)
    return Response(department=department, answers=given)
