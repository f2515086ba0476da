"""What must hold at the end: nothing lost, nothing doubled, nothing told."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.soak.ledger import NOTHING, Deed, Ledger, Marks
from bench.soak.people import MARK, OWN_ANSWER, given_in, marks_in
from participation.people import Person as Account
from participation.secrecy import BlockKeys
from tests.bot_process import Bot
from tests.kept import rows
from tests.office import Message, Office, Person

# What the log says when the program itself has failed; faults of Microsoft's side have other names.
OUR_FAULTS = re.compile(r'"event": "(\w+_failed)"')
NOT_OURS = frozenset({"login_failed"})


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored answer: department and marks."""

    department: str
    marks: Marks


class Audit:
    """Compares the books with what is stored, with the one key that can tell whose an answer is."""

    def __init__(self, office: Office, bot: Bot, ledger: Ledger, people: list[Person]) -> None:
        self._office = office
        self._bot = bot
        self._ledger = ledger
        self._people = people

    def responses(self) -> dict[bytes, Stored]:
        """The stored answers of the open block by ballot."""
        found = self._rows("SELECT ballot, department, answers FROM responses")
        return {
            bytes(ballot): Stored(department, marks_in(" ".join(json.loads(answers).values())))
            for ballot, department, answers in found
        }

    def at_this_moment(self) -> Iterator[str]:
        """Lost or foreign answers while people go on; who has just begun or ended is left out."""
        before = {one.oid: _standing(self._ledger.possible(one.oid)) for one in self._people}
        stored, keys = self.responses(), self._keys()
        for person in self._people:
            found = stored.get(keys.ballot_of(self._account(person)))
            marks = found.marks if found else NOTHING
            deeds = self._ledger.possible(person.oid)
            is_still = before[person.oid] == _standing(deeds)
            if is_still and marks not in (possible := {deed.marks for deed in deeds}):
                yield f"{person.name}: stored is {_told(marks)}, acknowledged {_told(*possible)}"

    def of_the_open_block(self, stored: dict[bytes, Stored]) -> Iterator[str]:
        """Lost, doubled or foreign answers, before the block is closed."""
        keys = self._keys()
        ballots = {keys.ballot_of(self._account(one)): one for one in self._people}
        receipts = {keys.receipt_of(self._account(one)): one for one in self._people}
        for ballot, person in ballots.items():
            found = stored.get(ballot)
            marks = found.marks if found else NOTHING
            possible = {deed.marks for deed in self._ledger.possible(person.oid)}
            if marks not in possible:
                yield f"{person.name}: stored is {_told(marks)}, acknowledged {_told(*possible)}"
        if strange := stored.keys() - ballots.keys():
            yield f"{len(strange)} answers that are nobody's"
        noted = {bytes(receipt) for (receipt,) in self._rows("SELECT receipt FROM receipts")}
        answered = {person.oid for ballot, person in ballots.items() if ballot in stored}
        if {receipts[one].oid for one in noted if one in receipts} != answered:
            yield "receipts and answers are not of the same people"
        if len(noted) != len(stored):
            yield f"{len(noted)} receipts for {len(stored)} answers"

    def of_what_people_see(self, card: Message, stored: dict[bytes, Stored]) -> Iterator[str]:
        """Whether whoever looks at their own answer sees the one that was acknowledged.

        Left out is whoever has begun something else and is shown that instead, and whose answer
        could not be read as a whole when it was sent.
        """
        keys = self._keys()
        for person in self._people:
            found = stored.get(keys.ballot_of(self._account(person)))
            seen = self._office.press(person, card, 0)
            self._office.dismiss(seen)
            deeds = self._ledger.possible(person.oid)
            fitting = [deed.given for deed in deeds if found and deed.marks == found.marks]
            is_comparable = OWN_ANSWER in seen.words.split("\n") and all(fitting)
            if is_comparable and given_in(seen) not in fitting:
                acknowledged = fitting[-1] if fitting else ()
                different = sorted({*given_in(seen)}.symmetric_difference(acknowledged))
                yield f"{person.name}: sees another answer than acknowledged: {different}"

    def of_the_sealed_block(self, before: dict[bytes, Stored]) -> Iterator[str]:
        """Whether the frozen counts are those of the answers, and nothing is left of the rest."""
        query = "SELECT department, number FROM frozen_counts WHERE item = ''"
        frozen = dict(self._rows(query))
        counted = dict(Counter(one.department for one in before.values()))
        if frozen != counted:
            yield f"frozen counts {frozen}, answers {counted}"
        texts = " ".join(text for (text,) in self._rows("SELECT text FROM sealed_texts"))
        marks = Counter(mark for one in before.values() for mark in one.marks)
        if Counter(MARK.findall(texts)) != marks:
            yield "the texts kept are not the texts of the answers"
        for table in ("responses", "receipts", "deliveries", "drafts"):
            ((left,),) = self._rows(f"SELECT count(*) FROM {table}")  # noqa: S608 - names above
            if left:
                yield f"{left} rows are left in {table}"
        if any(self._bot.key_directory.glob("*.*.key")):
            yield "a key is left"

    def of_messages(self) -> Iterator[str]:
        """No message with an answer in it, no limit broken, no fault of the program's own."""
        traffic = self._office.traffic()
        if MARK.search(json.dumps(traffic["stored"], ensure_ascii=False)):
            yield "an answer stands in a message"
        if traffic["violation_count"]:
            yield f"{traffic['violation_count']} limits were broken: {traffic['violations'][:3]}"
        log = self._bot.log
        if MARK.search(log) or any(person.name in log for person in self._people):
            yield "an answer or a person stands in the log"
        failed = Counter(OUR_FAULTS.findall(log))
        for event in failed.keys() - NOT_OURS:
            yield f"the log says {failed[event]} times {event}"
        if "Traceback" in log:
            yield "the log has a traceback"

    def _keys(self) -> BlockKeys:
        (file,) = self._bot.key_directory.glob("*.*.key")
        return BlockKeys.from_bytes(file.read_bytes())

    def _account(self, person: Person) -> Account:
        return Account(tenant_id=self._office.facts["tenant_id"], object_id=person.oid)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return rows(self._bot.database_url, query)


def _standing(deeds: list[Deed]) -> list[tuple[Marks, float, float]]:
    return [(deed.marks, deed.began, deed.ended) for deed in deeds]


def _told(*answers: Marks) -> str:
    return " or ".join(" ".join(sorted(marks)) or "nothing" for marks in answers)
