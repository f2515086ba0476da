"""Which command word or card verb starts which dialog, and what that dialog needs to know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.said import made_out
from cards import (
    answer_card,
    block_card,
    move_block_card,
    set_up_process_card,
    summary_card,
    withdraw_card,
)
from cards.chat import show_my_data_card
from cards.meetings import outcome_form_card, outcome_view_card
from cards.paper import enter_paper_card
from cards.proposals import propose_statement_card, review_proposal_card, review_text_card
from cards.rehearsal import end_rehearsal_card, start_rehearsal_card, step_rehearsal_card
from cards.running import (
    cancel_process_card,
    confirm_second_card,
    correct_notice_card,
    destroy_early_card,
    edit_block_card,
    extend_block_card,
    name_deputy_card,
    pause_process_card,
    publish_early_card,
    resume_process_card,
    show_audit_card,
)
from dialogs.answer_block import answer_block, open_block
from dialogs.chat.answer_words import Unknown, answer_words
from dialogs.chat.choose_block import choose_block
from dialogs.chat.my_blocks import channels_of_blocks
from dialogs.chat.offer_help import offer_help
from dialogs.chat.show_my_data import offer_my_data, open_my_data, show_my_data
from dialogs.chat.show_topics import show_topics
from dialogs.chat.what_waits import offer_what_waits, open_what_waits
from dialogs.find_block import channel_of_block
from dialogs.meetings.correct_meeting_outcome import correct_meeting_outcome, open_correction
from dialogs.meetings.find_outcome import channel_of_form, channel_of_outcome
from dialogs.meetings.post_meeting_outcome import (
    offer_meeting_outcome,
    open_meeting_outcome,
    post_meeting_outcome,
)
from dialogs.meetings.show_meeting_outcome import show_meeting_outcome
from dialogs.paper.enter_paper import enter_paper, offer_paper, open_paper
from dialogs.proposals.propose_statement import propose_statement
from dialogs.proposals.review_proposal import offer_review, open_review, review_proposal
from dialogs.proposals.review_text import open_review_text, review_text
from dialogs.pull_summary import pull_summary
from dialogs.rehearsal.end_rehearsal import end_rehearsal, open_end
from dialogs.rehearsal.start_rehearsal import offer_rehearsal, open_rehearsal, start_rehearsal
from dialogs.rehearsal.step_rehearsal import open_step, step_rehearsal
from dialogs.reply import Reply
from dialogs.running.cancel_process import cancel_process, open_cancel_process
from dialogs.running.confirm_second import confirm_second, open_confirm_second
from dialogs.running.correct_notice import correct_notice, open_correct_notice
from dialogs.running.destroy_early import destroy_early, open_destroy_early
from dialogs.running.edit_block import edit_block, open_edit_block
from dialogs.running.extend_block import extend_block, open_extend_block
from dialogs.running.name_deputy import name_deputy, open_name_deputy, team_to_name_in
from dialogs.running.pause_process import open_pause_process, pause_process
from dialogs.running.publish_early import open_publish_early, publish_early
from dialogs.running.resume_process import open_resume_process, resume_process
from dialogs.running.show_audit import offer_audit, open_audit, show_audit
from dialogs.running.show_status import show_status, teams_of_deputies
from dialogs.set_up_process import offer_set_up, open_set_up, set_up_process
from dialogs.team.move_block import move_block, open_move, team_of_block
from dialogs.turn import Turn
from dialogs.withdraw_response import withdraw_response
from participation.place import Place
from storage.unit_of_work import UnitOfWork

Data = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the data of a card becomes input for a dialog, and what is fetched before it.

    `belongs_to` names the channel whose members may do it, wherever the button was pressed;
    `looks_through` names all channels that a list is made of,
    `team_of` the team whose channels are offered, where it is not the one of the place;
    `people_of` the teams whose members are called by their names.
    `is_at_home` says that what is pressed in a channel is refused unless it is about that channel.
    """

    read: Callable[[Data], Any]
    dialog: Callable[[Any, Turn, UnitOfWork], Reply | None]
    belongs_to: Callable[[Any, Turn, UnitOfWork], Place] | None = None
    is_at_home: bool = False
    looks_through: Callable[[Turn, UnitOfWork], tuple[Place, ...]] | None = None
    needs_channels: bool = False
    team_of: Callable[[Any, Turn, UnitOfWork], Place] | None = None
    people_of: Callable[[Any, Turn, UnitOfWork], tuple[Place, ...]] | None = None


