"""Which command word or card verb starts which dialog, and what that dialog needs to know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cards import answer_card, block_card, set_up_process_card, summary_card, withdraw_card
from cards.paper import enter_paper_card
from cards.rehearsal import end_rehearsal_card, start_rehearsal_card, step_rehearsal_card
from content.words import words
from dialogs.answer_block import answer_block, open_block
from dialogs.find_block import channel_of_block
from dialogs.greet import offer_help
from dialogs.paper.enter_paper import enter_paper, offer_paper, open_paper
from dialogs.pull_summary import pull_summary
from dialogs.rehearsal.end_rehearsal import end_rehearsal, open_end
from dialogs.rehearsal.start_rehearsal import offer_rehearsal, open_rehearsal, start_rehearsal
from dialogs.rehearsal.step_rehearsal import open_step, step_rehearsal
from dialogs.reply import Reply
from dialogs.set_up_process import offer_set_up, open_set_up, set_up_process
from dialogs.turn import Turn
from dialogs.withdraw_response import withdraw_response
from participation.place import Place
from participation.templates.local_text import LANGUAGES
from storage.unit_of_work import UnitOfWork

Data = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the data of a card becomes input for a dialog, and what is fetched before it.

    `belongs_to` names the channel whose members may do it, wherever the button was pressed.
    """

    read: Callable[[Data], Any]
    dialog: Callable[[Any, Turn, UnitOfWork], Reply | None]
    belongs_to: Callable[[Any, Turn, UnitOfWork], Place] | None = None
    needs_channels: bool = False


def _nothing(_data: Data) -> None:
    return None


FETCHED: Mapping[str, Route] = {
    "answer_block": Route(read=block_card.read, dialog=open_block, belongs_to=channel_of_block),
    "set_up_process": Route(read=_nothing, dialog=open_set_up, needs_channels=True),
    "start_rehearsal": Route(read=_nothing, dialog=open_rehearsal, needs_channels=True),
    "step_rehearsal": Route(read=step_rehearsal_card.read, dialog=open_step),
    "end_rehearsal": Route(read=end_rehearsal_card.read, dialog=open_end),
    "enter_paper": Route(read=_nothing, dialog=open_paper),
}
"""Buttons that open a dialog (`task/fetch`)."""

SUBMITTED: Mapping[str, Route] = {
    "enter_paper": Route(
        read=enter_paper_card.read, dialog=enter_paper, belongs_to=channel_of_block
    ),
    "answer_block": Route(read=answer_card.read, dialog=answer_block, belongs_to=channel_of_block),
    "withdraw_response": Route(
        read=withdraw_card.read, dialog=withdraw_response, belongs_to=channel_of_block
    ),
    "set_up_process": Route(
        read=set_up_process_card.read, dialog=set_up_process, needs_channels=True
    ),
    "start_rehearsal": Route(
        read=start_rehearsal_card.read, dialog=start_rehearsal, needs_channels=True
    ),
    "step_rehearsal": Route(read=step_rehearsal_card.read, dialog=step_rehearsal),
    "end_rehearsal": Route(read=end_rehearsal_card.read, dialog=end_rehearsal),
}
"""Buttons inside a dialog (`task/submit`)."""

PRESSED: Mapping[str, Route] = {
    "pull_summary": Route(read=summary_card.read, dialog=pull_summary),
}
"""Buttons of messages that answer with a message."""

COMMANDS: Mapping[str, Route] = {
    "set_up_process": Route(read=_nothing, dialog=offer_set_up),
    "start_rehearsal": Route(read=_nothing, dialog=offer_rehearsal),
    "pull_summary": Route(read=_nothing, dialog=pull_summary),
    "enter_paper": Route(read=_nothing, dialog=offer_paper),
    "help": Route(read=_nothing, dialog=offer_help),
}
"""Words that people write to the bot, by their key in the texts."""


def command(text: str) -> Route:
    """Return the route of the command that `text` begins with, in any language; else the help."""
    said = text.split()
    first = said[0].strip(".!?,").casefold() if said else ""
    for key, route in COMMANDS.items():
        if first in {words(language).text(f"commands.{key}") for language in LANGUAGES}:
            return route
    return COMMANDS["help"]
