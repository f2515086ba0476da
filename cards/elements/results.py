"""The results of a block over all, worded: what summary and published card share.

Nothing is withheld here: `analysis` has done that. What it left out is shown as left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from analysis.summary import DepartmentResult, ItemResult, RankingResult, Summary, Tendency
from analysis.worst_case import majorities
from cards.elements.parts import bullets, facts, heading, paragraph, section, small_print, table
from cards.elements.result_words import (
    SEPARATOR,
    count_and_share,
    is_shown,
    long_name,
    percent,
    share,
    worded_result,
)
from content.words import Words
from participation.process import TopicBlock
from participation.responses import items_of
from participation.templates.prompts import Prompt, ResistancePrompt, StatementsPrompt


@dataclass(frozen=True, slots=True)
class Pair:
    """Two opposite options of a kind of items that are shown in one table.

    Items are ordered by the share of the first.
    """

    first: str
    second: str
    kind: str


VOTES = Pair("agree", "disagree", "statement")
RESISTANCE = Pair("low", "high", "resistance")


def results_over_all(block: TopicBlock, summary: Summary, words: Words) -> list[CardElement]:
    """Return one section per prompt that can be counted, in the block's order.

    If nothing at all may be shown over all, one sentence says so instead.
    """
    is_ordered = any(ranking.places for ranking in summary.rankings)
    if not is_ordered and not any(is_shown(item) for item in summary.items):
        return [section(paragraph(_nothing(summary, words)))]
    sections = [_prompt_section(prompt, summary, words) for prompt in block.content.prompts]
    return [*(found for found in sections if found), *_worst_case(summary, words)]


def _nothing(summary: Summary, words: Words) -> str:
    """Return why there is nothing over all: nobody's silence reads otherwise than a few answers."""
    if summary.turnout.answered_count is None:
        return words.text("results.too_few", smallest=words.number(summary.smallest_group))
    if any(is_shown(one) for item in summary.items for one in item.departments):
        return words.text("results.nothing_over_all")
    return words.text("results.nothing")


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
    # That an option was chosen most often is said in words that need no rule.
    if all(one.tendency in (None, Tendency.MOST_CHOSEN) for one in results):
        return []
    return [small_print(words.text("results.tendency_rule"))]


def _worst_case(summary: Summary, words: Words) -> list[CardElement]:
    """Return whether the majorities that are shown would hold if all others thought otherwise."""
    found = majorities(summary)
    if found is None:
        return []
    if found.holding in (0, found.total):
        name = "worst_case_holds" if found.holding else "worst_case_turns"
        return [small_print(words.text(f"results.{name}"))]
    return [
        small_print(
            words.text("results.worst_case_mixed", holding=found.holding, total=found.total)
        )
    ]


def withheld_rule(said: Sequence[CardElement], summary: Summary, words: Words) -> list[CardElement]:
    """Return why something is not shown, if `said` has these words anywhere."""
    withheld = words.text("results.withheld")
    if not any(withheld in element.model_dump_json() for element in said):
        return []
    return [small_print(words.text("results.withheld_rule", smallest=summary.smallest_group))]


def _prompt_section(prompt: Prompt, summary: Summary, words: Words) -> CardElement | None:
    asked = items_of(prompt)
    items = [item for item in summary.items if item.item in asked]
    rankings = [ranking for ranking in summary.rankings if ranking.item in asked]
    if not items and not rankings:
        return None
    title = heading(prompt.question.to(words.language), size="Medium")
    if not any(map(is_shown, items)) and not any(ranking.places for ranking in rankings):
        return section(title, paragraph(words.text("results.withheld"), spacing="Small"))
    if rankings:
        return section(title, *_order(rankings[0], words))
    if isinstance(prompt, StatementsPrompt):
        return section(title, *_pairs(items, VOTES, words))
    if isinstance(prompt, ResistancePrompt):
        return section(title, *_pairs(items, RESISTANCE, words))
    return section(title, *_options(items[0], words))


def _pairs(items: Sequence[ItemResult], pair: Pair, words: Words) -> list[CardElement]:
    name = words.text(f"results.pairs.{pair.kind}.name")
    if not all(share(item, pair.first) is not None for item in items):
        rows = [(_question(item, words), worded_result(item, item, words)) for item in items]
        header = (name, words.text("results.result"))
        return [table(((3, "Left"), (2, "Left")), [header, *rows])]
    ranked = sorted(items, key=lambda item: -(share(item, pair.first) or 0))
    header3 = (
        name,
        words.text(f"results.pairs.{pair.kind}.{pair.first}"),
        words.text(f"results.pairs.{pair.kind}.{pair.second}"),
    )
    rows3 = [
        (
            _question(item, words),
            percent(item, pair.first, words),
            percent(item, pair.second, words),
        )
        for item in ranked
    ]
    note = small_print(words.text(f"results.pairs.{pair.kind}.note"))
    return [table(((5, "Left"), (2, "Right"), (2, "Right")), [header3, *rows3]), note]


def _options(item: ItemResult, words: Words) -> list[CardElement]:
    if all(option.count is None for option in item.options):
        return [paragraph(worded_result(item, item, words), spacing="Small")]
    rows = [
        (count_and_share(item, option, words), long_name(item, option, words))
        for option in item.options
    ]
    is_several = item.kind == "multiple_choice"
    note = [small_print(words.text("results.several_note"))] if is_several else []
    return [facts(rows), *note]


def _order(ranking: RankingResult, words: Words) -> list[CardElement]:
    rows = []
    place = 1
    for tied in ranking.places:
        names = SEPARATOR.join(option.label.to(words.language) for option in tied)
        shown = names if len(tied) == 1 else words.text("results.tied", options=names)
        rows.append((words.text("results.place", place=place), shown))
        place += len(tied)
    return [facts(rows), small_print(words.text("results.order_note"))]


def _question(item: ItemResult, words: Words) -> str:
    return item.question.to(words.language)


def _text_count(count: int | None, words: Words) -> str:
    if count is None:
        return words.text("results.withheld")
    return words.counted("results.text_count", count)