def nothing(_data: Data) -> None:
    """Read nothing of what a button carries."""


FETCHED: Mapping[str, Route] = {
    "answer_block": Route(
        read=block_card.read, dialog=open_block, belongs_to=channel_of_block, is_at_home=True
    ),
    "start_rehearsal": Route(read=nothing, dialog=open_rehearsal, needs_channels=True),
    "step_rehearsal": Route(read=step_rehearsal_card.read, dialog=open_step),
    "end_rehearsal": Route(read=end_rehearsal_card.read, dialog=open_end),
    "enter_paper": Route(read=nothing, dialog=open_paper),
    "set_up_process": Route(read=nothing, dialog=open_set_up, needs_channels=True),
    "what_waits": Route(read=nothing, dialog=open_what_waits, looks_through=channels_of_blocks),
    "show_my_data": Route(read=nothing, dialog=open_my_data, looks_through=channels_of_blocks),
    "show_audit": Route(read=nothing, dialog=open_audit),
    "post_meeting_outcome": Route(read=nothing, dialog=open_meeting_outcome),
    "correct_meeting_outcome": Route(
        read=outcome_form_card.read_ref, dialog=open_correction, belongs_to=channel_of_outcome
    ),
    "show_meeting_outcome": Route(
        read=outcome_view_card.read, dialog=show_meeting_outcome, belongs_to=channel_of_outcome
    ),
    "move_block": Route(read=move_block_card.read, dialog=open_move, team_of=team_of_block),
    "extend_block": Route(read=extend_block_card.read, dialog=open_extend_block),
    "edit_block": Route(read=edit_block_card.read, dialog=open_edit_block),
    "pause_process": Route(read=pause_process_card.read, dialog=open_pause_process),
    "resume_process": Route(read=resume_process_card.read, dialog=open_resume_process),
    "cancel_process": Route(read=cancel_process_card.read, dialog=open_cancel_process),
    "confirm_second": Route(read=confirm_second_card.read, dialog=open_confirm_second),
    "publish_early": Route(read=publish_early_card.read, dialog=open_publish_early),
    "destroy_early": Route(read=destroy_early_card.read, dialog=open_destroy_early),
    "correct_notice": Route(read=correct_notice_card.read, dialog=open_correct_notice),
    "name_deputy": Route(
        read=name_deputy_card.read, dialog=open_name_deputy, people_of=team_to_name_in
    ),
    "review_proposal": Route(read=nothing, dialog=open_review),
    "review_text": Route(read=nothing, dialog=open_review_text),
}
"""Buttons that open a dialog (`task/fetch`)."""

