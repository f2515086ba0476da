"""What a person answers, and the rules an answer must pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.bounded_answers import as_kept, require_day, require_number
from participation.proposals import OWN, ProposedStatement
from participation.refusals import (
    AnswerMissingError,
    AnswerTooLongError,
    ChoicesTooFewError,
    ChoicesTooManyError,
    DepartmentUnknownError,
    OptionUnknownError,
    PromptUnknownError,
    ResistanceMissingError,
)
from participation.templates.prompts import (
    STATUS_QUO,
    DatePrompt,
    MultipleChoicePrompt,
    NumberPrompt,
    Prompt,
    RankingPrompt,
    ResistancePrompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
    TextPrompt,
)
from participation.templates.template import ProcessTemplate, TopicBlockTemplate

MOST_RESISTANCE = 10
SEPARATOR = ","
"""Between the keys of an answer that holds several; no key can have it."""


class Vote(StrEnum):
    """An answer to one statement."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - a vote, not a password


Answers = Mapping[str, str]
"""Item → answer as text. An item is a prompt's key or, for statements and resistance,
`prompt.statement` or `prompt.option`. Answers are: a vote; a scale's "1" … "points"; a choice's
key; of a multiple choice the keys chosen, in the template's order; of a ranking all keys, best
first; resistance "0" … "10"; a number with a point, "7" or "7.5"; a day as 2027-04-01; a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One complete answer to a block. It has no author: nothing here can hold a person."""

    department: str
    answers: Answers


def items_of(prompt: Prompt) -> tuple[str, ...]:
    """Return the items that a prompt asks, in the template's order."""
    match prompt:
        case StatementsPrompt():
            return tuple(f"{prompt.key}.{statement.key}" for statement in prompt.statements)
        case ResistancePrompt():
            return tuple(f"{prompt.key}.{option}" for option in option_keys(prompt))
        case _:
            return (prompt.key,)


def option_keys(
    prompt: SingleChoicePrompt | MultipleChoicePrompt | RankingPrompt | ResistancePrompt,
) -> tuple[str, ...]:
    """Return the keys of the options that people see, in their order."""
    keys = tuple(option.key for option in prompt.options)
    is_status_quo_asked = isinstance(prompt, ResistancePrompt) and prompt.may_stay_as_is
    return (*keys, STATUS_QUO) if is_status_quo_asked else keys


def required_items_of(prompt: Prompt) -> tuple[str, ...]:
    """Return the items that have to be answered: none of what came in after the first answers."""
    if prompt.is_optional:
        return ()
    if not isinstance(prompt, StatementsPrompt):
        return items_of(prompt)
    return tuple(
        item
        for item, statement in zip(items_of(prompt), prompt.statements, strict=True)
        if not isinstance(statement, ProposedStatement)
    )


def new_items(block: TopicBlockTemplate, answers: Answers) -> tuple[str, ...]:
    """Return the proposed statements that `answers` do not answer yet."""
    return tuple(
        item
        for prompt in block.prompts
        if isinstance(prompt, StatementsPrompt)
        for item, statement in zip(items_of(prompt), prompt.statements, strict=True)
        if isinstance(statement, ProposedStatement) and item not in answers
    )


def still_asked(block: TopicBlockTemplate, answers: Answers) -> Answers:
    """Return `answers` without those to proposed statements that were taken back meanwhile."""
    asked = {item for prompt in block.prompts for item in items_of(prompt)}
    own = tuple(
        f"{prompt.key}.{OWN}" for prompt in block.prompts if isinstance(prompt, StatementsPrompt)
    )
    return {
        item: answer
        for item, answer in answers.items()
        if item in asked or not item.startswith(own)
    }


def options_of(prompt: Prompt) -> tuple[str, ...] | None:
    """Return the answers an item of this prompt may have, or None where they cannot be listed."""
    match prompt:
        case StatementsPrompt():
            return tuple(Vote)
        case ScalePrompt():
            return tuple(str(point) for point in range(1, prompt.points + 1))
        case SingleChoicePrompt():
            return option_keys(prompt)
        case ResistancePrompt():
            return tuple(str(degree) for degree in range(MOST_RESISTANCE + 1))
        case MultipleChoicePrompt() | RankingPrompt() | NumberPrompt() | DatePrompt():
            return None
        case TextPrompt():
            return None


def require_answer(prompt: Prompt, answer: str) -> None:
    """Refuse an answer that this prompt does not offer or that is not kept in this form."""
    match prompt:
        case MultipleChoicePrompt():
            _require_choices(prompt, answer)
        case RankingPrompt():
            ranked = answer.split(SEPARATOR)
            _require_kept(prompt, sorted(ranked), sorted(option_keys(prompt)))
        case NumberPrompt():
            _require_kept(prompt, answer, as_kept(require_number(prompt, answer)))
        case DatePrompt():
            _require_kept(prompt, answer, require_day(prompt, answer).isoformat())
        case TextPrompt():
            if (length := len(answer)) > (limit := prompt.max_length):
                raise AnswerTooLongError(question=prompt.question, limit=limit, length=length)
        case _:
            if answer not in (options_of(prompt) or ()):
                raise OptionUnknownError(question=prompt.question)


def require_department(template: ProcessTemplate, department: str) -> None:
    """Refuse a department that the process does not know."""
    if department not in {known.key for known in template.departments}:
        raise DepartmentUnknownError


def respond(
    template: ProcessTemplate, block: TopicBlockTemplate, *, department: str, answers: Answers
) -> Response:
    """Return the response if every answer fits the block, else refuse naming the first mistake.

    Empty answers count as not given, like those to a statement that was taken back. Raises
    DepartmentUnknownError, PromptUnknownError, and what `require_answer` and `require_complete`
    raise.
    """
    require_department(template, department)
    left = still_asked(block, answers)
    given = {item: answer.strip() for item, answer in left.items() if answer.strip()}
    asked = {item: prompt for prompt in block.prompts for item in items_of(prompt)}
    for item, answer in given.items():
        if item not in asked:
            raise PromptUnknownError
        require_answer(asked[item], answer)
    for prompt in block.prompts:
        require_complete(prompt, given)
    return Response(department=department, answers=given)


def require_complete(prompt: Prompt, answers: Answers) -> None:
    """Refuse a required prompt without an answer, and resistance given to some options only.

    Resistances are compared with each other; an option left out would seem to meet none.
    """
    missing = [item for item in items_of(prompt) if not answers.get(item)]
    is_begun = len(missing) < len(items_of(prompt))
    if isinstance(prompt, ResistancePrompt) and missing and is_begun:
        count, total = len(missing), len(items_of(prompt))
        raise ResistanceMissingError(question=prompt.question, count=count, total=total)
    if set(missing) & set(required_items_of(prompt)):
        raise AnswerMissingError(question=prompt.question)


def _require_kept(prompt: Prompt, given: object, kept: object) -> None:
    # Only a forged card can send an answer in another form than the one it is kept in.
    if given != kept:
        raise OptionUnknownError(question=prompt.question)


def _require_choices(prompt: MultipleChoicePrompt, answer: str) -> None:
    chosen = answer.split(SEPARATOR)
    _require_kept(prompt, chosen, [key for key in option_keys(prompt) if key in chosen])
    count = len(chosen)
    if count > prompt.most_choices:
        raise ChoicesTooManyError(question=prompt.question, most=prompt.most_choices, count=count)
    if count < prompt.least_choices:
        raise ChoicesTooFewError(question=prompt.question, least=prompt.least_choices, count=count)
