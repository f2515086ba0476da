"""Who is in a channel, remembered for a while, so that no turn waits for the network twice."""

import asyncio
import time
from dataclasses import dataclass

from bot.connector import Connector, ConnectorError
from participation.place import Place

FRESH_FOR_S = 600.0
ASK_AGAIN_AFTER_S = 5.0


@dataclass(frozen=True, slots=True)
class _Known:
    members: frozenset[str]
    asked_at: float


class Roster:
    """The members of channels. A channel's roster counts, never the team's."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._known: dict[str, _Known] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def is_member(self, place: Place, object_id: str) -> bool:
        """Say whether somebody is in the place's channel.

        Somebody unknown may have just joined, so the roster is then asked again, but not at every
        try. Raises ConnectorError when the roster cannot be had at all.
        """
        channel = place.channel_id
        async with self._locks.setdefault(channel, asyncio.Lock()):
            known = self._known.get(channel)
            if known and not self._is_due(known, object_id):
                return object_id in known.members
            try:
                members = await self._connector.members(_channel_of(place))
            except ConnectorError:
                if known is None:
                    raise
                return object_id in known.members
            self._known[channel] = _Known(members, time.monotonic())
            return object_id in members

    def forget(self, channel_id: str | None = None) -> None:
        """Ask again next time, for one channel or for all: somebody has come or gone."""
        if channel_id is None:
            self._known.clear()
        else:
            self._known.pop(channel_id, None)

    def _is_due(self, known: _Known, object_id: str) -> bool:
        age = time.monotonic() - known.asked_at
        return age > (FRESH_FOR_S if object_id in known.members else ASK_AGAIN_AFTER_S)


def _channel_of(place: Place) -> Place:
    return Place(
        tenant_id=place.tenant_id,
        service_url=place.service_url,
        conversation_id=place.channel_id,
        team_id=place.team_id,
        channel_id=place.channel_id,
    )
