"""Which process, channel and outcome a card means, and who acts there.

Found for dialogs, and before them for whoever asks the roster.
"""

from dataclasses import dataclass
from typing import Protocol

from dialogs.calendar.posts import started_key
from dialogs.turn import Turn
from participation.meetings.form import BLOCK
from participation.meetings.outcome import MeetingOutcome
from participation.meetings.turning import OutcomeInput
from participation.place import Place
from participation.process import Process, ProcessState
from participation.refusals import (
    BlockUnknownError,
    BotRemovedError,
    GuestNotAskedError,
    NoProcessError,
    NotATeamError,
    NotInChannelError,
    OutcomeUnknownError,
)
from participation.roles import is_asked
from storage.unit_of_work import UnitOfWork

POSTS = "post_meeting_outcome"
CORRECTS = "correct_meeting_outcome"


@dataclass(frozen=True, slots=True)
class Target:
    """A channel, and how it is told of: `here`, the `block`'s own, or the `process`'s first one."""

    place: Place
    kind: str


class NamesOutcome(Protocol):
    """What a card sent, if it is about one outcome."""

    @property
    def outcome_id(self) -> str:
        """The outcome's random name."""


def processes_here(turn: Turn, uow: UnitOfWork) -> tuple[Process, ...]:
    """Return the processes that an outcome can belong to: the channel's own, else the team's.

    In the personal chat they are those of the organisation whose team the bot is in. A rehearsal
    keeps to its own channels. Refuses where there are none.
    """
    place = turn.place
    if not place.is_channel and not place.is_personal:
        raise NotATeamError
    known = (
        uow.processes.in_team(place.team_id)
        if place.is_channel
        else uow.processes.of_tenant(turn.person.tenant_id)
    )
    going = [one for one in known if one.state is not ProcessState.CANCELLED]
    own = tuple(one for one in going if _has_channel(one, place, uow))
    found = own or tuple(one for one in going if _is_open_to_all(one, place, uow))
    if not found:
        raise NoProcessError
    return found


def find_process(process_id: str, turn: Turn, uow: UnitOfWork) -> Process:
    """Return a process of the person's organisation and, in a team, of this one, or refuse."""
    process = uow.processes.process(process_id)
    is_here = turn.place.is_personal or process.team_id == turn.place.team_id
    if process.tenant_id != turn.person.tenant_id or not is_here:
        raise BlockUnknownError
    if turn.place.is_personal and not uow.teams.is_installed(process.team_id):
        raise BotRemovedError(title=process.template.title)
    return process


def channel_of_form(given: OutcomeInput, turn: Turn, uow: UnitOfWork) -> Place:
    """Return the channel in which the outcome will stand.

    That is the one in which the form is written. From the personal chat it is the block's, or the
    one in which the process was announced.
    """
    process = find_process(given.process_id, turn, uow)
    block_key = given.entries.get(BLOCK) or _kept_block(given, turn, uow)
    return target_of(process, block_key, turn, uow).place


def target_of(process: Process, block_key: str, turn: Turn, uow: UnitOfWork) -> Target:
    """Return where the card about a block will stand; a channel that is gone takes none."""
    if turn.place.is_channel:
        return Target(turn.place, "here")
    for block in uow.processes.blocks(process):
        is_lost = uow.processes.is_channel_lost(process.process_id, block.channel_id)
        if block.key == block_key and not is_lost:
            return Target(uow.teams.channel(process.team_id, block.channel_id), "block")
    announced = uow.outbox.place_of(started_key(process.process_id))
    if announced is None:
        raise BlockUnknownError
    return Target(uow.teams.channel(process.team_id, announced.conversation_id), "process")


def channel_of_outcome(named: NamesOutcome, turn: Turn, uow: UnitOfWork) -> Place:
    """Return the channel whose members may read an outcome: the one in which its card stands."""
    find_outcome(named.outcome_id, turn, uow)
    return turn.place


def find_outcome(outcome_id: str, turn: Turn, uow: UnitOfWork) -> tuple[MeetingOutcome, ...]:
    """Return all versions of an outcome whose card stands here, or refuse."""
    versions = uow.outcomes.versions(outcome_id)
    newest = versions[-1]
    if newest.tenant_id != turn.person.tenant_id or newest.channel_id != turn.place.channel_id:
        raise OutcomeUnknownError
    return versions


def require_member(channel_id: str, process: Process, turn: Turn) -> None:
    """Refuse somebody who is not in the roster of the outcome's channel."""
    if channel_id not in turn.member_of:
        raise NotInChannelError(title=process.template.title)
    if not is_asked(turn.person, process):
        raise GuestNotAskedError(title=process.template.title)


def _has_channel(process: Process, place: Place, uow: UnitOfWork) -> bool:
    return any(block.channel_id == place.channel_id for block in uow.processes.blocks(process))


def _is_open_to_all(process: Process, place: Place, uow: UnitOfWork) -> bool:
    is_reached = place.is_channel or uow.teams.is_installed(process.team_id)
    return is_reached and not process.is_rehearsal


def _kept_block(given: OutcomeInput, turn: Turn, uow: UnitOfWork) -> str:
    kept = uow.unfinished_forms.find(turn.person, POSTS, given.process_id)
    return kept.form.get(BLOCK, "") if kept else ""
