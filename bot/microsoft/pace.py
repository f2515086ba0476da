"""How fast Microsoft's service is asked: Teams allows an app 50 requests a second in a tenant."""

import asyncio

CALLS_PER_SECOND = 40


class Pace:
    """Lets calls through one after another, evenly, so that no second has too many of them."""

    def __init__(self, calls_per_second: float = CALLS_PER_SECOND) -> None:
        self._interval = 1 / calls_per_second
        self._next = 0.0

    async def wait(self) -> None:
        """Return when it is this call's turn; at once while there is little to do."""
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next)
        self._next = turn + self._interval
        await asyncio.sleep(turn - now)
