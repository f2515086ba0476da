"""Whether this process can do its work: take activities, and do what happens by itself."""

import asyncio
from collections.abc import Mapping

from bot.door.signing_keys import SigningKeys
from bot.leader import Leader
from bot.operation.pulse import Pulse
from bot.telemetry import log_fault
from bot.writer import Writer

LONGEST_LOOK_S = 4.0


class Health:
    """Looks at what the work depends on, each time anew.

    `duties` are the loops that only the process that leads runs.
    """

    def __init__(
        self, writer: Writer, keys: SigningKeys, leader: Leader, duties: Mapping[str, Pulse]
    ) -> None:
        self._writer = writer
        self._keys = keys
        self._leader = leader
        self._duties = duties

    async def facts(self) -> Mapping[str, bool]:
        """Return what is well and what is not, by name."""
        if not self._keys.is_loaded:
            await self._keys.refresh()
        return {
            **await self._database(),
            "signing_keys": self._keys.is_loaded,
            "leader": self._leader.pulse.is_there,
            **self._background(),
        }

    async def _database(self) -> Mapping[str, bool]:
        try:
            async with asyncio.timeout(LONGEST_LOOK_S):
                # The way that turns go: a writer that hangs is no use to anybody.
                is_current = await self._writer.write(lambda uow: uow.has_our_tables)
        except Exception as fault:
            log_fault("database_unusable", fault)
            return {"database": False, "migrations": False}
        return {"database": True, "migrations": is_current}

    def _background(self) -> Mapping[str, bool]:
        is_leading = self._leader.is_leading
        return {name: pulse.is_there or not is_leading for name, pulse in self._duties.items()}
