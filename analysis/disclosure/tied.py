"""Multiple choices and rankings, whose counts are tied to each other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.disclosure.exact_simplex import Constraint
from analysis.disclosure.model import (
    Model,
    Target,
    departments_of,
    every_one,
    members,
    results_of,
    row,
    total_row,
)
from analysis.labels import option_labels
from analysis.summary import ItemResult, RankingResult, Summary, Tendency
from participation.process import Process
from participation.templates.prompts import MultipleChoicePrompt, RankingPrompt


def choice_model(
    process: Process, prompt: MultipleChoicePrompt, published: Sequence[Summary]
) -> Model:
    """Return what publications tell of a multiple choice.

    Counts per department: how many chose each option, who answered the prompt, who skipped it.
    """
    departments, options = departments_of(process), tuple(option_labels(prompt))
    width = len(options) + 2
    answered, skipped = len(options), len(options) + 1
    constraints: list[Constraint] = []
    for first in range(0, width * len(departments), width):
        constraints += _choosing(prompt, first, len(options))
    results = results_of(prompt.key, published)
    for summary, result in results:
        people = [d * width + one for d in range(len(departments)) for one in (answered, skipped)]
        constraints.append(total_row(people, summary))
        constraints += _turnout(departments, width, summary)
        constraints += _told_of_choice(prompt, len(departments), options, result)
    shown = any(one.count is not None for _, result in results for one in result.options)
    named = ((name, _cells(departments, width, number)) for number, name in enumerate(options))
    return Model(
        item=prompt.key,
        size=width * len(departments),
        constraints=tuple(constraints),
        targets=tuple(
            Target(department, name, every_one(cells))
            for name, places in named
            for department, cells in places
            if department or not shown
        ),
        known=tuple(
            {first + option: 1, first + answered: 1}
            for first in range(0, width * len(departments), width)
            for option in range(len(options))
        ),
    )


def ranking_model(process: Process, prompt: RankingPrompt, published: Sequence[Summary]) -> Model:
    """Return what publications tell of a ranking: counts of options at ranks, over all."""
    options = tuple(option_labels(prompt))
    count, skipped = len(options), len(options) ** 2
    options_at = range(0, skipped, count)
    # Every option is ranked, and every rank is given, as often as the first option.
    constraints = [_same(range(count), range(first, first + count)) for first in options_at[1:]]
    constraints += (_same(range(count), range(rank, skipped, count)) for rank in range(count))
    if not prompt.is_optional:
        constraints.append(row([skipped], "=", 0))
    results = [
        (summary, found)
        for summary in published
        for found in summary.rankings
        if found.item == prompt.key
    ]
    for summary, result in results:
        constraints.append(total_row([*range(count), skipped], summary))
        constraints += _order(options, result)
    return Model(
        item=prompt.key,
        size=skipped + 1,
        constraints=tuple(constraints),
        targets=tuple(
            Target("", f"{name} {rank + 1}", {position * count + rank: 1})
            for position, name in enumerate(options)
            for rank in range(count)
        ),
        known=(),
    )


def _choosing(prompt: MultipleChoicePrompt, first: int, count: int) -> Iterator[Constraint]:
    """Yield what choosing means in one department, whose counts begin at `first`."""
    options, answered, skipped = range(first, first + count), first + count, first + count + 1
    for option in options:
        yield Constraint({option: 1, answered: -1}, "<=", 0)
    yield Constraint({**every_one(options), answered: -prompt.least_choices}, ">=", 0)
    yield Constraint({**every_one(options), answered: -prompt.most_choices}, "<=", 0)
    if not prompt.is_optional:
        yield row([skipped], "=", 0)


def _turnout(departments: Sequence[str], width: int, summary: Summary) -> Iterator[Constraint]:
    for one in summary.turnout.departments:
        if one.answered_count is not None:
            firsts = [departments.index(key) * width for key in members(one.department)]
            people = [first + width - last for first in firsts for last in (1, 2)]
            yield row(people, "=", one.answered_count)


def _told_of_choice(
    prompt: MultipleChoicePrompt, departments: int, options: Sequence[str], result: ItemResult
) -> Iterator[Constraint]:
    width = len(options) + 2
    starts = [number * width for number in range(departments)]
    for position, option in enumerate(result.options):
        if option.count is not None:
            yield row([start + position for start in starts], "=", option.count)
    if prompt.is_optional and result.answered_count is not None:
        yield row([start + len(options) for start in starts], "=", result.answered_count)
    if result.tendency is Tendency.MOST_CHOSEN:
        leader = options.index(result.leading)
        for other in range(len(options)):
            if other != leader:
                first = every_one(start + leader for start in starts)
                yield Constraint(
                    {**first, **every_one((start + other for start in starts), -1)}, ">=", 1
                )


def _cells(
    departments: Sequence[str], width: int, position: int
) -> Iterator[tuple[str, list[int]]]:
    cells = [number * width + position for number in range(len(departments))]
    yield "", cells
    # The only department is the total.
    for department, cell in zip(departments, cells, strict=True) if len(cells) > 1 else ():
        yield department, [cell]


def _same(these: range, those: range) -> Constraint:
    weights = every_one(these)
    for one in those:
        weights[one] = weights.get(one, 0) - 1
    return Constraint(weights, "=", 0)


def _order(options: Sequence[str], result: RankingResult) -> Iterator[Constraint]:
    """Yield that the sums of ranks are equal within a place and rise from place to place."""
    for tied in result.places:
        for one, other in pairwise(tied):
            yield Constraint(_rank_sums(options, one.key, other.key), "=", 0)
    for better, worse in pairwise(result.places):
        yield Constraint(_rank_sums(options, worse[0].key, better[0].key), ">=", 1)


def _rank_sums(options: Sequence[str], plus: str, minus: str) -> dict[int, int]:
    count = len(options)
    weights = {options.index(plus) * count + rank: rank + 1 for rank in range(count)}
    for rank in range(count):
        weights[options.index(minus) * count + rank] = -(rank + 1)
    return weights
