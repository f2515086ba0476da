"""From the frozen counts of a sealed block to the one summary that cards and papers show."""

from collections.abc import Sequence

from analysis.items import Item, items_of_prompt
from analysis.multiple_choice import choice_result
from analysis.ranking import ranking_result
from analysis.small_counts import INSIDERS, Release, Table, release, withheld_positions
from analysis.summary import (
    DepartmentResult,
    DepartmentTurnout,
    ItemResult,
    OptionResult,
    Summary,
    TextCount,
    Turnout,
)
from analysis.tendencies import Row
from analysis.told_groups import ToldGroup, key_of, name_of, told_groups
from participation.process import Process, TopicBlock
from participation.sealing import FrozenCounts
from participation.templates.prompts import (
    MultipleChoicePrompt,
    Prompt,
    RankingPrompt,
    TextPrompt,
)
from participation.templates.template import Department

Groups = tuple[ToldGroup, ...]


def summarise(
    process: Process, block: TopicBlock, counts: FrozenCounts, *, is_merging: bool = True
) -> Summary:
    """Return the result of a sealed block with small counts withheld (see `small_counts`).

    The same counts give the same summary. Without `is_merging` small departments are left out
    instead of being told together. Raises ValueError if the counts cannot be this block's:
    an unknown department, or more answers to an item than responses.
    """
    departments = process.template.departments
    if unknown := set(counts.answered) - {department.key for department in departments}:
        raise ValueError(f"counts of unknown departments: {sorted(unknown)}")
    sizes = [counts.answered.get(department.key, 0) for department in departments]
    groups = told_groups(sizes, k=process.smallest_group, is_merging=is_merging)
    turnout = _turnout(departments, sizes, groups, process.smallest_group)
    prompts = block.content.prompts
    asked = [
        one for prompt in prompts for one in _results(process, prompt, counts, groups, turnout)
    ]
    texts = tuple(
        _text_count(prompt, counts, turnout, process.smallest_group)
        for prompt in prompts
        if isinstance(prompt, TextPrompt)
    )
    rankings = tuple(
        ranking_result(process, prompt, counts, turnout)
        for prompt in prompts
        if isinstance(prompt, RankingPrompt)
    )
    return Summary(
        process_id=process.process_id,
        block_key=block.key,
        smallest_group=process.smallest_group,
        turnout=turnout,
        items=tuple(asked),
        text_counts=texts,
        has_withheld=bool(rankings) or _has_withheld(turnout, asked, texts),
        rankings=rankings,
    )


def _results(
    process: Process, prompt: Prompt, counts: FrozenCounts, groups: Groups, turnout: Turnout
) -> tuple[ItemResult, ...]:
    if isinstance(prompt, MultipleChoicePrompt):
        return (choice_result(process, prompt, counts, turnout),)
    items = items_of_prompt(prompt)
    return tuple(_result(process, item, counts, groups, turnout) for item in items)


def _turnout(
    departments: tuple[Department, ...], sizes: Sequence[int], groups: Groups, k: int
) -> Turnout:
    invited = [department.invited_count for department in departments]
    is_shown = sum(sizes) >= k
    return Turnout(
        invited_count=sum(invited),
        answered_count=sum(sizes) if is_shown else None,
        departments=tuple(
            DepartmentTurnout(
                department=key_of(group, departments),
                name=name_of(group, departments),
                invited_count=_sum_of(group, invited),
                answered_count=_sum_of(group, sizes),
            )
            for group in groups
        ),
        is_more_than_invited=is_shown and sum(sizes) > sum(invited),
    )


def _sum_of(group: ToldGroup, numbers: Sequence[int]) -> int | None:
    return sum(numbers[one] for one in group.positions) if group.is_sized else None


def _result(
    process: Process, item: Item, counts: FrozenCounts, groups: Groups, turnout: Turnout
) -> ItemResult:
    by_department = tuple(
        item.row(
            counts.items.get((item.key, department.key), {}),
            answered_count=counts.answered.get(department.key, 0),
        )
        for department in process.template.departments
    )
    rows = tuple(group.merged(by_department) for group in groups)
    shown = _release(item, rows, turnout, process.smallest_group)
    total = [sum(column) for column in zip(*rows, strict=True)]
    options = tuple(
        OptionResult(key=key, label=label, count=None if position in shown.withheld else count)
        for position, (key, label, count) in enumerate(
            zip(item.options, item.labels, total, strict=False)
        )
    )
    tendency, leading = item.tendency(shown.leader)
    return ItemResult(
        item=item.key,
        kind=item.kind,
        question=item.question,
        answered_count=_answered_count(item, total, shown, turnout),
        options=options,
        departments=_department_results(item, shown, turnout),
        tendency=tendency,
        leading=leading,
    )


def _release(item: Item, rows: tuple[Row, ...], turnout: Turnout, k: int) -> Release:
    if turnout.answered_count is None:
        everything = frozenset(range(item.width))
        return Release(withheld=everything, leader=None, leaders=(None,) * len(rows))
    unsized = frozenset(
        position
        for position, department in enumerate(turnout.departments)
        # The only department is the total; what is said of one is said of the other.
        if department.answered_count is None or len(rows) == 1
    )
    return release(Table(rows=rows, unsized=unsized, sides=item.sides), k=k)


def _answered_count(item: Item, total: Row, shown: Release, turnout: Turnout) -> int | None:
    if turnout.answered_count is None or not item.may_be_skipped:
        return turnout.answered_count
    skipped = item.width - 1
    return None if skipped in shown.withheld else turnout.answered_count - total[skipped]


def _department_results(
    item: Item, shown: Release, turnout: Turnout
) -> tuple[DepartmentResult, ...]:
    if len(turnout.departments) == 1:
        return ()
    results = []
    for department, leader in zip(turnout.departments, shown.leaders, strict=True):
        tendency, leading = item.tendency(leader)
        results.append(
            DepartmentResult(
                department=department.department,
                name=department.name,
                answered_count=None if item.may_be_skipped else department.answered_count,
                tendency=tendency,
                leading=leading,
            )
        )
    return tuple(results)


def _text_count(prompt: TextPrompt, counts: FrozenCounts, turnout: Turnout, k: int) -> TextCount:
    answered = turnout.answered_count
    written = counts.texts.get(prompt.key, 0)
    if answered is None:
        return TextCount(prompt.key, prompt.question, None)
    # Who wrote nothing is a group as well: both must be large, unless everybody had to write.
    row = (written, answered - written) if prompt.is_optional else (written,)
    withheld = withheld_positions(row, k=k, least=k + INSIDERS if prompt.is_optional else k)
    return TextCount(prompt.key, prompt.question, None if withheld else written)


def _has_withheld(turnout: Turnout, asked: list[ItemResult], texts: tuple[TextCount, ...]) -> bool:
    return (
        any(department.answered_count is None for department in turnout.departments)
        or any(option.count is None for item in asked for option in item.options)
        or any(not department.options for item in asked for department in item.departments)
        or any(text.answered_count is None for text in texts)
    )
