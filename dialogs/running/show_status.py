"""Whoever leads a process asks how it stands; the answer goes into the personal chat."""

from cards import refusal_card
from cards.running import status_card
from cards.running.status_card import Coming, StatusView
from content.words import Words, words
from dialogs.privately import send_privately
from dialogs.running.leading import person_in
from dialogs.running.leads import parts_of
from dialogs.running.name_deputy import deputies_of
from dialogs.running.troubles import troubles_of
from dialogs.turn import Turn
from participation.place import Place
from participation.process import BlockState, ProcessState
from participation.refusals import LeadsNothingError, ParticipationError
from participation.roles import may_name_deputies
from participation.running.standing import Standing
from storage.calendar_entries import CalendarEntry
from storage.unit_of_work import UnitOfWork

TOLD = frozenset({"announces", "opens", "reminds", "closes", "publishes", "decides"})
"""What a lead wants to know beforehand; thanks and deletion come by themselves."""

MOST_COMING = 4


def show_status(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Send a card for every process that the person leads and that is not over, or the last one."""
    spoken = words(turn.person.language)
    try:
        standings = _led(turn, uow)
    except ParticipationError as refusal:
        send_privately("status", refusal_card.build(refusal, spoken), turn, uow)
        return
    for standing in standings:
        card = status_card.build(_view(standing, turn, uow, spoken), spoken)
        send_privately(f"status:{standing.process.process_id}", card, turn, uow)


def teams_of_deputies(_given: object, turn: Turn, uow: UnitOfWork) -> tuple[Place, ...]:
    """Return the teams in whose rosters the deputies' names stand, of processes that have some."""
    processes = [uow.processes.process(one) for one in uow.process_leads.led_by(turn.person)]
    return tuple(
        uow.teams.channel(one.team_id, one.team_id)
        for one in processes
        if "deputy" in parts_of(one.process_id, uow).values()
    )


def _led(turn: Turn, uow: UnitOfWork) -> tuple[Standing, ...]:
    uow.process_leads.learn_user_id(turn.person, turn.place.user_id)
    processes = [uow.processes.process(one) for one in uow.process_leads.led_by(turn.person)]
    if not processes:
        raise LeadsNothingError
    standings = [Standing(process=one, blocks=uow.processes.blocks(one)) for one in processes]
    standings.sort(key=lambda one: one.blocks[-1].publishes_at)
    current = tuple(one for one in standings if _coming(one, uow))
    return current or tuple(standings[-1:])


def _coming(standing: Standing, uow: UnitOfWork) -> tuple[CalendarEntry, ...]:
    waiting = uow.calendar.waiting_of(standing.process.process_id)
    return tuple(entry for entry in waiting if entry.kind in TOLD)


def _view(standing: Standing, turn: Turn, uow: UnitOfWork, spoken: Words) -> StatusView:
    process = standing.process
    return StatusView(
        standing=standing,
        shown={
            block.key: uow.processes.shown_count(block)
            for block in standing.in_state(BlockState.OPEN)
        },
        coming=_next(standing, uow, spoken),
        troubles=troubles_of(standing, turn.now, uow, spoken),
        deputies=deputies_of(process, turn, uow),
        pending=uow.pending_acts.of(process.process_id, turn.now),
        is_lead=may_name_deputies(person_in(process.process_id, turn, uow), process),
    )


def _next(standing: Standing, uow: UnitOfWork, spoken: Words) -> tuple[Coming, ...]:
    found = [
        Coming(kind=one.kind, title=_title(standing, one, spoken), at=one.due_at)
        for one in _coming(standing, uow)
        if standing.process.state is not ProcessState.PAUSED or not _is_held(standing, one)
    ]
    return tuple(found[:MOST_COMING])


def _is_held(standing: Standing, entry: CalendarEntry) -> bool:
    if not entry.block_key:
        return True
    return standing.block(entry.block_key).is_held(entry.due_at)


def _title(standing: Standing, entry: CalendarEntry, spoken: Words) -> str:
    if entry.block_key:
        return standing.title(entry.block_key).to(spoken.language)
    return standing.process.template.decision.title.to(spoken.language)
