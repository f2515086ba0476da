"""The card for everybody when a block is published: thanks, and the result over all."""

from functools import partial

from microsoft_teams.cards import CardElement

from analysis.summary import Summary
from cards.elements.key_figures import key_figures
from cards.elements.parts import (
    LARGEST_SIZE,
    Card,
    finish,
    first_fitting,
    heading,
    label,
    paragraph,
    section,
    small_print,
)
from cards.elements.results import counted_texts, results_over_all, tendency_rule, withheld_rule
from cards.elements.trail_head import trail_head
from content.words import Words
from participation.process import Process, TopicBlock


def build(
    process: Process, block: TopicBlock, summary: Summary, words: Words, *, head: str = ""
) -> Card:
    """Return the same figures that the steering circle gets, without departments.

    `head` is what the audit trail was called at the publication: told to everybody, it shows
    later whether the trail's end was cut off.

    Teams refuses a message that is too long. Then only turnout remains, and that it is so is said.
    """
    over_all = results_over_all(block, summary, words)
    too_long: list[CardElement] = [paragraph(words.text("results.too_long"))]
    frame = partial(_card, process, block, summary, words=words, head=head)
    forms = [partial(frame, one) for one in (over_all, too_long)]
    return first_fitting(forms, at_most=LARGEST_SIZE)


def _card(
    process: Process,
    block: TopicBlock,
    summary: Summary,
    results: list[CardElement],
    *,
    words: Words,
    head: str,
) -> Card:
    title = words.text("published.title", title=block.content.title.to(words.language))
    decided_by = block.content.intro.decided_by.to(words.language)
    figures = key_figures(summary, words)
    body: list[CardElement] = [
        heading(title),
        paragraph(_thanks(summary, words)),
        *figures,
        *results,
        *counted_texts(summary, words),
        section(
            label(words.text("block.decided_by")),
            paragraph(decided_by, spacing="Small"),
        ),
        section(
            *tendency_rule(summary.items, words),
            *withheld_rule([*figures, *results], summary, words),
            small_print(process.template.texts.limits.to(words.language)),
            *trail_head(head, words),
        ),
    ]
    return finish(body, title=title, words=words, is_wide=True)


def _thanks(summary: Summary, words: Words) -> str:
    is_told = summary.turnout.answered_count is not None
    return words.text("published.thanks" if is_told else "published.thanks_only")
