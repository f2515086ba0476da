"""Participation in large figures, on top of every result."""

from microsoft_teams.cards import CardElement, Column, ColumnSet, RichTextBlock, TextRun

from analysis.summary import Summary, Turnout
from cards.elements.parts import hint, small_print
from content.words import Words


def key_figures(summary: Summary, words: Words) -> list[CardElement]:
    """Return turnout and the number of free texts, and what is odd about them."""
    figures = [_turnout(summary.turnout, words), *_texts(summary, words)]
    if not summary.turnout.is_more_than_invited:
        return [ColumnSet(columns=figures)]
    return [ColumnSet(columns=figures), hint(words.text("summary.more_than_invited"))]


def _turnout(turnout: Turnout, words: Words) -> Column:
    """Return the share of those invited; without it how many answers there are, or may be."""
    invited = words.number(turnout.invited_count)
    if turnout.answered_count is None:
        return _figure(invited, words.text("summary.invited"))
    answered = words.number(turnout.answered_count)
    if turnout.rate is None:
        return _figure(answered, words.text("summary.answers", invited=invited))
    label = words.text("summary.turnout", answered=answered, invited=invited)
    return _figure(words.percent(turnout.rate), label)


def _texts(summary: Summary, words: Words) -> list[Column]:
    counts = [one.answered_count for one in summary.text_counts]
    known = [count for count in counts if count is not None]
    if not known or len(known) < len(counts):
        return []
    return [_figure(words.number(sum(known)), words.counted("summary.texts", sum(known)))]


def _figure(value: str, label: str) -> Column:
    large = RichTextBlock(inlines=[TextRun(text=value, size="ExtraLarge", weight="Bolder")])
    return Column(width="stretch", items=[large, small_print(label)])
