"""Calls to Microsoft's service never come faster than Teams allows an app."""

import asyncio
import random

from bot.microsoft.pace import FOLLOWING, FOLLOWING_A_CROWD, LEADING, Pace
from sandbox.limits import APP_IN_TENANT


async def test_no_second_holds_too_many_however_calls_are_delayed() -> None:
    pace, clock, dice = Pace(12), asyncio.get_running_loop(), random.Random(1)
    arrived: list[float] = []

    async def call() -> None:
        async with pace.turn():
            await asyncio.sleep(dice.uniform(0, 0.1))
            arrived.append(clock.time())
            await asyncio.sleep(dice.uniform(0, 0.1))

    await asyncio.gather(*(call() for _ in range(40)))
    arrived.sort()
    assert len(arrived) == 40
    assert all(later - earlier >= 1 for earlier, later in zip(arrived, arrived[12:], strict=False))


async def test_one_call_that_hangs_does_not_hold_up_the_others() -> None:
    pace, hung = Pace(3), asyncio.Event()

    async def hang() -> None:
        async with pace.turn():
            await hung.wait()

    hanging = asyncio.create_task(hang())
    for _ in range(4):
        async with pace.turn():
            pass
    assert not hanging.done()
    hung.set()
    await hanging


async def test_a_call_that_was_given_up_leaves_room() -> None:
    pace = Pace(1)

    async def call() -> None:
        async with pace.turn():
            await asyncio.sleep(60)

    given_up = [asyncio.create_task(call()) for _ in range(3)]
    await asyncio.sleep(0)
    for task in given_up:
        task.cancel()
    await asyncio.gather(*given_up, return_exceptions=True)
    async with pace.turn():
        pass


def test_two_processes_together_stay_within_what_teams_allows() -> None:
    ((seconds, allowed),) = APP_IN_TENANT
    assert (LEADING + FOLLOWING_A_CROWD) * seconds <= allowed
    assert FOLLOWING * 2 * seconds <= allowed
