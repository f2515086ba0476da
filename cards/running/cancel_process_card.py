"""The dialog in which a process is called off for good."""

from cards.elements.parts import Card, leaves, submits
from cards.running.act_pages import ActView, asking, confirming, read
from cards.running.consequences import of_cancelling
from content.words import Words
from participation.process import BlockState

__all__ = ["VERB", "build", "read"]

VERB = "cancel_process"


def build(view: ActView, words: Words) -> Card:
    """Return the page that asks for the reason, or the one that confirms the act."""
    if view.after is None:
        forward = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
        return asking(view, VERB, (), [forward], words)
    actions = [
        submits(VERB, words.text("acts.cancel_process.do"), view.data("do"), style="destructive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    lines = of_cancelling(view.before, words)
    if not view.before.in_state(BlockState.OPEN):
        return confirming(view, VERB, lines, actions, words)
    asks = submits(VERB, words.text("seconds.ask"), view.data("do"), style="destructive")
    lines.append(words.text("seconds.only_then"))
    return confirming(view, VERB, lines, [asks, actions[-1]], words)
