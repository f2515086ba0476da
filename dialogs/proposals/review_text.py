"""Moderators and whoever leads a process decide which sealed texts are never quoted."""

from cards.proposals import review_text_card
from cards.proposals.review_text_card import TextReviewInput, TextToReview
from content.words import words
from dialogs.find_block import find_block
from dialogs.proposals.reviewers import may_review, require_may_review_any
from dialogs.proposals.texts_to_review import SEALED, texts_for
from dialogs.reply import Reply
from dialogs.turn import Turn
from participation.refusals import NotModeratorError, TextGoneError
from participation.text_review import never_quoted, usable
from storage.unit_of_work import UnitOfWork


def open_review_text(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show every text that waits for a decision."""
    require_may_review_any(turn, uow)
    return _list(turn, uow)


def review_text(given: TextReviewInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show one text, or decide on it; whoever has not seen the last decision is shown it."""
    if given.action == "list":
        return open_review_text(given, turn, uow)
    try:
        one = _reviewed(given, turn, uow)
    except TextGoneError:
        return _list(turn, uow, note="gone")
    if given.action == "look":
        return _look(one, turn)
    if (one.text.state, one.text.reason) == given.decision:
        return _list(turn, uow, note=given.action)
    if given.seen != one.text.state:
        return _look(one, turn, problem="meanwhile")
    if given.action == "never" and given.reason is None:
        return _look(one, turn, problem="reason_missing")
    _decide(one, given, turn, uow)
    return _list(turn, uow, note=given.action)


def _reviewed(given: TextReviewInput, turn: Turn, uow: UnitOfWork) -> TextToReview:
    process, block = find_block(given.process_id, given.block_key, turn, uow)
    if not may_review(process, turn, uow):
        raise NotModeratorError
    if block.state not in SEALED:
        raise TextGoneError
    text = uow.sealed.text(block.block_id, given.row_id)
    return TextToReview(process=process, block=block, text=text)


def _decide(one: TextToReview, given: TextReviewInput, turn: Turn, uow: UnitOfWork) -> None:
    """Keep the decision and put it into the audit trail: about which question, but no wording."""
    changed = never_quoted(one.text, given.reason) if given.reason else usable(one.text)
    uow.sealed.decide(one.block.block_id, changed)
    uow.audit.write(
        one.process.process_id,
        "review_text",
        {
            "block": one.block.key,
            "prompt": changed.prompt_key,
            "decision": changed.state,
            **({"reason": changed.reason} if changed.reason else {}),
        },
        at=turn.now,
        actor=turn.person.object_id,
    )


def _look(one: TextToReview, turn: Turn, *, problem: str = "") -> Reply:
    spoken = words(turn.person.language)
    card = review_text_card.build_one(one, spoken, problem=problem)
    return Reply(card, spoken.text("review_text.title"))


def _list(turn: Turn, uow: UnitOfWork, *, note: str = "") -> Reply:
    spoken = words(turn.person.language)
    card = review_text_card.build_list(texts_for(turn, uow), spoken, note=note)
    return Reply(card, spoken.text("review_text.title"))
