"""The dialog that asks for single answers of a sealed block to be deleted before their day."""

from microsoft_teams.cards import CardElement

from cards.elements.inputs import Question, choice_input, text_input
from cards.elements.parts import Card, leaves, small_print, submits
from cards.running.act_pages import ActView, asking, confirming, read, wrong
from cards.running.consequences import of_second
from content.words import Words
from participation.running.destroying import KINDS, LONGEST_WORDING

__all__ = ["VERB", "build", "read"]

VERB = "destroy_early"


def build(view: ActView, words: Words) -> Card:
    """Return the page that asks what is to go and why, or the one that confirms."""
    if view.after is None:
        forward = submits(VERB, words.text("acts.check"), view.data("check"), style="positive")
        return asking(view, VERB, _inputs(view, words), [forward], words, is_told=False)
    actions = [
        submits(VERB, words.text("seconds.ask"), view.data("do"), style="positive"),
        leaves(VERB, words.text("acts.back"), view.data("back")),
    ]
    lines = [*of_second("destroy_early", view, words), words.text("seconds.only_then")]
    return confirming(view, VERB, lines, actions, words, is_told=False)


def _inputs(view: ActView, words: Words) -> list[CardElement]:
    what = Question(
        id="what",
        label=words.text("acts.destroy_early.what"),
        error=words.text("acts.problems.what_missing"),
        value=view.form.get("what", ""),
    )
    wording = Question(
        id="wording",
        label=words.text("acts.destroy_early.wording"),
        error=words.text("acts.problems.no_single_text"),
        value=view.form.get("wording", ""),
        is_required=False,
    )
    kinds = [(kind, words.text(f"acts.destroy_early.kinds.{kind}")) for kind in KINDS]
    return [
        choice_input(what, kinds),
        *wrong(view, "what", words),
        text_input(wording, max_length=LONGEST_WORDING, is_multiline=True),
        *wrong(view, "wording", words),
        small_print(words.text("acts.destroy_early.wording_help")),
    ]
