"""One turn: one thread, one transaction, one reply; refusals and faults become kind cards."""

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.clock import Clock
from bot.courier import Courier
from bot.door.incoming import Incoming
from bot.identity import language_of, person_of, place_of
from bot.microsoft.connector import Connector, ConnectorError
from bot.microsoft.roster import Roster
from bot.operation.measures import count_asked
from bot.operation.traces import Watch, watched
from bot.routes import Route
from bot.telemetry import log_fault
from bot.writer import Writer
from cards import refusal_card
from content.words import Words, words
from dialogs.doubled_cards import settle_double
from dialogs.reply import Card, Reply
from dialogs.team.follow_team import return_to_team, see_channel, seems_away
from dialogs.turn import Turn
from participation.people import Member
from participation.place import Place
from participation.refusals import CardNotUnderstoodError, ParticipationError, TryAgainError
from storage.faults import is_outage
from storage.unit_of_work import UnitOfWork

LONGEST_WAIT_S = 3.0
# Teams waits five seconds for what a window is to show, and then blames the app.
LONGEST_TURN_S = 4.0


class _SeemsAwayError(Exception):
    """Something was done in a team in which nothing can be posted, as far as we were told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Fetches what a dialog needs, runs it, and words what it refuses."""

    writer: Writer
    courier: Courier
    connector: Connector
    roster: Roster
    clock: Clock

    async def dialog(self, route: Route | None, incoming: Incoming) -> Reply:
        """Return the card for the window of a dialog, whatever happens."""
        with watched("dialog") as watch:
            return await self._dialog(route, incoming, watch)

    async def _dialog(self, route: Route | None, incoming: Incoming, watch: Watch) -> Reply:
        spoken = words(language_of(incoming))
        try:
            async with asyncio.timeout(LONGEST_TURN_S):
                reply = await self._run(route, incoming)
        except ParticipationError as refusal:
            watch.outcome = "refused"
            reply = Reply(refusal_card.build(refusal, spoken), spoken.text("dialogs.notice.title"))
        except Exception as fault:
            log_fault("dialog_failed", fault)
            watch.outcome = "failed"
            reply = Reply(_apology(fault, spoken), spoken.text("dialogs.notice.title"))
        if reply is None:
            raise TypeError("a dialog opened from a card has to return a reply")
        if reply.asked_about:
            count_asked(reply.asked_about)
        return reply

    async def message(self, route: Route | None, incoming: Incoming) -> None:
        """Let a dialog answer with messages of its own; refusals are answered likewise."""
        with watched("message") as watch:
            await self._message(route, incoming, watch)

    async def _message(self, route: Route | None, incoming: Incoming, watch: Watch) -> None:
        spoken = words(language_of(incoming))
        try:
            await self._run(route, incoming)
        except ParticipationError as refusal:
            watch.outcome = "refused"
            await self._say(refusal_card.build(refusal, spoken), incoming)
        except Exception as fault:
            log_fault("message_failed", fault)
            watch.outcome = "failed"
            await self._say(_apology(fault, spoken), incoming)

    async def notify(self, work: Callable[[Turn, UnitOfWork], None], incoming: Incoming) -> None:
        """Tell a dialog of an event that nobody waits for."""
        with watched("event") as watch:
            try:
                turn = self._event(incoming)
                await self.writer.write(lambda uow: work(turn, uow))
            except Exception as fault:
                log_fault("event_failed", fault)
                watch.outcome = "failed"
        self.courier.wake()

    async def _run(self, route: Route | None, incoming: Incoming) -> Reply | None:
        if route is None:
            raise CardNotUnderstoodError
        given = route.read(incoming.data)
        turn = await self._turn(route, given, incoming)
        await self._settle_double(turn)

        def work(uow: UnitOfWork) -> Reply | None:
            see_channel(turn.place, turn.cause, uow)
            roles = uow.people.roles_of(turn.person.tenant_id, turn.person.object_id)
            person = replace(turn.person, roles=roles)
            return route.dialog(given, replace(turn, person=person), uow)

        def work_unless_away(uow: UnitOfWork) -> Reply | None:
            if seems_away(turn.place, uow):
                raise _SeemsAwayError
            return work(uow)

        try:
            reply = await self.writer.write(work_unless_away)
        except _SeemsAwayError:
            await self._look_for_team(turn)
            reply = await self.writer.write(work)
        self.courier.wake()
        return reply

    async def _settle_double(self, turn: Turn) -> None:
        """Take a double away, or adopt it, also if what was pressed on it is refused."""
        if not turn.job:
            return
        if not await self.writer.read(lambda uow: uow.outbox.knows(turn.message_id, turn.place)):
            await self.writer.write(lambda uow: settle_double(turn, uow))

    async def _look_for_team(self, turn: Turn) -> None:
        """Find out whether a team is back without our having been told.

        That a button was pressed there says little: an archived team can still be read.
        """
        place = turn.place
        with suppress(ConnectorError, TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT_S):
                await self.connector.channels(place)
            await self.writer.write(lambda uow: return_to_team(place, turn.cause, uow))

    async def _turn(self, route: Route, given: object, incoming: Incoming) -> Turn:
        turn = self._event(incoming)
        if not turn.person.object_id:
            raise CardNotUnderstoodError
        try:
            turn = await self._with_memberships(route, given, turn)
            turn = await self._with_people(route, given, turn)
            team = await self._team(route, given, turn)
            channels = await self._channels(team, incoming) if team else ()
        except ConnectorError:
            raise TryAgainError from None
        return replace(turn, now=self.clock.now(), channels=channels)

    async def _with_memberships(self, route: Route, given: object, turn: Turn) -> Turn:
        object_id = turn.person.object_id
        if route.is_at_home and (member := self.roster.known(turn.place, object_id)):
            # No other channel can be meant, so that nothing has to be looked up.
            return _as_member(turn, member, frozenset({turn.place.channel_id}))
        if belongs_to := route.belongs_to:
            channel = await self.writer.read(lambda uow: belongs_to(given, turn, uow))
            if member := await self.roster.find(channel, object_id):
                return _as_member(turn, member, frozenset({channel.channel_id}))
        if looks_through := route.looks_through:
            channels = await self.writer.read(lambda uow: looks_through(turn, uow))
            found = await self.roster.look_through(channels, object_id)
            turn = replace(turn, has_unseen=found.has_unseen)
            return _as_member(turn, found.member, found.member_of)
        return turn

    async def _with_people(self, route: Route, given: object, turn: Turn) -> Turn:
        people_of = route.people_of
        if people_of is None:
            return turn
        teams = await self.writer.read(lambda uow: people_of(given, turn, uow))
        return replace(turn, people=await self.roster.people(teams))

    async def _team(self, route: Route, given: object, turn: Turn) -> Place | None:
        """Return the team whose channels the dialog offers, if it offers any."""
        team_of = route.team_of
        if team_of is not None:
            return await self.writer.read(lambda uow: team_of(given, turn, uow))
        return turn.place if route.needs_channels and turn.place.is_channel else None

    def _event(self, incoming: Incoming) -> Turn:
        """Return a turn that needs to know nothing more; events may come without a person."""
        return Turn(
            person=person_of(incoming),
            place=place_of(incoming),
            now=self.clock.now(),
            cause=_cause(incoming),
            nonce=secrets.token_hex(16),
            message_id=incoming.reply_to_id or "",
            job=incoming.job if incoming.reply_to_id else "",
        )

    async def _channels(self, place: Place, incoming: Incoming) -> tuple[tuple[str, str], ...]:
        general = words(language_of(incoming)).text("formats.general_channel")
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                found = await self.connector.channels(place)
        except TimeoutError:
            raise TryAgainError from None
        return tuple((channel_id, name or general) for channel_id, name in found)

    async def _say(self, card: Card, incoming: Incoming) -> None:
        place, key = place_of(incoming), f"refused:{_cause(incoming)}"
        try:
            await self.writer.write(lambda uow: uow.outbox.post(key, place, card))
        except Exception as fault:
            log_fault("refusal_not_queued", fault)
        self.courier.wake()


def _as_member(turn: Turn, member: Member | None, member_of: frozenset[str]) -> Turn:
    """Return the turn with what the rosters say of its person."""
    if member is None:
        return replace(turn, member_of=member_of)
    person = replace(
        turn.person, affiliation=member.affiliation, home_tenant_id=member.home_tenant_id
    )
    return replace(turn, person=person, member_of=member_of)


def _apology(fault: Exception, spoken: Words) -> Card:
    """Return the words for a fault; those of an outage do not claim that nothing was stored."""
    if is_outage(fault) or isinstance(fault, TimeoutError):
        return refusal_card.build_unsure(spoken)
    return refusal_card.build_internal(spoken)


def _cause(incoming: Incoming) -> str:
    """Return a name for the activity; Teams' own ids are unique inside a conversation only."""
    named = f"{incoming.conversation.id}|{incoming.id or secrets.token_hex(16)}"
    return sha256(named.encode()).hexdigest()[:32]
