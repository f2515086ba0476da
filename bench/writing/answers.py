"""Invented answers, and the statements that a driver alone writes them with."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from participation.responses import Response
from storage.unit_of_work import UnitOfWork

BLOCK_ID = "bench:block"
CONTENT = {f"question_{number}": "Mehr Zeit vor Ort wäre gut." for number in range(11)}
DEPARTMENT = "511"
ROWS = (
    "INSERT INTO deliveries (block_id, delivery) VALUES ({0}, {0})",
    (
        "INSERT INTO responses (block_id, ballot, department, answers, kind)"
        " VALUES ({0}, {0}, {0}, {0}, 'digital') ON CONFLICT (block_id, ballot)"
        " DO UPDATE SET department = excluded.department, answers = excluded.answers"
    ),
    "INSERT INTO receipts (block_id, receipt) VALUES ({0}, {0}) ON CONFLICT DO NOTHING",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody's whole answer."""

    ballot: bytes
    receipt: bytes
    delivery: bytes

    def put(self, uow: UnitOfWork) -> None:
        """Keep it as the product does."""
        uow.responses.note_delivery(BLOCK_ID, self.delivery)
        response = Response(department=DEPARTMENT, answers=CONTENT)
        uow.responses.put(BLOCK_ID, ballot=self.ballot, receipt=self.receipt, response=response)

    def statements(self, mark: str) -> Iterator[tuple[str, tuple[object, ...]]]:
        """The same in plain SQL, with a driver's mark for a value."""
        content = json.dumps(CONTENT, ensure_ascii=False, sort_keys=True)
        noted, stored, received = (row.format(mark) for row in ROWS)
        yield noted, (BLOCK_ID, self.delivery)
        yield stored, (BLOCK_ID, self.ballot, DEPARTMENT, content)
        yield received, (BLOCK_ID, self.receipt)


def answers(count: int) -> list[Answer]:
    """So many answers of different people."""
    return [
        Answer(secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16))
        for _ in range(count)
    ]
