"""What is shown of one item, in words. Nothing is withheld here: `analysis` has done that."""

from string import ascii_uppercase

from analysis.summary import DepartmentResult, ItemResult, OptionResult, Tendency
from content.words import Words

SEPARATOR = " · "
LETTERS = ascii_uppercase
"""A choice has at most 20 options, so the alphabet is long enough."""
WITH_OWN_SIDES = frozenset({"resistance", "date"})
"""Kinds of items of which "mostly high values" would be odd to say."""


def is_shown(result: ItemResult | DepartmentResult) -> bool:
    """Say whether anything of a result may be shown: a count or a tendency."""
    is_counted = any(option.count is not None for option in result.options)
    return is_counted or result.tendency is not None


def worded_result(item: ItemResult, shown: ItemResult | DepartmentResult, words: Words) -> str:
    """Return what is shown of `item`, over all or for one department, as one line."""
    counts = [
        _named_count(item, option.key, option.count, words)
        for option in shown.options
        if option.count is not None
    ]
    if counts:
        is_whole = len(counts) == len(shown.options)
        rest = [] if is_whole else [words.text("results.rest_withheld")]
        return SEPARATOR.join([*counts, *rest])
    if shown.tendency is None:
        return words.text("results.withheld")
    return _tendency(item, shown.tendency, shown.leading, words)


def long_name(item: ItemResult, option: OptionResult, words: Words) -> str:
    """Return an option's label; a choice's with the letter that rows of counts call it by."""
    label = option.label.to(words.language)
    if item.kind != "single_choice":
        return label
    return words.text(
        "results.option_name", short=_short_name(item, option.key, words), label=label
    )


def share(item: ItemResult, key: str) -> float | None:
    """Return the share (0 … 1) of all who answered; None unless every count is shown."""
    counts = {option.key: option.count for option in item.options}
    count = counts.get(key)
    if count is None or not item.answered_count or None in counts.values():
        return None
    return count / item.answered_count


def percent(item: ItemResult, key: str, words: Words) -> str:
    """Return the share as people read it, or that it is not shown."""
    known = share(item, key)
    return words.text("results.withheld") if known is None else words.percent(known)


def count_and_share(item: ItemResult, option: OptionResult, words: Words) -> str:
    """Return a count with its share where that is known, or that it is not shown."""
    if option.count is None:
        return words.text("results.withheld")
    known = share(item, option.key)
    if known is None:
        return words.number(option.count)
    return words.text(
        "results.count_and_share", count=words.number(option.count), share=words.percent(known)
    )


def _tendency(item: ItemResult, tendency: Tendency, leading: str, words: Words) -> str:
    is_side = tendency in (Tendency.MOSTLY_LOW, Tendency.MOSTLY_HIGH)
    names = {option.key: long_name(item, option, words) for option in item.options}
    low, *_, high = names.values()
    if is_side and item.kind in WITH_OWN_SIDES:
        return words.text(f"results.{item.kind}.{tendency}", low=low, high=high)
    leader = names.get(leading, "")
    return words.text(f"results.tendency.{tendency}", leading=leader, low=low, high=high)


def _named_count(item: ItemResult, key: str, count: int, words: Words) -> str:
    form = "vote" if item.kind == "statement" else "option"
    name = _short_name(item, key, words)
    return words.text(f"results.named.{form}", name=name, count=words.number(count))


def _short_name(item: ItemResult, key: str, words: Words) -> str:
    """Return what an option is called in a row of counts: a vote, a point, a letter, a band."""
    match item.kind:
        case "statement":
            return words.text(f"results.votes.{key}")
        case "scale":
            return key
        case "single_choice":
            return LETTERS[[option.key for option in item.options].index(key)]
        case "multiple_choice" | "resistance" | "number" | "date":
            names = {option.key: option.label for option in item.options}
            return names[key].to(words.language)
