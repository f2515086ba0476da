"""Somebody asks what waits for them: a message says what is open, a dialog what is theirs.

Teams keeps every message under its reader's name. So the message is the same for all members of
the same channels; who has answered or begun to is told inside the dialog only.
"""

from collections.abc import Mapping

from cards.chat import start_card, what_waits_card
from cards.chat.what_waits_card import Waiting, WaitingState
from content.words import words
from dialogs.answer_block import standing_of
from dialogs.chat.my_blocks import Mine, my_blocks, next_block, open_blocks
from dialogs.privately import send_privately
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.drafts import Standing
from participation.process import TopicBlock
from participation.responses import new_items
from storage.unit_of_work import UnitOfWork

STATES: Mapping[tuple[bool, bool], WaitingState] = {
    (False, False): "open",
    (False, True): "begun",
    (True, False): "answered",
    (True, True): "changing",
}
"""Whether somebody has answered, and whether they have begun something that is not sent."""


def offer_what_waits(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Send what is open, with the buttons that lead into the dialogs."""
    if turn.place.is_personal:
        uow.people.remember_chat(turn.person, turn.place)
    mine = my_blocks(turn, uow)
    view = start_card.StartView(
        open_blocks=open_blocks(mine, turn),
        next_block=next_block(mine),
        takes_part=bool(mine),
        has_unseen=turn.has_unseen,
    )
    send_privately("start", start_card.build(view, words(turn.person.language)), turn, uow)


def open_what_waits(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show every open block with what the person has done in it so far."""
    spoken = words(turn.person.language)
    mine = my_blocks(turn, uow)
    waiting = [_waiting(pair, turn, uow) for pair in open_blocks(mine, turn)]
    card = what_waits_card.build(waiting, next_block(mine), spoken, has_unseen=turn.has_unseen)
    return Reply(card, spoken.text("dialogs.what_waits.title"))


def _waiting(mine: Mine, turn: Turn, uow: UnitOfWork) -> Waiting:
    process, block = mine
    keys = uow.keys.load(block.block_id)
    if keys is None:
        return Waiting(process=process, block=block, state="over")
    standing = standing_of(block, keys, turn.person, uow)
    state = STATES[_stands(standing)]
    if state == "answered" and (new_count := _new_count(block, standing)):
        return Waiting(process=process, block=block, state="new", new_count=new_count)
    return Waiting(process=process, block=block, state=state)


def _new_count(block: TopicBlock, standing: Standing) -> int:
    """Return how many statements of colleagues have come in since somebody's answer."""
    return len(new_items(block.content, standing.stored.answers)) if standing.stored else 0


def _stands(standing: Standing) -> tuple[bool, bool]:
    return standing.stored is not None, standing.unfinished is not None
