"""The card for everybody when a block is published: thanks, and the result over all."""

from microsoft_teams.cards import CardElement

from analysis.summary import Summary
from cards.parts import Card, finish, heading, label, paragraph, section, small_print
from cards.results import results_over_all, texts_follow, withheld_rule
from cards.summary_card import key_figures
from content.words import Words
from participation.process import Process, TopicBlock


def build(process: Process, block: TopicBlock, summary: Summary, words: Words) -> Card:
    """Return the same figures that the steering circle gets, without departments."""
    title = words.text("published.title", title=block.content.title.to(words.language))
    decided_by = block.content.intro.decided_by.to(words.language)
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("published.thanks")),
        *key_figures(summary, words),
        *results_over_all(block, summary, words),
        *texts_follow(summary, words),
        section(
            label(words.text("block.decided_by")),
            paragraph(decided_by, spacing="Small"),
        ),
        section(
            *withheld_rule(summary, words),
            small_print(process.template.texts.limits.to(words.language)),
        ),
    ]
    return finish(body, title=title, words=words, is_wide=True)
