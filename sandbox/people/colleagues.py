"""Lets invented colleagues answer: they press, read and fill in like anybody else.

Nobody here knows what the bot asks. A colleague opens the dialog of a message, fills in every
input plausibly and goes on until the dialog closes or shows nothing more to do. To make results
worth looking at, all lean one way a little, and each belongs to one of a few camps.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sandbox.messages import Message
from sandbox.office import Person
from sandbox.people import card_parts
from sandbox.people.acting import Client, Screens
from sandbox.people.card_parts import Card
from sandbox.tenant import Tenant

CAMPS = 3
COMMON_SENSE = 0.55
LOYALTY = 0.25
LEANINGS = (12, 7, 1)
TALKATIVENESS = 0.6
TENTHS = 10
MOST_STEPS = 60
AT_ONCE = 6
NEVER_ASKED = frozenset({"planning", "it", "staff_council", "guest"})


@dataclass(frozen=True, slots=True)
class Character:
    """One colleague's way of answering, the same for the same seed."""

    person: Person
    seed: int
    dice: random.Random
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, person: Person, seed: int, sentences: tuple[str, ...]) -> Character:
        """The character a person has under a seed."""
        return cls(person, seed, random.Random(f"{seed} {person.oid}"), sentences)

    def choose(self, question: str, choice_count: int) -> int:
        """The place of the answer: what all tend to, what the camp says, or one's own."""
        drawn = self.dice.random()
        if drawn < COMMON_SENSE:
            return _leaning(random.Random(f"{self.seed} {question}"), choice_count)
        if drawn < COMMON_SENSE + LOYALTY:
            camp = random.Random(f"{self.seed} {self.person.oid} camp").randrange(CAMPS)
            return _leaning(random.Random(f"{self.seed} {camp} {question}"), choice_count)
        return _leaning(self.dice, choice_count)

    def fill(self, card: Card) -> dict[str, Any]:
        """A value for every input of a card."""
        fields = card_parts.inputs(card)
        given = {element["id"]: self._value(element) for element in fields}
        for alike in card_parts.fields_alike(fields):
            given |= self._answers_alike(alike)
        return given

    def _value(self, element: Card) -> Any:
        kind = element["type"]
        if kind == "Input.ChoiceSet":
            return self._choice(element)
        if kind == "Input.Number":
            return self._number(element)
        if kind == "Input.Date":
            return self._date(element)
        if kind == "Input.Toggle":
            return element.get("valueOn", "true")
        if kind == "Input.Time":
            return "10:00"
        return self._text(element)

    def _choice(self, element: Card) -> str:
        values = [str(choice["value"]) for choice in element.get("choices", [])]
        if element["id"] == "department" and self.person.department in values:
            return self.person.department
        if not values:
            return ""
        if element.get("isMultiSelect"):
            return self._several(element, values)
        return values[self.choose(_question(element), len(values))]

    def _several(self, element: Card, values: list[str]) -> str:
        fewest, most = card_parts.told_limits(element, len(values))
        wanted = self.dice.randint(fewest, most)
        ticked = {values[self.choose(_question(element), len(values))]}
        while len(ticked) < wanted:
            ticked.add(self.dice.choice(values))
        return ",".join(value for value in values if value in ticked)

    def _answers_alike(self, fields: list[Card]) -> dict[str, str]:
        """Answers to fields that offer the same numbers: each rank once where they are ranks."""
        numbers = card_parts.numbers_offered(fields[0])
        places = [self.choose(_question(one), len(numbers)) for one in fields]
        if len(numbers) == len(fields):
            ordered = sorted(range(len(fields)), key=lambda at: (places[at], self.dice.random()))
            places = [ordered.index(at) for at in range(len(fields))]
        return {one["id"]: numbers[at] for one, at in zip(fields, places, strict=True)}

    def _number(self, element: Card) -> int:
        low = int(element.get("min", 0))
        high = max(low, int(element.get("max", low + 10)))
        return low + self.choose(element["id"], high - low + 1)

    def _date(self, element: Card) -> str:
        first = date.fromisoformat(element.get("min") or element.get("value") or "2021-04-01")
        last = date.fromisoformat(element["max"]) if element.get("max") else first
        days = max(0, (last - first).days)
        return (first + timedelta(days=self.dice.randrange(days + 1))).isoformat()

    def _text(self, element: Card) -> str:
        is_silent = self.dice.random() > TALKATIVENESS and not element.get("isRequired")
        if is_silent:
            return ""
        if element.get("regex"):
            return self._fitting(element)
        return self.dice.choice(self.sentences)[: int(element.get("maxLength", 10_000))]

    def _fitting(self, element: Card) -> str:
        """A number between those that the field names, if no sentence fits its pattern."""
        fitting = [one for one in self.sentences if re.search(element["regex"], one)]
        bounds = card_parts.told_numbers(element.get("placeholder", ""))
        if fitting or len(bounds) < 2:
            return self.dice.choice(fitting or list(self.sentences))
        low, high = bounds[0], bounds[-1]
        step = self.choose(_question(element), TENTHS + 1)
        return f"{low + (high - low) * step / TENTHS:.1f}".replace(".", ",")


