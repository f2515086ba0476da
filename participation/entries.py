"""From what the inputs of one page hold to the answers of that page, and back again."""

from collections import Counter
from collections.abc import Mapping

from participation.bounded_answers import as_kept, require_day, require_number
from participation.refusals import OptionUnknownError, RankMissingError, RankTwiceError
from participation.responses import (
    SEPARATOR,
    Answers,
    items_of,
    option_keys,
    require_answer,
    require_complete,
)
from participation.templates.prompts import (
    DatePrompt,
    MultipleChoicePrompt,
    NumberPrompt,
    Prompt,
    RankingPrompt,
    ResistancePrompt,
)

Entries = Mapping[str, str]
"""Input id → what it holds. Every input of an answer page has the id `answer`, or `answer_<key>`
where a prompt needs several; one that was left empty may be missing."""

ANSWER = "answer"
NO_ANSWER = "-"
"""What a choice holds where somebody takes an optional answer back; no key can be this."""


def input_id(option: str) -> str:
    """Return the id of the input for one option, where a prompt needs several."""
    return f"{ANSWER}_{option}"


def answered(prompt: Prompt, item: str, entries: Entries) -> Answers:
    """Return the answers of the page `item` of `prompt`; what was left empty is "".

    Raises the refusal that names the first entry which the prompt does not offer.
    """
    match prompt:
        case RankingPrompt():
            return {item: _ranking(prompt, _of_options(prompt, entries))}
        case ResistancePrompt():
            return _resistances(prompt, _of_options(prompt, entries))
        case _:
            entry = _entry(entries, ANSWER)
            answer = _kept(prompt, entry) if entry else ""
            if answer:
                require_answer(prompt, answer)
            return {item: answer}


def entries_of(prompt: Prompt, answers: Answers) -> Entries:
    """Return what the inputs of a prompt hold where it was answered so; statements have none."""
    answer = answers.get(prompt.key, "")
    match prompt:
        case RankingPrompt():
            order = answer.split(SEPARATOR) if answer else []
            return {input_id(key): str(rank) for rank, key in enumerate(order, start=1)}
        case ResistancePrompt():
            degrees = {key: answers.get(f"{prompt.key}.{key}", "") for key in option_keys(prompt)}
            return {input_id(key): degree for key, degree in degrees.items() if degree}
        case _:
            return {ANSWER: answer} if answer else {}


def _kept(prompt: Prompt, entry: str) -> str:
    """Return one input's entry in the form in which it is kept."""
    match prompt:
        case MultipleChoicePrompt():
            chosen = set(entry.split(SEPARATOR))
            known = [key for key in option_keys(prompt) if key in chosen]
            if len(known) < len(chosen):
                raise OptionUnknownError(question=prompt.question)
            return SEPARATOR.join(known)
        case NumberPrompt():
            return as_kept(require_number(prompt, entry))
        case DatePrompt():
            return require_day(prompt, entry).isoformat()
        case _:
            return entry


def _entry(entries: Entries, name: str) -> str:
    entry = entries.get(name, "").strip()
    return "" if entry == NO_ANSWER else entry


def _of_options(prompt: RankingPrompt | ResistancePrompt, entries: Entries) -> dict[str, str]:
    return {key: _entry(entries, input_id(key)) for key in option_keys(prompt)}


def _ranking(prompt: RankingPrompt, ranks: Mapping[str, str]) -> str:
    """Return the options from rank 1 down; "" if no option has a rank."""
    given = Counter(rank for rank in ranks.values() if rank)
    if not given:
        return ""
    every = [str(rank) for rank in range(1, len(ranks) + 1)]
    if not given.keys() <= set(every):
        raise OptionUnknownError(question=prompt.question)
    free = ", ".join(rank for rank in every if rank not in given)
    if twice := ", ".join(rank for rank in every if given[rank] > 1):
        raise RankTwiceError(question=prompt.question, twice=twice, free=free)
    if free:
        raise RankMissingError(question=prompt.question, free=free)
    return SEPARATOR.join(sorted(ranks, key=lambda key: int(ranks[key])))


def _resistances(prompt: ResistancePrompt, degrees: Mapping[str, str]) -> Answers:
    answers = dict(zip(items_of(prompt), degrees.values(), strict=True))
    for degree in filter(None, answers.values()):
        require_answer(prompt, degree)
    if any(answers.values()):
        require_complete(prompt, answers)
    return answers
