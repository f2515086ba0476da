"""What is left of a sealed block: counts, vote rows and single texts, tied to nobody."""

import json
import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from participation.refusals import TextGoneError
from participation.sealing import FrozenCounts, SealedBlock
from participation.text_review import SealedText, TextState
from storage.responses import TELLS_ORDER
from storage.tables import frozen_counts, sealed_texts, vote_rows

NOTHING: Mapping[str, TextState] = MappingProxyType({})


class SealedBlocks:
    """Keeps sealed blocks. Row ids are random, so storing them is shuffling them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(
        self, block_id: str, sealed: SealedBlock, reviews: Mapping[str, TextState] = NOTHING
    ) -> None:
        """Keep what a block was taken apart into; `reviews` are the texts that need a look."""
        counts = [
            *(_count(block_id, ("", key), "", n) for key, n in sealed.counts.answered.items()),
            *(
                _count(block_id, key, answer, n)
                for key, answers in sealed.counts.items.items()
                for answer, n in answers.items()
            ),
            *(_count(block_id, (key, ""), "", n) for key, n in sealed.counts.texts.items()),
        ]
        rows = [
            {"row_id": _random(), "block_id": block_id, "votes": json.dumps(dict(votes))}
            for votes in sealed.vote_rows
        ]
        texts = [
            {
                "row_id": _random(),
                "block_id": block_id,
                "prompt_key": key,
                "text": text,
                "review": reviews.get(text, TextState.NONE),
            }
            for key, text in sealed.texts
        ]
        for table, values in ((frozen_counts, counts), (vote_rows, rows), (sealed_texts, texts)):
            if values:
                self._connection.execute(insert(table), values)

    def texts_to_review(self, block_id: str) -> tuple[SealedText, ...]:
        """Return the texts that need a look or had one, in an order that tells nothing."""
        query = (
            select(sealed_texts)
            .where(sealed_texts.c.block_id == block_id, sealed_texts.c.review != TextState.NONE)
            .order_by(sealed_texts.c.row_id)
        )
        return tuple(_text(row) for row in self._connection.execute(query))

    def text(self, block_id: str, row_id: bytes) -> SealedText:
        """Return one of these texts, or refuse an unknown one."""
        found = [one for one in self.texts_to_review(block_id) if one.row_id == row_id]
        if not found:
            raise TextGoneError
        return found[0]

    def decide(self, block_id: str, text: SealedText) -> None:
        """Keep what was decided about a text; its row lies elsewhere in the file afterwards."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(
            update(sealed_texts)
            .where(sealed_texts.c.block_id == block_id, sealed_texts.c.row_id == text.row_id)
            .values(review=text.state, reason=text.reason)
        )

    def forget_rows(self, block_id: str) -> None:
        """Delete vote rows and texts of a block; its counts stay."""
        self._connection.info[TELLS_ORDER] = True
        for table in (vote_rows, sealed_texts):
            self._connection.execute(delete(table).where(table.c.block_id == block_id))

    def texts(self, block_id: str) -> dict[str, str]:
        """Return the texts of a block by the names of their rows, in no order that tells."""
        query = (
            select(sealed_texts.c.row_id, sealed_texts.c.text)
            .where(sealed_texts.c.block_id == block_id)
            .order_by(sealed_texts.c.row_id)
        )
        return {row.row_id.hex(): row.text for row in self._connection.execute(query)}

    def forget_text(self, block_id: str, row: str) -> None:
        """Delete one text."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(
            delete(sealed_texts).where(
                sealed_texts.c.block_id == block_id, sealed_texts.c.row_id == bytes.fromhex(row)
            )
        )

    def forget_texts(self, block_id: str) -> None:
        """Delete the texts of a block."""
        self._connection.info[TELLS_ORDER] = True
        self._connection.execute(delete(sealed_texts).where(sealed_texts.c.block_id == block_id))

    def counts(self, block_id: str) -> FrozenCounts:
        """Return the frozen counts of a block."""
        answered: dict[str, int] = {}
        items: dict[tuple[str, str], dict[str, int]] = {}
        texts: dict[str, int] = {}
        query = select(frozen_counts).where(frozen_counts.c.block_id == block_id)
        for row in self._connection.execute(query):
            if row.item == "":
                answered[row.department] = row.number
            elif row.department == "":
                texts[row.item] = row.number
            else:
                items.setdefault((row.item, row.department), {})[row.answer] = row.number
        return FrozenCounts(answered=answered, items=items, texts=texts)


def _count(block_id: str, key: tuple[str, str], answer: str, number: int) -> dict[str, object]:
    item, department = key
    return {
        "block_id": block_id,
        "item": item,
        "department": department,
        "answer": answer,
        "number": number,
    }


def _text(row: Row[Any]) -> SealedText:
    return SealedText(
        row_id=row.row_id,
        prompt_key=row.prompt_key,
        text=row.text,
        state=TextState(row.review),
        reason=row.reason,
    )


def _random() -> bytes:
    return secrets.token_bytes(16)
