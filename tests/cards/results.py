"""Two invented results of the example block: an office where all is shown, one where little is."""

from dataclasses import replace

from analysis.summary import (
    DepartmentResult,
    DepartmentTurnout,
    ItemKind,
    ItemResult,
    OptionResult,
    Summary,
    Tendency,
    TextCount,
    Turnout,
)
from participation.templates.local_text import LocalText

DEPARTMENTS = ("511", "512", "515")


def text(words: str) -> LocalText:
    return LocalText(de=words, en=words)


def options(labels: tuple[str, ...], counts: tuple[int | None, ...]) -> tuple[OptionResult, ...]:
    return tuple(
        OptionResult(key=label, label=text(label), count=count)
        for label, count in zip(labels, counts, strict=True)
    )


def item(
    name: str, kind: ItemKind, labels: tuple[str, ...], counts: tuple[tuple[int, ...], ...]
) -> ItemResult:
    totals = tuple(sum(column) for column in zip(*counts, strict=True))
    departments = tuple(
        DepartmentResult(
            department=key,
            name=text(f"{key} Bereich"),
            answered_count=sum(row),
            options=options(labels, row),
        )
        for key, row in zip(DEPARTMENTS, counts, strict=True)
    )
    return ItemResult(
        item=name,
        kind=kind,
        question=text(f"Frage {name}"),
        answered_count=sum(totals),
        options=options(labels, totals),
        departments=departments,
    )


VOTES = ("agree", "disagree", "pass")
SCALE = ("1", "2", "3", "4", "5")
NAMES = ("north", "south")


def whole_office() -> Summary:
    """Return a summary in which every count is shown."""
    turnout = tuple(
        DepartmentTurnout(
            department=key, name=text(f"{key} Bereich"), invited_count=40, answered_count=30
        )
        for key in DEPARTMENTS
    )
    return Summary(
        process_id="0a" * 16,
        block_key="areas",
        smallest_group=5,
        turnout=Turnout(
            invited_count=120, answered_count=90, departments=turnout, is_more_than_invited=False
        ),
        items=(
            item("views.few", "statement", VOTES, ((10, 12, 8), (9, 13, 8), (11, 9, 10))),
            item("views.own", "statement", VOTES, ((16, 7, 7), (15, 9, 6), (18, 7, 5))),
            item("size", "scale", SCALE, ((6, 6, 6, 6, 6), (5, 5, 5, 5, 10), (6, 6, 6, 6, 6))),
            item("name", "single_choice", NAMES, ((20, 10), (12, 18), (15, 15))),
        ),
        text_counts=(TextCount("wish", text("Was wünschen Sie sich?"), 17),),
        has_withheld=False,
    )


def small_office() -> Summary:
    """Return a summary with counts, tendencies and nothing at all, side by side."""
    whole = whole_office()
    few, own, size, name = whole.items
    return replace(
        whole,
        turnout=replace(
            whole.turnout,
            answered_count=19,
            departments=tuple(
                replace(one, answered_count=None, invited_count=None)
                for one in whole.turnout.departments
            ),
        ),
        items=(
            few,
            _tendency(own, Tendency.MOSTLY_FOR),
            _tendency(size, None),
            _tendency(name, Tendency.MOSTLY_ONE, leading="north"),
        ),
        text_counts=(TextCount("wish", text("Was wünschen Sie sich?"), None),),
        has_withheld=True,
    )


def empty_office() -> Summary:
    """Return the summary of a block that too few have answered to show anything."""
    small = small_office()
    turnout = replace(small.turnout, answered_count=None)
    items = tuple(_tendency(item, None) for item in small.items)
    return replace(small, turnout=turnout, items=items)


def _tendency(result: ItemResult, tendency: Tendency | None, *, leading: str = "") -> ItemResult:
    hidden = tuple(replace(option, count=None) for option in result.options)
    departments = tuple(
        replace(one, answered_count=None, options=(), tendency=tendency, leading=leading)
        for one in result.departments
    )
    return replace(
        result,
        answered_count=None,
        options=hidden,
        departments=departments,
        tendency=tendency,
        leading=leading,
    )
