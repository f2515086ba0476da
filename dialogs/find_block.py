"""Which block a card means: found for dialogs, and before them for whoever asks the roster."""

from typing import Protocol

from dialogs.turn import Turn
from participation.people import Person
from participation.place import Place
from participation.process import Process, TopicBlock
from participation.refusals import (
    AuditorNeverAnswersError,
    BlockUnknownError,
    BotRemovedError,
    GuestNotAskedError,
)
from participation.roles import is_asked, may_answer
from participation.templates.local_text import LocalText
from storage.unit_of_work import UnitOfWork


class NamesBlock(Protocol):
    """What a card sent, if it is about one block."""

    @property
    def process_id(self) -> str:
        """The process's random name."""

    @property
    def block_key(self) -> str:
        """The block's key inside its process."""


def find_block(
    process_id: str, block_key: str, turn: Turn, uow: UnitOfWork
) -> tuple[Process, TopicBlock]:
    """Return a block of the person's organisation, or refuse."""
    process = _find_process(process_id, turn, uow)
    return process, uow.processes.block(process, block_key)


def _find_process(process_id: str, turn: Turn, uow: UnitOfWork) -> Process:
    process = uow.processes.process(process_id)
    if process.tenant_id != turn.person.tenant_id:
        raise BlockUnknownError
    # A card pressed in the team shows that the bot is there, whatever we were told.
    if turn.place.team_id != process.team_id and not uow.teams.is_installed(process.team_id):
        raise BotRemovedError(title=process.template.title)
    return process


def require_asked(person: Person, process: Process, title: LocalText) -> None:
    """Refuse whoever is in the channel without being asked there, and whoever audits."""
    if not is_asked(person, process):
        raise GuestNotAskedError(title=title)
    if not may_answer(person, process):
        raise AuditorNeverAnswersError(title=title)


def channel_of_block(named: NamesBlock, turn: Turn, uow: UnitOfWork) -> Place:
    """Return the channel whose members may answer the block."""
    process = _find_process(named.process_id, turn, uow)
    channel_id = uow.processes.channel_of(process, named.block_key)
    if turn.place.channel_id == channel_id:
        return turn.place
    return uow.teams.channel(process.team_id, channel_id)
