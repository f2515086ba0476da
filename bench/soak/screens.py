"""Several screens in an office, at which one person follows another."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor

from bench.soak.people import Crowd, Window
from tests.office import Person

SECOND_WINDOW = 0.15


def sit_down_together(crowd: Crowd, people: list[Person], screens: int, seed: int) -> None:
    """Let people answer at so many screens until the crowd is told that it is over."""
    with ThreadPoolExecutor(screens) as pool:
        for number in range(screens):
            pool.submit(_sit, crowd, people, random.Random(f"{seed} {number}"))


def _sit(crowd: Crowd, people: list[Person], dice: random.Random) -> None:
    """At one screen one person follows another; now and then one has a second window open."""
    while not crowd.is_over():
        person = dice.choice(people)
        windows = 2 if dice.random() < SECOND_WINDOW else 1
        sitting = [
            threading.Thread(target=_sit_down, args=(crowd, person, dice.randrange(10**9)))
            for _ in range(windows)
        ]
        for one in sitting:
            one.start()
        for one in sitting:
            one.join()


def _sit_down(crowd: Crowd, person: Person, seed: int) -> None:
    try:
        Window(crowd, person, random.Random(seed)).sit_down()
    except Exception as fault:
        crowd.figures.note_fault(fault)
