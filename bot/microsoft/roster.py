"""Who is in a channel, remembered for a while, so that turns rarely wait for the network."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.microsoft.connector import Connector, ConnectorError
from bot.telemetry import log
from participation.people import Affiliation, Member
from participation.place import Place

FRESH_FOR_S = 600.0
MOST_ASKED_AT_ONCE = 12
"""How many rosters one look may ask for; whoever looks again gets the others."""

GONE = frozenset({403, 404})
ASK_AGAIN_AFTER_S = 5.0
LONGEST_WAIT_S = 2.0


Members = Mapping[str, Member]
"""By account."""


@dataclass(frozen=True, slots=True)
class _Known:
    members: Members
    asked_at: float


@dataclass(frozen=True, slots=True)
class Look:
    """In which of several channels somebody is, and whether some gave no answer in time.

    `member` is how one of them names the person; who belongs to the organisation in one channel
    does so in all.
    """

    member_of: frozenset[str]
    has_unseen: bool
    member: Member | None = None


class Roster:
    """The members of channels. A channel's roster counts, never the team's.

    Whose account is in none of the `served` organisations is an outsider.
    """

    def __init__(self, connector: Connector, served: frozenset[str] = frozenset()) -> None:
        self._connector = connector
        self._served = served
        self._known: dict[str, _Known] = {}
        self._asking: dict[str, asyncio.Task[Members]] = {}

    async def find(self, place: Place, object_id: str) -> Member | None:
        """Return somebody as the place's channel names them, or None who is not in it.

        A known member never waits: an old roster is renewed behind their back. Somebody unknown
        may have just joined, so the roster is asked again, but not at every try. Raises
        ConnectorError when no answer comes in time.
        """
        if member := self.known(place, object_id):
            return member
        known = self._known.get(place.channel_id)
        if known and time.monotonic() - known.asked_at < ASK_AGAIN_AFTER_S:
            return None
        return (await self._answer(place)).get(object_id)

    def known(self, place: Place, object_id: str) -> Member | None:
        """Return who is known to be in the place's channel, without asking anybody."""
        seen = self._seen(place)
        return seen.get(object_id) if seen else None

    async def look_through(self, places: Sequence[Place], object_id: str) -> Look:
        """Say in which of the places' channels somebody is, for a list that may be a little old.

        Known rosters are taken as they are and renewed behind their reader's back. Others are
        asked at the same time. What gives no answer in time is unseen; a channel that is gone, or
        that the bot may no longer look at, is nobody's.
        """
        rosters = await self._rosters(places)
        found = {
            one: seen[object_id] for one, seen in rosters.items() if seen and object_id in seen
        }
        return Look(
            member_of=frozenset(found),
            has_unseen=None in rosters.values(),
            member=next(iter(found.values()), None),
        )

    async def people(self, places: Sequence[Place]) -> tuple[Member, ...]:
        """Return the organisation's own in the places' channels whom Teams has named in time."""
        rosters = await self._rosters(places)
        found = {one.object_id: one for seen in rosters.values() if seen for one in seen.values()}
        return tuple(one for one in found.values() if one.affiliation is Affiliation.OWN)

    def forget(self) -> None:
        """Ask again next time: somebody has come or gone."""
        self._known.clear()
        self._asking.clear()

    async def _rosters(self, places: Sequence[Place]) -> dict[str, Members | None]:
        unknown = [place for place in places if place.channel_id not in self._known]
        asked = {place.channel_id: self._ask(place) for place in unknown[:MOST_ASKED_AT_ONCE]}
        rosters = {place.channel_id: self._seen(place) for place in places}
        if asked:
            await asyncio.wait(asked.values(), timeout=LONGEST_WAIT_S)
        return rosters | {channel_id: _result(task) for channel_id, task in asked.items()}

    def _seen(self, place: Place) -> Members | None:
        known = self._known.get(place.channel_id)
        if known and time.monotonic() - known.asked_at > FRESH_FOR_S:
            self._ask(place)
        return known.members if known else None

    async def _answer(self, place: Place) -> Members:
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                # Who gives up waiting does not take the answer away from the others.
                return await asyncio.shield(self._ask(place))
        except TimeoutError:
            raise ConnectorError(0) from None

    def _told_apart(self, member: Member) -> Member:
        if member.affiliation is Affiliation.PARTNER and member.home_tenant_id not in self._served:
            return replace(member, affiliation=Affiliation.OUTSIDER)
        return member

    def _ask(self, place: Place) -> asyncio.Task[Members]:
        asking = self._asking.get(place.channel_id)
        if asking is None or asking.done():
            asking = asyncio.create_task(self._fetch(place))
            asking.add_done_callback(_note_fault)
            self._asking[place.channel_id] = asking
        return asking

    async def _fetch(self, place: Place) -> Members:
        asking = self._asking.get(place.channel_id)
        channel = replace(place, conversation_id=place.channel_id)
        named = await self._connector.members(channel)
        members = {one.object_id: self._told_apart(one) for one in named}
        # A roster that was asked for before somebody left is no longer the truth.
        if self._asking.get(place.channel_id) is asking:
            self._known[place.channel_id] = _Known(members, time.monotonic())
        return members


def _result(asked: asyncio.Task[Members]) -> Members | None:
    if not asked.done() or asked.cancelled():
        return None
    fault = asked.exception()
    if fault is None:
        return asked.result()
    return {} if isinstance(fault, ConnectorError) and fault.status in GONE else None


def _note_fault(asked: asyncio.Task[Members]) -> None:
    if not asked.cancelled() and isinstance(fault := asked.exception(), ConnectorError):
        log("roster_not_fetched", status=fault.status)
