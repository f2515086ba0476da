"""The steering circle's summary of one published block, as a card in the personal chat."""

from collections.abc import Mapping
from dataclasses import dataclass

from microsoft_teams.cards import CardElement, Column, ColumnSet, RichTextBlock, TextRun

from analysis.summary import DepartmentResult, DepartmentTurnout, ItemResult, Summary, Turnout
from cards.card_data import CardData, Name, understood
from cards.parts import (
    Card,
    buttons,
    facts,
    finish,
    heading,
    label,
    paragraph,
    section,
    size_in_utf16,
    small_print,
    submits,
    warning,
)
from cards.results import results_over_all, texts_follow, withheld_rule, worded_result
from content.words import Words
from participation.process import Process, TopicBlock

VERB = "pull_summary"
WANTED_SIZE = 25 * 1024
BUTTONS_IN_A_ROW = 2

Others = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRef:
    """Which block's summary is asked for."""

    process_id: str
    block_key: str


class SummaryData(CardData):
    """The button's data as it arrives."""

    process: Name
    block: Name


def build(
    process: Process, block: TopicBlock, summary: Summary, others: Others, words: Words
) -> Card:
    """Return the summary; `others` are (block key, title) of further published blocks.

    An office with very many departments gets the results by department left out, visibly, because
    Teams refuses a message that is too long.
    """
    by_department = _by_department(summary, words)
    card = _card(process, block, summary, by_department, others=others, words=words)
    if size_in_utf16(card) <= WANTED_SIZE:
        return card
    left_out: list[CardElement] = [paragraph(words.text("summary.departments_too_long"))]
    return _card(process, block, summary, left_out, others=others, words=words)


def read(data: Mapping[str, object]) -> SummaryRef:
    """Return the block that the button names, or refuse data that no card of ours can have sent."""
    sent = understood(SummaryData, data)
    return SummaryRef(process_id=sent.process, block_key=sent.block)


def _card(
    process: Process,
    block: TopicBlock,
    summary: Summary,
    by_department: list[CardElement],
    *,
    others: Others,
    words: Words,
) -> Card:
    title = words.text("summary.title", title=block.content.title.to(words.language))
    published = words.moment(block.publishes_at, process.template.time_zone)
    body: list[CardElement] = [
        heading(title),
        small_print(words.text("summary.published", publishes=published)),
        *key_figures(summary, words),
        *results_over_all(block, summary, words),
        *by_department,
        *texts_follow(summary, words),
        section(
            *withheld_rule(summary, words),
            small_print(process.template.texts.limits.to(words.language)),
        ),
        *_others(process, others, words),
    ]
    return finish(body, title=title, words=words, is_wide=True)


def key_figures(summary: Summary, words: Words) -> list[CardElement]:
    """Return participation in large figures, and what is odd about it."""
    turnout = summary.turnout
    rate = words.text("results.withheld") if turnout.rate is None else words.percent(turnout.rate)
    figures = [
        _figure(rate, _of_invited(turnout, words)),
        _figure(words.number(len(summary.items)), words.text("summary.items")),
    ]
    odd = words.text("summary.more_than_invited")
    return [ColumnSet(columns=figures), *([warning(odd)] if turnout.is_more_than_invited else [])]


def _of_invited(turnout: Turnout, words: Words) -> str:
    invited = words.number(turnout.invited_count)
    if turnout.answered_count is None:
        return words.text("summary.turnout_withheld", invited=invited)
    answered = words.number(turnout.answered_count)
    return words.text("summary.turnout", answered=answered, invited=invited)


def _figure(value: str, label: str) -> Column:
    large = RichTextBlock(inlines=[TextRun(text=value, size="ExtraLarge", weight="Bolder")])
    return Column(width="stretch", items=[large, small_print(label)])


def _by_department(summary: Summary, words: Words) -> list[CardElement]:
    turnout = [
        (_department_turnout(one, words), one.name.to(words.language))
        for one in summary.turnout.departments
    ]
    items = [element for item in summary.items for element in _item_by_department(item, words)]
    return [
        section(
            heading(words.text("summary.by_department"), size="Medium"),
            label(words.text("summary.turnout_title")),
            facts(turnout),
        ),
        *items,
    ]


def _department_turnout(one: DepartmentTurnout, words: Words) -> str:
    if one.answered_count is None or one.invited_count is None:
        return words.text("results.withheld")
    return words.text(
        "summary.department_turnout",
        answered=words.number(one.answered_count),
        invited=words.number(one.invited_count),
    )


def _item_by_department(item: ItemResult, words: Words) -> list[CardElement]:
    rows = [
        (_short_department(one, words), worded_result(item, one, words)) for one in item.departments
    ]
    has_points = item.kind == "scale" and any(one.options for one in item.departments)
    note = [small_print(words.text("results.points_note"))] if has_points else []
    title = label(item.question.to(words.language), spacing="Medium")
    return [title, facts(rows), *note]


def _short_department(one: DepartmentResult, words: Words) -> str:
    # Offices number their departments; the full name stands once, with the turnout.
    name = one.name.to(words.language)
    return one.department if name.startswith(f"{one.department} ") else name


def _others(process: Process, others: Others, words: Words) -> list[CardElement]:
    if not others:
        return []
    actions = [
        submits(VERB, title, {"process": process.process_id, "block": key}) for key, title in others
    ]
    rows = [
        buttons(actions[first : first + BUTTONS_IN_A_ROW])
        for first in range(0, len(actions), BUTTONS_IN_A_ROW)
    ]
    return [section(label(words.text("summary.others")), *rows)]
