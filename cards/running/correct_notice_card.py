"""The dialog in which the notice is corrected, as far as it may be after the start."""

from microsoft_teams.cards import CardElement

from cards.elements.inputs import Question, text_input
from cards.elements.parts import Card, leaves, small_print, submits
from cards.running.act_pages import ActView, asking, confirming, read, wrong
from cards.running.consequences import of_correcting
from content.words import Words
from participation.notice import LONGEST_ENTRY, entries_of

__all__ = ["VERB", "build", "read"]

VERB = "correct_notice"


def build(view: ActView, words: Words) -> Card:
    """Return the page with the fields, or the one that confirms what is new."""
    if view.after is None:
        forward = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
        return asking(view, VERB, _inputs(view, words), [forward], words)
    actions = [
        submits(VERB, words.text("acts.correct_notice.do"), view.data("do"), style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    return confirming(view, VERB, of_correcting(view.before, view.after, words), actions, words)


def _inputs(view: ActView, words: Words) -> list[CardElement]:
    body: list[CardElement] = [*wrong(view, "notice", words)]
    for name, entry in entries_of(view.before.process.gate, view.form).items():
        question = Question(
            id=name,
            label=words.text(f"set_up.labels.{name}"),
            error=words.text(f"set_up.required.{name}"),
            value=entry,
        )
        body += [text_input(question, max_length=LONGEST_ENTRY), *wrong(view, name, words)]
    return [*body, small_print(words.text("acts.correct_notice.frozen"))]
