"""Somebody in the channel reads an outcome whole, or an earlier version of it."""

from cards.elements.rehearsal_mark import as_shown
from cards.meetings import outcome_view_card
from cards.meetings.outcome_view_card import OutcomeViewRef
from content.words import words
from dialogs.meetings.find_outcome import find_outcome, require_member
from dialogs.reply import Reply
from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def show_meeting_outcome(ref: OutcomeViewRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show a page of a version."""
    versions = find_outcome(ref.outcome_id, turn, uow)
    process = uow.processes.process(versions[-1].process_id)
    require_member(versions[-1].channel_id, process, turn)
    spoken = words(turn.person.language)
    card = outcome_view_card.build(process, versions, ref, spoken)
    return Reply(as_shown(card, process, spoken), spoken.text("dialogs.show_meeting_outcome.title"))
