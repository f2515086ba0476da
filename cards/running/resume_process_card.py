"""The dialog in which a paused process goes on."""

from cards.elements.parts import Card, leaves, submits
from cards.running.act_pages import ActView, asking, confirming, read
from cards.running.consequences import of_resuming
from content.words import Words

__all__ = ["VERB", "build", "read"]

VERB = "resume_process"


def build(view: ActView, words: Words) -> Card:
    """Return the page that asks for the reason, or the one that confirms the act."""
    if view.after is None:
        forward = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
        return asking(view, VERB, (), [forward], words)
    actions = [
        submits(VERB, words.text("acts.resume_process.do"), view.data("do"), style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    lines = of_resuming(view.before, view.after, view.days_lost, words)
    return confirming(view, VERB, lines, actions, words)
