"""The team changes: channels and the team itself go, come back, are renamed, and the bot follows.

The calendar never stops for any of this: blocks open, close and are sealed on time. What is to be
said waits in the outbox until there is a place for it, or until it would only puzzle people. An
event that is told twice, or that the bot has found out by itself before, changes nothing.
"""

from typing import Literal

from cards import channel_lost_card, notice_card
from content.words import words
from dialogs.team.tell_leads import tell_leads
from participation.place import Place
from participation.process import BlockState, Process, ProcessState
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork

Reason = Literal["team_removed", "team_archived", "team_deleted", "team_refuses"]
OVER = (BlockState.PUBLISHED, BlockState.CANCELLED)


def lose_channel(place: Place, cause: str, uow: UnitOfWork) -> None:
    """Note that the channel at `place` is gone, and tell who can choose another."""
    for process in processes_of(place, uow):
        lost = uow.processes.set_channel_lost(process, place.channel_id, is_lost=True)
        if lost and not is_over(process, uow):
            card = channel_lost_card.build(process, lost, words(process.language))
            tell_leads(process, f"channel_lost:{process.process_id}:{cause}", card, uow)


def miss_channel(row: OutboxRow, cause: str, uow: UnitOfWork) -> None:
    """Note that a message has found no channel, and leave it for the general one or unsaid.

    What belongs to a block waits for the channel that somebody chooses.
    """
    place = row.place
    lose_channel(place, cause, uow)
    if row.process_id and uow.processes.is_channel_lost(row.process_id, place.channel_id):
        return
    if row.process_id and row.kind == "post" and place.channel_id != place.team_id:
        uow.outbox.readdress(row, uow.teams.channel(place.team_id, place.team_id))
    else:
        uow.outbox.drop(row, "channel_lost")


def regain_channel(place: Place, cause: str, uow: UnitOfWork) -> None:
    """Note that a channel is back; what was held for it goes on by itself."""
    for process in processes_of(place, uow):
        back = uow.processes.set_channel_lost(process, place.channel_id, is_lost=False)
        if back and not is_over(process, uow):
            _notice(process, "channel_back", cause, uow)


def leave_team(reason: Reason, place: Place, cause: str, uow: UnitOfWork) -> None:
    """Note that nothing can be posted in a team any more, and tell who can change that."""
    processes = processes_of(place, uow)
    if uow.teams.set_installed(place, is_installed=False):
        for process in processes:
            if not is_over(process, uow):
                _notice(process, reason, cause, uow)


def return_to_team(place: Place, cause: str, uow: UnitOfWork) -> None:
    """Note that a team can be posted in again; what still makes sense goes on by itself."""
    if uow.teams.set_installed(place, is_installed=True):
        for process in processes_of(place, uow):
            if not is_over(process, uow):
                _notice(process, "team_back", cause, uow)


def rename_team(name: str, place: Place, _cause: str, uow: UnitOfWork) -> None:
    """Note what a team is called now; nothing depends on it."""
    uow.teams.rename(place, name)


def rename_channel(name: str, place: Place, _cause: str, uow: UnitOfWork) -> None:
    """Note what a channel is called now; it is known by its id, so nothing else changes."""
    if processes_of(place, uow):
        uow.processes.rename_channel(place.channel_id, name)


def seems_away(place: Place, uow: UnitOfWork) -> bool:
    """Say whether something was done in a team in which nothing can be posted, as we were told."""
    return place.is_channel and uow.teams.is_away_from(place.team_id)


def see_channel(place: Place, cause: str, uow: UnitOfWork) -> None:
    """Learn from somebody's doing something in a channel that it is there, whatever was told."""
    if place.is_channel and uow.processes.misses_channel(place.channel_id):
        regain_channel(place, cause, uow)


def is_over(process: Process, uow: UnitOfWork) -> bool:
    """Say whether nothing more is to come of a process, not even its decision."""
    if process.state is ProcessState.CANCELLED:
        return True
    are_over = all(block.state in OVER for block in uow.processes.blocks(process))
    return are_over and not uow.calendar.awaits(process.process_id, "decides")


def processes_of(place: Place, uow: UnitOfWork) -> tuple[Process, ...]:
    """Return the processes of the team at `place`."""
    # The id of another organisation's team means nothing here.
    found = uow.processes.in_team(place.team_id)
    return tuple(one for one in found if one.tenant_id == place.tenant_id)


def _notice(process: Process, name: str, cause: str, uow: UnitOfWork) -> None:
    spoken = words(process.language)
    title = process.template.title.to(spoken.language)
    card = notice_card.build(name, spoken, process=title)
    tell_leads(process, f"{name}:{process.process_id}:{cause}", card, uow)
