"""The lead of a rehearsal deletes everything of it by one click."""

from cards import notice_card
from cards.rehearsal import end_rehearsal_card
from cards.rehearsal.end_rehearsal_card import EndInput
from content.words import Words, words
from dialogs.rehearsal.step_rehearsal import require_rehearsal
from dialogs.reply import Reply
from dialogs.turn import Turn
from storage.unit_of_work import UnitOfWork


def open_end(given: EndInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Say what will be deleted."""
    process = require_rehearsal(given.process_id, turn, uow)
    spoken = words(turn.person.language)
    return Reply(end_rehearsal_card.build(process, spoken), spoken.text("rehearsal.end_title"))


def end_rehearsal(given: EndInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Delete it with all its answers, keys and messages; doing so twice changes nothing."""
    spoken = words(turn.person.language)
    if not uow.processes.exists(given.process_id):
        return _ended(spoken)
    process = require_rehearsal(given.process_id, turn, uow)
    if given.is_kept:
        card = notice_card.build("rehearsal_kept", spoken)
        return Reply(card, spoken.text("rehearsal.end_title"))
    if not given.is_confirmed:
        return open_end(given, turn, uow)
    # Keys first: should the program die now, answers without keys are worth nothing to anybody.
    for block in uow.processes.blocks(process):
        uow.keys.destroy(block.block_id)
    uow.outbox.take_back(process.process_id)
    uow.rehearsals.delete(process.process_id)
    return _ended(spoken)


def _ended(spoken: Words) -> Reply:
    card = notice_card.build("rehearsal_ended", spoken)
    return Reply(card, spoken.text("rehearsal.end_title"))
