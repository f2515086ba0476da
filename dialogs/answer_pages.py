"""What the dialog of a block shows: its pages, one's own answer, and where two windows meet."""

from dataclasses import dataclass, replace

from cards import (
    answer_card,
    conflict_card,
    gone_card,
    notice_card,
    own_answer_card,
    refusal_card,
)
from cards.elements.rehearsal_mark import as_shown
from content.words import Words, words
from dialogs.reply import Card, Reply
from dialogs.turn import Turn
from participation.drafts import Draft, Standing
from participation.entries import Entries
from participation.process import Process, TopicBlock
from participation.refusals import ParticipationError
from participation.responses import Response
from participation.steps import REVIEW_PAGE, Step, place_of, steps_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """An open dialog: on which block, by whom, and what they have answered so far."""

    process: Process
    block: TopicBlock
    turn: Turn
    nonce: str
    standing: Standing

    @property
    def words(self) -> Words:
        """The words of the person's language."""
        return words(self.turn.person.language)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The pages, in this person's order."""
        return steps_of(self.block.content, self.standing.ballot.hex())

    def anew(self) -> "Dialog":
        """Return the dialog that begins where this one has ended."""
        return replace(self, nonce=self.turn.nonce)


def entrance(dialog: Dialog) -> Reply:
    """Show what somebody sees who opens the dialog: what they had begun, else the beginning."""
    draft = dialog.standing.unfinished
    if draft is None:
        return beginning(dialog)
    if dialog.standing.is_overtaken(draft):
        return conflict(dialog, draft)
    return page(dialog, draft, is_resumed=True)


def beginning(dialog: Dialog) -> Reply:
    """Show one's own answer, or the first page to somebody who has not answered."""
    stored = dialog.standing.stored
    if stored is None:
        return page(dialog, dialog.standing.blank)
    card = own_answer_card.build(dialog.process, dialog.block, stored, dialog.nonce, dialog.words)
    return _reply(card, dialog)


def page(
    dialog: Dialog,
    draft: Draft,
    *,
    is_resumed: bool = False,
    is_second_round: bool = False,
    refusal: ParticipationError | None = None,
    typed: Entries | None = None,
) -> Reply:
    """Show the page that the draft has come to, or again what was refused there."""
    view = answer_card.AnswerView(
        process=dialog.process,
        block=dialog.block,
        steps=dialog.steps,
        step=place_of(draft.page, dialog.steps),
        nonce=dialog.nonce,
        state=dialog.standing.state_of(draft),
        department=draft.department,
        answers=draft.answers,
        is_change=dialog.standing.stored is not None,
        is_resumed=is_resumed,
        is_second_round=is_second_round,
        problem=refusal_card.sentence(refusal, dialog.words) if refusal else "",
        typed=typed,
    )
    return _reply(answer_card.build(view, dialog.words), dialog)


def conflict(dialog: Dialog, draft: Draft) -> Reply:
    """Show a draft beside the response that was stored since it began."""
    standing = dialog.standing
    stored = standing.change
    view = conflict_card.ConflictView(
        process=dialog.process,
        block=dialog.block,
        stored=Response(department=stored.department, answers=stored.answers),
        draft=Response(department=draft.department, answers=draft.answers),
        nonce=dialog.nonce,
        state=standing.state_of(draft),
        seen=standing.state_of(stored),
        is_complete=draft.page == REVIEW_PAGE,
    )
    return _reply(conflict_card.build(view, dialog.words), dialog)


def gone(dialog: Dialog) -> Reply:
    """Say that there is nothing to go on with in this window."""
    card = gone_card.build(dialog.process, dialog.block, dialog.nonce, dialog.words)
    return _reply(card, dialog)


def receipt(process: Process, block: TopicBlock, turn: Turn) -> Reply:
    """Say that the answer is stored."""
    spoken = words(turn.person.language)
    closes = spoken.moment(block.closes_at, process.template.time_zone)
    notice = "paper_saved" if turn.person.slip else "answer_saved"
    card = notice_card.build(notice, spoken, closes=closes)
    return _shown(card, process, spoken)


def _reply(card: Card, dialog: Dialog) -> Reply:
    return _shown(card, dialog.process, dialog.words)


def _shown(card: Card, process: Process, spoken: Words) -> Reply:
    """Return the card for the window."""
    return Reply(as_shown(card, process, spoken), spoken.text("dialogs.answer_block.title"))
