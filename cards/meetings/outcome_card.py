"""What came out of a meeting, as a card in the channel; a correction changes the same card."""

from functools import partial

from microsoft_teams.cards import CardElement, SubmitAction

from cards.elements.parts import (
    LARGEST_SIZE,
    Card,
    finish,
    first_fitting,
    heading,
    opens_dialog,
    section,
    small_print,
)
from cards.meetings import form_view, outcome_view_card
from cards.meetings.outcome_parts import SHORT, WHOLE, Worded, title_of, version_line
from content.words import Words
from participation.meetings.outcome import MeetingOutcome
from participation.process import Process


def build(process: Process, outcome: MeetingOutcome, words: Words) -> Card:
    """Return the outcome; one that Teams might refuse is cut, and says where the whole can be read.

    Its corrections and earlier versions are one button away, for everybody in the channel.
    """
    forms = [partial(_card, Worded(process, words, cut), outcome) for cut in (WHOLE, SHORT)]
    return first_fitting(forms, at_most=LARGEST_SIZE)


def _card(worded: Worded, outcome: MeetingOutcome) -> Card:
    words = worded.words
    title = title_of(outcome.content, words)
    body: list[CardElement] = [heading(title)]
    if outcome.version > 1:
        body.append(small_print(version_line(worded.process, outcome, words)))
    body += worded.sections(outcome.content)
    if worded.is_short:
        whole = words.text("outcome.view")
        body.append(section(small_print(words.text("outcome.cut", whole=whole))))
    return finish(body, _actions(worded, outcome), title=title, words=words)


def _actions(worded: Worded, outcome: MeetingOutcome) -> list[SubmitAction]:
    words, named = worded.words, {"outcome": outcome.outcome_id}
    correct = opens_dialog(form_view.CORRECT_VERB, words.text("outcome.correct"), named)
    if not worded.is_short and outcome.version == 1:
        return [correct]
    title = words.text("outcome.view" if worded.is_short else "outcome.view_versions")
    return [opens_dialog(outcome_view_card.VERB, title, named), correct]
