"""What may be shown of a ranking: the order in which all together see the options.

The attacker and k are those of `small_counts`. How often each option stood at each rank is a table
in which every row and every column sums up to the number of answers: a few counts that are shown
bound all the others. So there are no counts at all, neither over all nor by department, and no mean
ranks, which are the same counts added up. Only the order of the options by their mean rank is
shown; those with the same one share a place.

An order of three options or more leaves much open: even the option in front may stand last for
nearly half of all. Of two options it would say too much, which is why a ranking has at least three.
It is shown from 2k answers on. Where a prompt is optional, this must not tell how many skipped it:
it takes 3k people of whom 2k have answered it.

Promised, and tested by reaching every table of three and four options that 2k people and more can
fill: everybody keeps k values for how often an option stood at a rank, an insider k − 2.
"""

from itertools import groupby

from analysis.labels import option_labels
from analysis.summary import RankedOption, RankingResult, Turnout
from participation.process import Process
from participation.sealing import FrozenCounts, counted_items
from participation.templates.prompts import RankingPrompt

Places = tuple[tuple[RankedOption, ...], ...]


def ranking_result(
    process: Process, prompt: RankingPrompt, counts: FrozenCounts, turnout: Turnout
) -> RankingResult:
    """Return what may be shown of `prompt`; raises ValueError if `counts` cannot be its own."""
    size = sum(counts.answered.values())
    sums, answered = _rank_sums(prompt, counts, size)
    is_shown = turnout.answered_count is not None and may_be_ordered(
        size, answered, k=process.smallest_group, may_be_skipped=prompt.is_optional
    )
    places = _places(prompt, sums) if is_shown else ()
    return RankingResult(item=prompt.key, question=prompt.question, places=places)


def may_be_ordered(size: int, answered: int, *, k: int, may_be_skipped: bool) -> bool:
    """Say whether the order may be shown that `answered` of `size` people have made."""
    return answered >= 2 * k and (size >= 3 * k or not may_be_skipped)


def _places(prompt: RankingPrompt, sums: tuple[int, ...]) -> Places:
    options = [RankedOption(key, label) for key, label in option_labels(prompt).items()]
    ranked = sorted(zip(sums, options, strict=True), key=lambda pair: pair[0])
    return tuple(
        tuple(option for _, option in tied) for _, tied in groupby(ranked, lambda pair: pair[0])
    )


def _rank_sums(
    prompt: RankingPrompt, counts: FrozenCounts, size: int
) -> tuple[tuple[int, ...], int]:
    """Return the sum of ranks of each option, and how many people ranked the options."""
    sums, answered = [], set()
    for item in counted_items(prompt):
        rows = [row for (name, _), row in counts.items.items() if name == item]
        sums.append(sum(int(rank) * count for row in rows for rank, count in row.items()))
        answered.add(sum(count for row in rows for count in row.values()))
    fewest, most = min(answered), max(answered)
    is_whole = 2 * sum(sums) == most * len(sums) * (len(sums) + 1)
    if fewest != most or most > size or (most < size and not prompt.is_optional) or not is_whole:
        raise ValueError(f"counts of {prompt.key} do not fit {size} responses")
    return tuple(sums), most
