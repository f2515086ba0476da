"""Invented people who answer any block: leaning to first options, or at random."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from types import MappingProxyType

from participation.responses import SEPARATOR, Response, items_of, option_keys
from participation.templates.prompts import (
    MultipleChoicePrompt,
    Prompt,
    RankingPrompt,
    TextPrompt,
)
from tests.analysis import examples
from tests.analysis.examples import answers_of

SKIPS = 0.15

KINDS: Mapping[str, Callable[[], Prompt]] = MappingProxyType(
    {
        "statement": examples.statement,
        "optional statement": partial(examples.statement, is_optional=True),
        "scale": examples.scale,
        "choice of two": partial(examples.choice, "a", "b"),
        "choice of four": partial(examples.choice, "a", "b", "c", "d"),
        "several": partial(examples.several, "a", "b", "c", "d", least=1, most=3),
        "ranking": partial(examples.ranking, "a", "b", "c"),
        "resistance": partial(examples.resistance, "a", "b"),
        "number": partial(examples.number, 0, 40),
        "day": partial(examples.day, 30),
        "text": examples.remark,
    }
)
"""Prompts by what they are called here; each makes one."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody; `lean` (0 … 1) is how often they take the first that is offered."""

    seed: int
    lean: float


def answered_response(prompts: Sequence[Prompt], department: str, person: Answering) -> Response:
    """Return what somebody answers; optional prompts are skipped now and then."""
    chance = Random(person.seed)
    answers: dict[str, str] = {}
    for prompt in prompts:
        if not (prompt.is_optional and chance.random() < SKIPS):
            answers.update(_answers(prompt, chance, person.lean))
    return Response(department=department, answers=answers)


def _answers(prompt: Prompt, chance: Random, lean: float) -> Mapping[str, str]:
    return dict(_each(prompt, chance, lean))


def _each(prompt: Prompt, chance: Random, lean: float) -> Iterator[tuple[str, str]]:
    is_leaning = chance.random() < lean
    match prompt:
        case TextPrompt():
            yield prompt.key, "Invented."
        case MultipleChoicePrompt():
            keys = option_keys(prompt)
            many = chance.randint(prompt.least_choices, prompt.most_choices)
            chosen = keys[:many] if is_leaning else sorted(chance.sample(keys, many))
            yield prompt.key, SEPARATOR.join(chosen)
        case RankingPrompt():
            keys = option_keys(prompt)
            yield prompt.key, SEPARATOR.join(keys if is_leaning else chance.sample(keys, len(keys)))
        case _:
            offered = answers_of(prompt)
            for item in items_of(prompt):
                yield item, offered[0] if is_leaning else chance.choice(offered)
