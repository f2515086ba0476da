"""The attacker again, against prompts whose options are tied to each other.

What one person adds to the counts is a tuple, and an office is a sum of such tuples. The attacker
asks `summarise` about every office of a size and keeps those of which it says the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, combinations_with_replacement, permutations

from analysis.summarise import summarise
from analysis.summary import Summary
from participation.sealing import CHOSEN, NOT_CHOSEN, FrozenCounts, counted_items
from participation.templates.prompts import MultipleChoicePrompt, RankingPrompt
from tests.analysis.examples import block, process

Totals = tuple[int, ...]
Tied = MultipleChoicePrompt | RankingPrompt
Offices = Mapping[object, list[Totals]]


def kinds_of(prompt: Tied) -> list[Totals]:
    """Return what one person can add: to options, or to options at ranks.

    If the prompt may be skipped, the last number counts who does.
    """
    places = range(len(prompt.options))
    match prompt:
        case MultipleChoicePrompt():
            sizes = range(prompt.least_choices, prompt.most_choices + 1)
            sets = [set(chosen) for size in sizes for chosen in combinations(places, size)]
            kinds = [tuple(int(place in chosen) for place in places) for chosen in sets]
        case RankingPrompt():
            orders = permutations(places)
            kinds = [
                tuple(int(order[option] == rank) for option in places for rank in places)
                for order in orders
            ]
    if not prompt.is_optional:
        return kinds
    return [*((*kind, 0) for kind in kinds), (*(0 for _ in kinds[0]), 1)]


def offices(kinds: Sequence[Totals], size: int) -> set[Totals]:
    """Return every sum of `size` of the kinds."""
    reached = {tuple(0 for _ in kinds[0])}
    for _ in range(size):
        reached = {added(office, kind) for office in reached for kind in kinds}
    return reached


def added(one: Totals, other: Totals) -> Totals:
    return tuple(map(int.__add__, one, other))


def sight_of(prompt: Tied, size: int) -> Callable[[Totals], object]:
    """Return what turns an office of `size` people into all that is shown of it."""
    asked = block(prompt)
    running = process(asked, (size,))

    @cache
    def seen(office: Totals) -> object:
        return _shown(summarise(running, asked, _counts(prompt, office, size)))

    return seen


def by_sight(seen: Callable[[Totals], object], reached: set[Totals]) -> Offices:
    groups = defaultdict(list)
    for office in reached:
        groups[seen(office)].append(office)
    return groups


def insiders(kinds: Sequence[Totals], size: int) -> Iterator[set[Totals]]:
    """Yield the offices that are left for everybody who knows two answers."""
    others = offices(kinds, size - 2)
    for known in combinations_with_replacement(kinds, 2):
        yield {added(added(office, known[0]), known[1]) for office in others}


def fewest(groups: Offices) -> int:
    """Return the smallest number of values left for any count that is not shown."""
    return min(
        (
            len({office[place] for office in group})
            for sight, group in groups.items()
            if not is_counted(sight)
            for place in range(len(group[0]))
        ),
        default=1000,
    )


def is_counted(sight: object) -> bool:
    return isinstance(sight, tuple) and sight[:1] == ("counts",)


def _shown(summary: Summary) -> object:
    if summary.rankings:
        (ranking,) = summary.rankings
        return tuple(tuple(option.key for option in place) for place in ranking.places)
    (item,) = summary.items
    counts = tuple(option.count for option in item.options)
    if None in counts:
        return item.tendency, item.leading, counts
    return ("counts", item.answered_count, counts)


def _counts(prompt: Tied, office: Totals, size: int) -> FrozenCounts:
    answered = size - office[-1] if prompt.is_optional else size
    count = len(prompt.options)
    items: dict[tuple[str, str], dict[str, int]] = {}
    for place, item in enumerate(counted_items(prompt)):
        if isinstance(prompt, MultipleChoicePrompt):
            chosen = office[place]
            items[item, "d0"] = {CHOSEN: chosen, NOT_CHOSEN: answered - chosen}
        else:
            ranks = office[place * count : (place + 1) * count]
            items[item, "d0"] = {str(rank): many for rank, many in enumerate(ranks, start=1)}
    return FrozenCounts(answered={"d0": size}, items=items, texts={})


def orders_of_four(
    size: int, *known: tuple[int, ...]
) -> dict[tuple[tuple[int, ...], int], set[int]]:
    """Return which counts an option can have at a rank, by order and rank.

    There are too many tables of four options to try them one by one. So sums of ranks and one count
    are packed into one number, reached numbers are bits of another, and a person is a shift.
    `known` are the orders of people whom an insider knows.
    """
    values: dict[tuple[tuple[int, ...], int], set[int]] = defaultdict(set)
    base, count_base = 3 * size + 1, size + 1
    orders = list(permutations(range(4)))
    for rank in range(4):
        shift = {
            order: ((order[0] * base + order[1]) * base + order[2]) * count_base
            + (order[3] == rank)
            for order in orders
        }
        reached = 1 << sum(shift[order] for order in known)
        for _ in range(size - len(known)):
            reached = _union(reached << by for by in shift.values())
        for number in _bits(reached):
            sums, count = divmod(number, count_base)
            first, second, third = sums // base**2, sums // base % base, sums % base
            ranks = (first, second, third, 6 * size - first - second - third)
            places = sorted(set(ranks))
            values[tuple(places.index(one) for one in ranks), rank].add(count)
    return values


def _union(numbers: Iterator[int]) -> int:
    together = 0
    for number in numbers:
        together |= number
    return together


def _bits(number: int) -> Iterator[int]:
    digits = bin(number)[:1:-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)
