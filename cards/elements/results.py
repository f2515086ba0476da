"""The results of a block over all, worded: what summary and published card share.

Nothing is withheld here: `analysis` has done that. What it left out is shown as left out.
"""

from collections.abc import Sequence
from string import ascii_uppercase

from microsoft_teams.cards import CardElement

from analysis.summary import DepartmentResult, ItemResult, OptionResult, Summary
from cards.elements.parts import bullets, facts, heading, paragraph, section, small_print, table
from content.words import Words
from participation.process import TopicBlock
from participation.responses import Vote, items_of
from participation.templates.prompts import Prompt, StatementsPrompt

SEPARATOR = " · "
LETTERS = ascii_uppercase
"""A choice has at most 20 options, so the alphabet is long enough."""


def results_over_all(block: TopicBlock, summary: Summary, words: Words) -> list[CardElement]:
    """Return one section per prompt that can be counted, in the block's order.

    If nothing at all may be shown over all, one sentence says so instead.
    """
    if not any(is_shown(item) for item in summary.items):
        by_department = any(is_shown(one) for item in summary.items for one in item.departments)
        key = "results.nothing_over_all" if by_department else "results.nothing"
        return [section(paragraph(words.text(key)))]
    sections = [_prompt_section(prompt, summary, words) for prompt in block.content.prompts]
    return [found for found in sections if found]


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
    names = {option.key: _long_name(item, option, words) for option in item.options}
    low, *_, high = names.values()
    return words.text(
        f"results.tendency.{shown.tendency}",
        leading=names.get(shown.leading, ""),
        low=low,
        high=high,
    )


def short_name(item: ItemResult, key: str, words: Words) -> str:
    """Return what an option is called in a row of counts: a vote, a point, or a letter."""
    match item.kind:
        case "statement":
            return words.text(f"results.votes.{key}")
        case "scale":
            return key
        case "single_choice":
            position = [option.key for option in item.options].index(key)
            return LETTERS[position]


def _long_name(item: ItemResult, option: OptionResult, words: Words) -> str:
    label = option.label.to(words.language)
    if item.kind != "single_choice":
        return label
    return words.text("results.option_name", short=short_name(item, option.key, words), label=label)


def counted_texts(summary: Summary, words: Words) -> list[CardElement]:
    """Return how many free texts there are, if any number may be shown; the texts are not."""
    if all(one.answered_count is None for one in summary.text_counts):
        return []
    lines = [
        words.text(
            "results.texts_of",
            question=one.question.to(words.language),
            count=_text_count(one.answered_count, words),
        )
        for one in summary.text_counts
    ]
    return [
        section(
            heading(words.text("results.texts_title"), size="Medium"),
            paragraph(words.text("results.texts_counted"), spacing="Small"),
            bullets(lines),
        )
    ]


def tendency_rule(
    results: Sequence[ItemResult | DepartmentResult], words: Words
) -> list[CardElement]:
    """Return what the words for tendencies mean, if one of `results` has one."""
    if not any(one.tendency for one in results):
        return []
    return [small_print(words.text("results.tendency_rule"))]


def withheld_rule(said: Sequence[CardElement], summary: Summary, words: Words) -> list[CardElement]:
    """Return why something is not shown, if `said` has these words anywhere."""
    withheld = words.text("results.withheld")
    if not any(withheld in element.model_dump_json() for element in said):
        return []
    return [small_print(words.text("results.withheld_rule", smallest=summary.smallest_group))]


def _prompt_section(prompt: Prompt, summary: Summary, words: Words) -> CardElement | None:
    asked = items_of(prompt)
    items = [item for item in summary.items if item.item in asked]
    if not items:
        return None
    title = heading(prompt.question.to(words.language), size="Medium")
    if not any(is_shown(item) for item in items):
        return section(title, paragraph(words.text("results.withheld"), spacing="Small"))
    if isinstance(prompt, StatementsPrompt):
        return section(title, *_statements(items, words))
    return section(title, *_options(items[0], words))


def _statements(items: Sequence[ItemResult], words: Words) -> list[CardElement]:
    if not all(_share(item, Vote.AGREE) is not None for item in items):
        rows = [(_question(item, words), worded_result(item, item, words)) for item in items]
        header = (words.text("results.statement"), words.text("results.result"))
        return [table(((3, "Left"), (2, "Left")), [header, *rows])]
    ranked = sorted(items, key=lambda item: -(_share(item, Vote.AGREE) or 0))
    header3 = tuple(
        words.text(key)
        for key in ("results.statement", "results.votes.agree", "results.votes.disagree")
    )
    rows3 = [
        (
            _question(item, words),
            _percent(item, Vote.AGREE, words),
            _percent(item, Vote.DISAGREE, words),
        )
        for item in ranked
    ]
    note = small_print(words.text("results.share_note"))
    return [table(((5, "Left"), (2, "Right"), (2, "Right")), [header3, *rows3]), note]


def _options(item: ItemResult, words: Words) -> list[CardElement]:
    if all(option.count is None for option in item.options):
        return [paragraph(worded_result(item, item, words), spacing="Small")]
    rows = [
        (_count_and_share(item, option, words), _long_name(item, option, words))
        for option in item.options
    ]
    return [facts(rows)]


def _question(item: ItemResult, words: Words) -> str:
    return item.question.to(words.language)


def _named_count(item: ItemResult, key: str, count: int, words: Words) -> str:
    form = "vote" if item.kind == "statement" else "option"
    name = short_name(item, key, words)
    return words.text(f"results.named.{form}", name=name, count=words.number(count))


def _share(item: ItemResult, key: str) -> float | None:
    counts = {option.key: option.count for option in item.options}
    count = counts.get(key)
    if count is None or not item.answered_count or None in counts.values():
        return None
    return count / item.answered_count


def _percent(item: ItemResult, key: str, words: Words) -> str:
    share = _share(item, key)
    return words.text("results.withheld") if share is None else words.percent(share)


def _count_and_share(item: ItemResult, option: OptionResult, words: Words) -> str:
    if option.count is None:
        return words.text("results.withheld")
    share = _share(item, option.key)
    if share is None:
        return words.number(option.count)
    return words.text(
        "results.count_and_share", count=words.number(option.count), share=words.percent(share)
    )


def _text_count(count: int | None, words: Words) -> str:
    if count is None:
        return words.text("results.withheld")
    return words.counted("results.text_count", count)
