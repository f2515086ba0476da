"""The dialog for whoever corrects an outcome that somebody else has corrected meanwhile: both."""

from functools import partial

from microsoft_teams.cards import CardElement

from cards.elements.parts import (
    LARGEST_SIZE,
    Card,
    finish,
    first_fitting,
    heading,
    label,
    leaves,
    paragraph,
    section,
    small_print,
    warning,
)
from cards.meetings import outcome_view_card
from cards.meetings.form_view import OutcomeFormView, sends
from cards.meetings.outcome_parts import SHORT, SHORTEST, WHOLE, Worded, version_line
from content.words import Words
from participation.meetings.form import build_content
from participation.meetings.outcome import MeetingOutcome


def build(view: OutcomeFormView, kept: MeetingOutcome, words: Words) -> Card:
    """Return what is kept now and what the person wrote; whoever saves now has seen both.

    `view.corrects` is `kept`, so that the buttons name the version that was seen. What is too long
    for one card is cut; the kept version can be read whole, and the form loses nothing.
    """
    forms = [
        partial(_card, view, kept, Worded(view.process, words, cut))
        for cut in (WHOLE, SHORT, SHORTEST)
    ]
    return first_fitting(forms, at_most=LARGEST_SIZE)


def _card(view: OutcomeFormView, kept: MeetingOutcome, worded: Worded) -> Card:
    words = worded.words
    title = words.text("changed_outcome.title")
    own = build_content(view.form, view.template)
    line = version_line(view.process, kept, words)
    body: list[CardElement] = [
        warning(title),
        paragraph(words.text("changed_outcome.text")),
        section(heading(words.text("changed_outcome.own"), size="Medium")),
        *worded.sections(own),
        section(heading(words.text("changed_outcome.kept"), size="Medium"), small_print(line)),
        *worded.sections(kept.content),
        *([section(label(words.text("changed_outcome.cut")))] if worded.is_short else []),
    ]
    whole = {"outcome": kept.outcome_id, "version": kept.version}
    actions = [
        sends(view, words.text("changed_outcome.save_own"), "send"),
        sends(view, words.text("changed_outcome.edit"), "edit", style="positive"),
        sends(view, words.text("changed_outcome.discard"), "discard", style="destructive"),
        leaves(outcome_view_card.VERB, words.text("changed_outcome.view"), whole),
    ]
    return finish(body, actions, title=title, words=words)
