"""The steering circle's summary of one published block, as a card in the personal chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from microsoft_teams.cards import CardElement

from analysis.summary import Summary
from cards.elements.card_data import CardData, Name, ProcessId, understood
from cards.elements.department_results import results_by_department
from cards.elements.key_figures import key_figures
from cards.elements.parts import (
    LARGEST_SIZE,
    Card,
    buttons,
    finish,
    first_fitting,
    heading,
    label,
    paragraph,
    section,
    small_print,
    submits,
)
from cards.elements.results import counted_texts, results_over_all, tendency_rule, withheld_rule
from cards.elements.trail_head import trail_head
from content.words import Words
from participation.process import Process, TopicBlock

VERB = "pull_summary"
BUTTONS_IN_A_ROW = 2

Others = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRef:
    """Which block's summary is asked for."""

    process_id: str
    block_key: str


class SummaryData(CardData):
    """The button's data as it arrives."""

    process: ProcessId
    block: Name


def build(
    process: Process,
    block: TopicBlock,
    summary: Summary,
    others: Others,
    words: Words,
    *,
    head: str = "",
) -> Card:
    """Return the summary; `others` are (block key, title) of further published blocks.

    `head` is what the audit trail was called when the block was published.

    Teams refuses a message that is too long. Then the results by department are left out, and if
    that is not enough those over all as well; what is left out is said to be.
    """
    over_all = results_over_all(block, summary, words)
    by_department = results_by_department(summary, words)
    no_departments: list[CardElement] = [paragraph(words.text("summary.departments_too_long"))]
    nothing: list[CardElement] = [paragraph(words.text("results.too_long"))]
    frame = _Frame(process, block, summary, others, head)
    whole, without_departments, without_results = (
        partial(_card, frame, results, words)
        for results in ([*over_all, *by_department], [*over_all, *no_departments], nothing)
    )
    # Results over all are worth a longer message than those by department.
    shorter = partial(first_fitting, [without_departments, without_results], at_most=LARGEST_SIZE)
    return first_fitting([whole, shorter])


def read(data: Mapping[str, object]) -> SummaryRef:
    """Return the block that the button names, or refuse data that no card of ours can have sent."""
    sent = understood(SummaryData, data)
    return SummaryRef(process_id=sent.process, block_key=sent.block)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a summary consists of apart from its results."""

    process: Process
    block: TopicBlock
    summary: Summary
    others: Others
    head: str


def _card(frame: _Frame, results: list[CardElement], words: Words) -> Card:
    process, block, summary = frame.process, frame.block, frame.summary
    title = words.text("summary.title", title=block.content.title.to(words.language))
    published = words.moment(block.publishes_at, process.template.time_zone)
    figures = key_figures(summary, words)
    departments = [one for item in summary.items for one in item.departments]
    body: list[CardElement] = [
        heading(title),
        small_print(words.text("summary.published", publishes=published)),
        *figures,
        *results,
        *counted_texts(summary, words),
        section(
            *tendency_rule([*summary.items, *departments], words),
            *withheld_rule([*figures, *results], summary, words),
            small_print(process.template.texts.limits.to(words.language)),
            *trail_head(frame.head, words),
        ),
        *_others(process, frame.others, words),
    ]
    return finish(body, title=title, words=words, is_wide=True)


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
