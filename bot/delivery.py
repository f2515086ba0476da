"""One message on its way: sent, put off, in doubt, or given up, and noted as such."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.microsoft.connector import Connector, ConnectorError
from bot.microsoft.marked_card import marked
from bot.operation.measures import count_send
from bot.telemetry import log, log_fault
from bot.writer import Writer
from dialogs.team.follow_team import leave_team, miss_channel
from storage.deliveries import job_of
from storage.outbox_row import OutboxRow
from storage.unit_of_work import UnitOfWork

REPEATABLE = frozenset({0, 401, 408, 412, 429})
SERVERS_FAULT = 500
GONE = 404
TOO_MANY = 429
UNWELCOME = frozenset({403, GONE})
MOST_REFUSALS = 5
LONGEST_WAIT_S = 300.0
MOST_ATTEMPTS = 40
DOUBT_S = 3.0
"""For so long somebody may reveal by a press that a message in doubt has come after all."""
PAUSE_AFTER_FAULT_S = 1.0


class Delivery:
    """Tries to send one message, and notes in the outbox what became of it.

    `note_try` is told the conversation as soon as a try is over.
    """

    def __init__(
        self, writer: Writer, connector: Connector, note_try: Callable[[str], None]
    ) -> None:
        self._writer = writer
        self._connector = connector
        self._note_try = note_try
        self._is_stopping = False

    def stop(self) -> None:
        """Do not wait any more for a database that is away."""
        self._is_stopping = True

    async def deliver(self, row: OutboxRow) -> None:
        """Try to send a message and note what became of it."""
        try:
            activity_id = await self._send(row)
        except ConnectorError as fault:
            # Whether Teams counts what it refuses, nobody says.
            self._note_try(row.conversation)
            if row.kind == "delete" and fault.status == GONE:
                await self._note(
                    lambda uow: uow.deliveries.mark_sent(row, row.target_activity_id, _now())
                )
            elif fault.status in UNWELCOME and row.place.team_id:
                await self._look_around(row, fault)
            else:
                await self._put_off_or_bury(row, fault)
            return
        self._note_try(row.conversation)
        await self._note(lambda uow: uow.deliveries.mark_sent(row, activity_id, _now()))
        count_send("sent")

    async def _send(self, row: OutboxRow) -> str:
        if row.kind == "update":
            card = marked(row.card, job_of(row.target_key))
            await self._connector.update(row.place, row.target_activity_id, card)
            return row.target_activity_id
        if row.kind == "delete":
            await self._connector.delete(row.place, row.target_activity_id)
            return row.target_activity_id
        place = row.place
        if not place.conversation_id:
            place = replace(place, conversation_id=await self._connector.open_chat(place))
        return await self._connector.post(place, marked(row.card, job_of(row.key)))

    async def _look_around(self, row: OutboxRow, refused: ConnectorError) -> None:
        """Find out why a team refuses: the bot is not in it, the channel is gone, or neither.

        Teams says now and then that a conversation is unknown although it is there; only its list
        of channels tells. What is found out is followed as if it had been told.
        """
        place, cause = row.place, f"refused-{row.outbox_id}"
        try:
            channels = dict(await self._connector.channels(place))
        except ConnectorError as fault:
            if fault.status not in UNWELCOME:
                await self._put_off_or_bury(row, fault)
                return
            log("team_refuses", fault=f"http_{fault.status}")
            await self._hold(row, lambda uow: leave_team("team_refuses", place, cause, uow))
            return
        if place.channel_id not in channels:
            log("channel_gone", fault=f"http_{refused.status}")
            await self._hold(row, lambda uow: miss_channel(row, cause, uow))
        elif row.attempts + 1 < MOST_REFUSALS:
            await self._put_off(row, refused)
        else:
            await self._put_off_or_bury(row, refused)

    async def _hold(self, row: OutboxRow, follow: Callable[[UnitOfWork], None]) -> None:
        def held(uow: UnitOfWork) -> None:
            uow.deliveries.put_off(row, _now(), "held", _now())
            follow(uow)

        await self._note(held)
        count_send("held")

    async def _put_off(self, row: OutboxRow, fault: ConnectorError) -> None:
        attempts, why, now = row.attempts + 1, _short(fault), _now()
        wait = _patience_s(attempts, fault.retry_after_s)
        if row.kind == "post" and fault.is_in_doubt:
            until = now + _seconds(max(wait, DOUBT_S))
            await self._note(lambda uow: uow.deliveries.doubt(row, until, why, now))
            count_send("in_doubt")
            log("message_in_doubt", fault=why, attempts=attempts)
        else:
            until = now + _seconds(wait)
            await self._note(lambda uow: uow.deliveries.put_off(row, until, why, now))
            count_send("throttled" if fault.status == TOO_MANY else "put_off")
            log("message_put_off", fault=why, attempts=attempts)

    async def _put_off_or_bury(self, row: OutboxRow, fault: ConnectorError) -> None:
        is_repeatable = fault.status in REPEATABLE or fault.status >= SERVERS_FAULT
        if is_repeatable and row.attempts + 1 < MOST_ATTEMPTS:
            await self._put_off(row, fault)
        else:
            await self._note(lambda uow: uow.deliveries.mark_dead(row, _short(fault), _now()))
            count_send("given_up")
            log("message_given_up", fault=_short(fault), attempts=row.attempts + 1)

    async def _note(self, work: Callable[[UnitOfWork], None]) -> None:
        """Note what became of a message; a database that is away for a while is waited for.

        What cannot be noted before the end is in doubt after the next start.
        """
        while True:
            try:
                await self._writer.write(work)
            except Exception as fault:
                log_fault("courier_failed", fault)
                if self._is_stopping:
                    return
                await asyncio.sleep(PAUSE_AFTER_FAULT_S)
            else:
                return


def _short(fault: ConnectorError) -> str:
    return f"http_{fault.status}" if fault.status else "no_answer"


def _patience_s(attempts: int, retry_after_s: float) -> float:
    """Return how long to wait: what Teams asks for, else longer and longer with some chance."""
    if retry_after_s > 0:
        return min(retry_after_s, LONGEST_WAIT_S)
    longest = min(0.5 * 2.0 ** min(attempts, 12), LONGEST_WAIT_S)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, keeps no secret


def _seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def _now() -> datetime:
    return datetime.now(UTC)
