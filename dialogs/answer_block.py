"""Staff answer a topic block: open the dialog, walk through its pages, send, change."""

from dataclasses import dataclass, replace

from cards import answer_card, notice_card, own_answer_card, refusal_card
from cards.block_card import BlockRef
from content.words import words
from dialogs.find_block import find_block
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.people import Person
from participation.process import Process, TopicBlock
from participation.refusals import (
    AnswerMissingError,
    BlockClosedError,
    CardNotUnderstoodError,
    DepartmentUnknownError,
    NotInChannelError,
    ParticipationError,
)
from participation.responses import Response, require_answer, respond
from participation.secrecy import BlockKeys
from participation.steps import AnswerInput, Step, steps_of
from storage.unit_of_work import UnitOfWork


def open_block(ref: BlockRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the first page, or one's own answer to somebody who has answered."""
    process, block = require_block(ref.process_id, ref.block_key, turn, uow)
    _remove_double(turn, uow)
    keys = require_answerable(block, ref.revision, turn, uow.keys.load(block.block_id))
    response = uow.responses.find(block.block_id, keys.ballot_of(turn.person))
    if response is not None:
        card = own_answer_card.build(
            process, block, response, turn.nonce, words(turn.person.language)
        )
        return _reply(card, turn)
    start = AnswerInput(
        process_id=ref.process_id,
        block_key=ref.block_key,
        revision=ref.revision,
        nonce=turn.nonce,
        step=0,
        action="next",
    )
    return _page(_Dialog(process, block, turn), start)


def answer_block(given: AnswerInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Turn the page, or store the whole response in one transaction."""
    process, block = require_block(given.process_id, given.block_key, turn, uow)
    kept = uow.keys.load(block.block_id)
    if is_delivered(block, given.nonce, kept, uow):
        return _receipt(process, block, turn)
    keys = require_answerable(block, given.revision, turn, kept)
    if given.action != "send":
        is_change = uow.responses.find(block.block_id, keys.ballot_of(turn.person)) is not None
        return _turn_page(_Dialog(process, block, turn, is_change), given)
    response = respond(
        process.template, block.content, department=given.department, answers=given.answers
    )
    store(response, block, keys, given.nonce, turn.person, uow)
    return _receipt(process, block, turn)


def _remove_double(turn: Turn, uow: UnitOfWork) -> None:
    """Take a card away that Teams has posted although we never heard so, and sent again.

    Its button works like the other's, so whoever pressed it notices nothing.
    """
    if turn.message_id and not uow.outbox.knows(turn.message_id, turn.place):
        uow.outbox.delete(f"double:{turn.message_id}", turn.place, turn.message_id)


def require_block(
    process_id: str, block_key: str, turn: Turn, uow: UnitOfWork
) -> tuple[Process, TopicBlock]:
    """Return the block that a card names, or refuse a foreign one, place or person."""
    process, block = find_block(process_id, block_key, turn, uow)
    block.require_place(turn.place)
    if block.channel_id not in turn.member_of:
        raise NotInChannelError(title=block.content.title)
    return process, block


def require_answerable(
    block: TopicBlock, revision: int, turn: Turn, keys: BlockKeys | None
) -> BlockKeys:
    """Return the keys of an open block; a block without keys never takes answers again."""
    block.require_open(turn.now)
    block.require_revision(revision)
    if keys is None:
        raise BlockClosedError(title=block.content.title, closes_at=block.closes_at)
    return keys


def is_delivered(block: TopicBlock, nonce: str, keys: BlockKeys | None, uow: UnitOfWork) -> bool:
    """Say whether this dialog was worked off before; Teams repeats what it saw no answer to."""
    return keys is not None and uow.responses.is_delivered(block.block_id, keys.delivery_of(nonce))


def store(
    response: Response,
    block: TopicBlock,
    keys: BlockKeys,
    nonce: str,
    person: Person,
    uow: UnitOfWork,
) -> None:
    """Keep the response under its ballot and note that this dialog is done."""
    uow.responses.note_delivery(block.block_id, keys.delivery_of(nonce))
    uow.responses.put(
        block.block_id,
        ballot=keys.ballot_of(person),
        receipt=keys.receipt_of(person),
        response=response,
    )


@dataclass(frozen=True, slots=True)
class _Dialog:
    """The open dialog: on which block, by whom, and whether an answer is stored already."""

    process: Process
    block: TopicBlock
    turn: Turn
    is_change: bool = False


def _turn_page(dialog: _Dialog, given: AnswerInput) -> Reply:
    steps = steps_of(dialog.block.content, given.nonce)
    if not 0 <= given.step < len(steps):
        raise CardNotUnderstoodError
    if given.action == "back":
        return _page(dialog, replace(given, step=max(0, given.step - 1)))
    if given.action == "change":
        return _page(dialog, replace(given, step=0))
    try:
        _require_page(dialog.process, steps[given.step], given)
    except ParticipationError as refusal:
        return _page(dialog, given, refusal)
    return _page(dialog, replace(given, step=given.step + 1))


def _require_page(process: Process, step: Step, given: AnswerInput) -> None:
    if step.is_review:
        raise CardNotUnderstoodError
    if step.prompt is None:
        if given.department not in {known.key for known in process.template.departments}:
            raise DepartmentUnknownError
        return
    answer = given.answers.get(step.item, "").strip()
    if answer:
        require_answer(step.prompt, answer)
    elif not step.prompt.is_optional:
        raise AnswerMissingError(question=step.prompt.question)


def _page(dialog: _Dialog, given: AnswerInput, refusal: ParticipationError | None = None) -> Reply:
    spoken = words(dialog.turn.person.language)
    view = answer_card.AnswerView(
        process=dialog.process,
        block=dialog.block,
        steps=steps_of(dialog.block.content, given.nonce),
        step=given.step,
        nonce=given.nonce,
        department=given.department,
        answers=given.answers,
        is_change=dialog.is_change,
        problem=refusal_card.sentence(refusal, spoken) if refusal else "",
    )
    return _reply(answer_card.build(view, spoken), dialog.turn)


def _receipt(process: Process, block: TopicBlock, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    closes = spoken.moment(block.closes_at, process.template.time_zone)
    return _reply(notice_card.build("answer_saved", spoken, closes=closes), turn)


def _reply(card: dict[str, object], turn: Turn) -> Reply:
    return Reply(card, words(turn.person.language).text("dialogs.answer_block.title"))
