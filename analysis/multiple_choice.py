"""What may be shown of a multiple choice, whose options are tied to each other.

The attacker and k are those of `small_counts`. That rules for single rows do not do here: everybody
is counted at several options, and how many they may choose is known. So what is shown of one option
bounds the others. Withholding only the small counts, or saying of each option whether most have
chosen it, lets counts be computed: where two or three of three must be chosen, three options that
are all called "divided" among 21 people have exactly 14 each.

1. Counts are shown for all options or for none. For every option both those who chose it and those
   who did not are at least k + 2; so are those who skipped the prompt, if it is optional. The sum
   of the counts tells how many choices were left over: unless everybody has to choose the same
   number of options, it stays k + 2 away from the least and the greatest sum that is possible. Else
   nearly everybody would be known to have used all their choices, or only as few as they had to.

2. Otherwise the option is named that more people have chosen than any other, from 3k people on; of
   an optional prompt only if 2k of them answered it. Whatever leads has been chosen by more than
   `least_choices / options` of all: this must leave k values, or nothing is said. A tie is not
   told, because equal counts that have to sum up to something may be known exactly.

3. By department nothing is shown.

Promised, and tested by trying every office of up to 21 people with three options, and of 24 with
four of which three must be chosen: everybody keeps k values for every count that is withheld, an
insider k − 2. Everybody keeps k values for every count of a department. Where counts are shown,
k − 2 values remain for how many chose the same options, unless that can be k people or more.
"""

from dataclasses import dataclass

from analysis.labels import option_labels
from analysis.small_counts import INSIDERS
from analysis.summary import DepartmentResult, ItemResult, OptionResult, Tendency, Turnout
from participation.process import Process
from participation.sealing import CHOSEN, NOT_CHOSEN, FrozenCounts, counted_items
from participation.templates.prompts import MultipleChoicePrompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How often each option was chosen by the `answered` of `size` people who did not skip."""

    chosen: tuple[int, ...]
    answered: int
    size: int
    least: int
    most: int
    may_be_skipped: bool

    @property
    def least_of_a_leader(self) -> int:
        """How often the option that leads alone was chosen at least, if nobody has skipped."""
        others = len(self.chosen) - 1
        # Each other option has at least one less: c + others × (c − 1) ≥ least × size.
        return -(-(self.least * self.size + others) // (others + 1))


def may_be_counted(choices: Choices, *, k: int) -> bool:
    """Say whether the counts of all options may be shown (rule 1)."""
    answered = choices.answered
    groups = [*choices.chosen, *(answered - count for count in choices.chosen)]
    if choices.may_be_skipped:
        groups.append(choices.size - answered)
    if choices.least < choices.most:
        total = sum(choices.chosen)
        groups += [total - choices.least * answered, choices.most * answered - total]
    return min(groups) >= k + INSIDERS


def leading_option(choices: Choices, *, k: int) -> int | None:
    """Return which option alone was chosen most often, if that may be said (rule 2)."""
    has_room = choices.size - choices.least_of_a_leader + 1 >= k
    if choices.size < 3 * k or choices.answered < 2 * k or not has_room:
        return None
    most = max(choices.chosen)
    return choices.chosen.index(most) if choices.chosen.count(most) == 1 else None


def choice_result(
    process: Process, prompt: MultipleChoicePrompt, counts: FrozenCounts, turnout: Turnout
) -> ItemResult:
    """Return what may be shown of `prompt`; raises ValueError if `counts` cannot be its own."""
    k, choices = process.smallest_group, _choices(prompt, counts)
    is_answered = turnout.answered_count is not None
    is_counted = is_answered and may_be_counted(choices, k=k)
    leader = leading_option(choices, k=k) if is_answered and not is_counted else None
    options = tuple(
        OptionResult(key=key, label=label, count=count if is_counted else None)
        for (key, label), count in zip(option_labels(prompt).items(), choices.chosen, strict=True)
    )
    return ItemResult(
        item=prompt.key,
        kind="multiple_choice",
        question=prompt.question,
        answered_count=_answered_count(choices, turnout, is_counted=is_counted),
        options=options,
        departments=_no_departments(turnout),
        tendency=None if leader is None else Tendency.MOST_CHOSEN,
        leading="" if leader is None else options[leader].key,
    )


def _choices(prompt: MultipleChoicePrompt, counts: FrozenCounts) -> Choices:
    chosen, answered = [], set()
    for item in counted_items(prompt):
        rows = [row for (name, _), row in counts.items.items() if name == item]
        chosen.append(sum(row.get(CHOSEN, 0) for row in rows))
        answered.add(chosen[-1] + sum(row.get(NOT_CHOSEN, 0) for row in rows))
    size = sum(counts.answered.values())
    fewest, most = min(answered), max(answered)
    if fewest != most or most > size or (most < size and not prompt.is_optional):
        raise ValueError(f"counts of {prompt.key} do not fit {size} responses")
    return Choices(
        chosen=tuple(chosen),
        answered=most,
        size=size,
        least=prompt.least_choices,
        most=prompt.most_choices,
        may_be_skipped=prompt.is_optional,
    )


def _answered_count(choices: Choices, turnout: Turnout, *, is_counted: bool) -> int | None:
    if not choices.may_be_skipped:
        return turnout.answered_count
    return choices.answered if is_counted else None


def _no_departments(turnout: Turnout) -> tuple[DepartmentResult, ...]:
    if len(turnout.departments) == 1:
        return ()
    return tuple(
        DepartmentResult(department=one.department, name=one.name, answered_count=None)
        for one in turnout.departments
    )
