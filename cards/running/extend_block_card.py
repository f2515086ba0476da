"""The dialog in which an open block gets a later last day."""

from datetime import date

from microsoft_teams.cards import CardElement

from cards.elements.inputs import Question, date_input
from cards.elements.parts import Card, leaves, small_print, submits
from cards.running.act_pages import ActView, asking, confirming, read, wrong
from cards.running.consequences import of_extending
from content.words import Words

__all__ = ["VERB", "build", "read"]

VERB = "extend_block"


def build(view: ActView, window: tuple[date, date], words: Words) -> Card:
    """Return the page that asks for the day within `window`, or the one that confirms it."""
    if view.after is None:
        forward = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
        return asking(view, VERB, _inputs(view, window, words), [forward], words)
    actions = [
        submits(VERB, words.text("acts.extend_block.do"), view.data("do"), style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    lines = of_extending(view.before, view.after, view.block_key, words)
    return confirming(view, VERB, lines, actions, words)


def _inputs(view: ActView, window: tuple[date, date], words: Words) -> list[CardElement]:
    first, last = window
    question = Question(
        id="closes_on",
        label=words.text("acts.extend_block.closes_on"),
        error=words.text("acts.problems.date_invalid"),
        value=view.form.get("closes_on", ""),
    )
    now_until = view.before.block(view.block_key).content.closes_on
    return [
        date_input(question),
        *wrong(view, "closes_on", words),
        small_print(
            words.text(
                "acts.extend_block.window",
                until=words.date(now_until),
                first=words.date(first),
                last=words.date(last),
            )
        ),
    ]