def _question(element: Card) -> str:
    return f"{element['id']} {element.get('label', '')}"


def _leaning(dice: random.Random, choice_count: int) -> int:
    # Of three ways the last one is mostly the way out, and few take it.
    if choice_count == len(LEANINGS):
        return dice.choices(range(choice_count), weights=LEANINGS)[0]
    return dice.randrange(choice_count)


@dataclass(frozen=True, slots=True)
class Crew:
    """Colleagues who answer one message."""

    tenant: Tenant
    screens: Screens
    message: Message
    seed: int

    def members(self) -> list[Person]:
        """Whom the conversation's card may ask: staff of a department, not who runs the process."""
        world = self.tenant.world
        members = world.members_of(world.find_place(self.message.conversation))
        return [p for p in members if _is_staff(p) and p.department in world.office.departments]

    def free(self, excepted: Iterable[str]) -> list[Person]:
        """Those who have not yet come to the end of a dialog of the message."""
        world = self.tenant.world
        used_by = world.find_message(self.message.id).used_by
        left_out = {world.find_person(key).oid for key in excepted} | used_by
        return [person for person in self.members() if person.oid not in left_out]

    def pick(self, count: int, excepted: Iterable[str]) -> list[Person]:
        """Some of those who are free, in the seed's order."""
        free = self.free(excepted)
        random.Random(self.seed).shuffle(free)
        return free[:count]

    def shown(self, excepted: Iterable[str]) -> dict[str, int]:
        """How many could be asked at all, and how many are left."""
        return {"members": len(self.members()), "left": len(self.free(excepted))}

    async def answer(self, people: list[Person]) -> list[dict[str, Any]]:
        """Let each of them answer, a few at a time."""
        seats = asyncio.Semaphore(AT_ONCE)

        async def seated(person: Person) -> dict[str, Any]:
            async with seats:
                return await self._answer_as(person)

        return list(await asyncio.gather(*(seated(person) for person in people)))

    async def _answer_as(self, person: Person) -> dict[str, Any]:
        report = {"person": person.oid, "name": person.name}
        client = Client(self.tenant, self.screens, person)
        character = Character.of(person, self.seed, self.tenant.world.office.sentences)
        place = _fetching_action(self.message.card_for(person.oid) or {})
        if place is None:
            return report | {"done": False, "reason": "no button that opens a dialog", "steps": 0}
        seen = await client.press(self.message, place, {})
        if end := _end(seen):
            # Whoever had nothing to fill in has not answered, whatever the bot said.
            return report | end | {"done": False, "steps": 1}
        for step in range(1, MOST_STEPS + 1):
            if end := _end(seen):
                self.screens.dialogs.pop(seen.get("dialog", ""), None)
                return report | end | {"steps": step}
            given = character.fill(seen["card"])
            action = _forward(seen["card"], character)
            dialog = self.screens.find(seen["dialog"])
            seen = await client.submit(dialog, card_parts.actions(dialog.card).index(action), given)
        return report | {"done": False, "reason": "did not come to an end", "steps": MOST_STEPS}


def _is_staff(person: Person) -> bool:
    return not person.is_guest and NEVER_ASKED.isdisjoint(person.roles)


def _fetching_action(card: Card) -> int | None:
    for place, action in enumerate(card_parts.actions(card)):
        data = action.get("data")
        teams = data.get("msteams") if isinstance(data, dict) else None
        if isinstance(teams, dict) and teams.get("type") == "task/fetch":
            return place
    return None


def _end(seen: dict[str, Any]) -> dict[str, Any] | None:
    if seen["kind"] == "dialog":
        card = seen["card"]
        if card_parts.ways_on(card):
            return None
        if card_parts.is_end(card):
            return {"done": True, "reason": card_parts.longest_text(card)}
        return {"done": False, "reason": "inputs, but no way on"}
    if seen["kind"] in ("closed", "message"):
        return {"done": True, "reason": seen.get("text", seen["kind"])}
    return {"done": False, "reason": f"{seen['kind']}: {seen.get('text', '')}"}


def _forward(card: Card, character: Character) -> Card:
    ways = card_parts.ways_on(card)
    return ways[character.choose(card_parts.longest_text(card), len(ways))]
