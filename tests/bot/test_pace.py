"""Calls to Microsoft's service never come faster than Teams allows an app."""

import asyncio

from bot.microsoft.pace import CALLS_PER_SECOND, Pace
from sandbox.limits import APP_IN_TENANT


async def test_a_burst_is_spread_evenly() -> None:
    pace, clock = Pace(calls_per_second=100), asyncio.get_running_loop()
    moments: list[float] = []

    async def call() -> None:
        await pace.wait()
        moments.append(clock.time())

    await asyncio.gather(*(call() for _ in range(21)))
    assert moments == sorted(moments)
    assert moments[-1] - moments[0] >= 0.19


def test_the_pace_is_below_what_teams_allows() -> None:
    ((seconds, allowed),) = APP_IN_TENANT
    assert seconds * CALLS_PER_SECOND < allowed