SUBMITTED: Mapping[str, Route] = {
    "enter_paper": Route(
        read=enter_paper_card.read, dialog=enter_paper, belongs_to=channel_of_block
    ),
    "answer_block": Route(
        read=answer_card.read, dialog=answer_block, belongs_to=channel_of_block, is_at_home=True
    ),
    "withdraw_response": Route(
        read=withdraw_card.read,
        dialog=withdraw_response,
        belongs_to=channel_of_block,
        is_at_home=True,
    ),
    "propose_statement": Route(
        read=propose_statement_card.read, dialog=propose_statement, belongs_to=channel_of_block
    ),
    "review_proposal": Route(read=review_proposal_card.read, dialog=review_proposal),
    "review_text": Route(read=review_text_card.read, dialog=review_text),
    "choose_block": Route(read=block_card.read, dialog=choose_block, belongs_to=channel_of_block),
    "show_my_data": Route(
        read=show_my_data_card.read, dialog=show_my_data, looks_through=channels_of_blocks
    ),
    "set_up_process": Route(
        read=set_up_process_card.read, dialog=set_up_process, needs_channels=True
    ),
    "start_rehearsal": Route(
        read=start_rehearsal_card.read, dialog=start_rehearsal, needs_channels=True
    ),
    "step_rehearsal": Route(read=step_rehearsal_card.read, dialog=step_rehearsal),
    "end_rehearsal": Route(read=end_rehearsal_card.read, dialog=end_rehearsal),
    "post_meeting_outcome": Route(
        read=outcome_form_card.read, dialog=post_meeting_outcome, belongs_to=channel_of_form
    ),
    "correct_meeting_outcome": Route(
        read=outcome_form_card.read, dialog=correct_meeting_outcome, belongs_to=channel_of_outcome
    ),
    "show_meeting_outcome": Route(
        read=outcome_view_card.read, dialog=show_meeting_outcome, belongs_to=channel_of_outcome
    ),
    "move_block": Route(read=move_block_card.read, dialog=move_block, team_of=team_of_block),
    "extend_block": Route(read=extend_block_card.read, dialog=extend_block),
    "edit_block": Route(read=edit_block_card.read, dialog=edit_block),
    "pause_process": Route(read=pause_process_card.read, dialog=pause_process),
    "resume_process": Route(read=resume_process_card.read, dialog=resume_process),
    "cancel_process": Route(read=cancel_process_card.read, dialog=cancel_process),
    "confirm_second": Route(read=confirm_second_card.read, dialog=confirm_second),
    "publish_early": Route(read=publish_early_card.read, dialog=publish_early),
    "destroy_early": Route(read=destroy_early_card.read, dialog=destroy_early),
    "correct_notice": Route(read=correct_notice_card.read, dialog=correct_notice),
    "name_deputy": Route(read=name_deputy_card.read, dialog=name_deputy, people_of=team_to_name_in),
    "show_audit": Route(read=show_audit_card.read, dialog=show_audit),
}
"""Buttons inside a dialog (`task/submit`)."""

TOPICS = Route(read=nothing, dialog=show_topics, looks_through=channels_of_blocks)
HELP = Route(read=nothing, dialog=offer_help)

PRESSED: Mapping[str, Route] = {
    "pull_summary": Route(read=summary_card.read, dialog=pull_summary),
    "show_topics": TOPICS,
    "offer_help": HELP,
}
"""Buttons of messages that answer with a message."""

COMMANDS: Mapping[str, Route] = {
    "set_up_process": Route(read=nothing, dialog=offer_set_up),
    "start_rehearsal": Route(read=nothing, dialog=offer_rehearsal),
    "pull_summary": Route(read=nothing, dialog=pull_summary),
    "enter_paper": Route(read=nothing, dialog=offer_paper),
    "post_meeting_outcome": Route(read=nothing, dialog=offer_meeting_outcome),
    "what_waits": Route(read=nothing, dialog=offer_what_waits, looks_through=channels_of_blocks),
    "show_topics": TOPICS,
    "show_my_data": Route(read=nothing, dialog=offer_my_data),
    "review_proposal": Route(read=nothing, dialog=offer_review),
    "offer_help": HELP,
    "show_audit": Route(read=nothing, dialog=offer_audit),
    "show_status": Route(read=nothing, dialog=show_status, people_of=teams_of_deputies),
}
"""Words that people write to the bot, by their key in the texts."""


def command(text: str) -> Route:
    """Return the route of the command in `text`, or the one that answers other words."""
    said = made_out(text, tuple(COMMANDS))
    if said.is_empty:
        return HELP
    unknown = Unknown(meant=said.meant, is_long=said.is_long)
    return COMMANDS.get(said.command) or Route(read=lambda _data: unknown, dialog=answer_words)
