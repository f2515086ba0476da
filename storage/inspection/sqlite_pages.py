"""Whether the pages of a SQLite file tell in which order the rows of a table were written.

A table without row numbers is kept in the order of its keys, but each page is filled from its end,
so that where a row lies tells when it came (file format, section 1.6). A table that was written
anew as a whole lies as its keys alone demand: writing it anew once more changes nothing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

LEAF, INTERIOR = 0x0A, 0x02
FILE_HEADER = 100
LARGEST_PAGE = 65536


WITHOUT_LOG = b"\x01\x01"
"""What a file says that has no write-ahead log; one in memory cannot have any."""

ROOT = "SELECT rootpage, sql LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE name = ?"


class Page(NamedTuple):
    """One page of a table: whether it holds rows only, and where its cells lie, in key order."""

    is_leaf: bool
    cells: tuple[int, ...]


def tells_order(content: bytes, table: str) -> bool:
    """Say whether a file (its bytes) tells in which order the rows of a table were written.

    A table that is not there tells nothing.
    """
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(content[:18] + WITHOUT_LOG + content[20:])
        found = copy.execute(ROOT, (table,)).fetchone()
        if found is None:
            return False
        root, has_no_numbers = found
        copy.execute("VACUUM")
        (rewritten_root, _) = copy.execute(ROOT, (table,)).fetchone()
        rewritten = copy.serialize()
    return not has_no_numbers or _layout(content, root) != _layout(rewritten, rewritten_root)


def _layout(content: bytes, root: int) -> list[Page]:
    return list(_pages(content, root))


def _pages(content: bytes, root: int) -> Iterator[Page]:
    size = int.from_bytes(content[16:18], "big")
    size = LARGEST_PAGE if size == 1 else size
    waiting = [root]
    while waiting:
        number = waiting.pop()
        page = content[(number - 1) * size : number * size]
        start = FILE_HEADER if number == 1 else 0
        kind = page[start]
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + (8 if kind == LEAF else 12)
        cells = tuple(
            int.from_bytes(page[place : place + 2], "big")
            for place in range(first, first + 2 * count, 2)
        )
        if kind == INTERIOR:
            waiting += (int.from_bytes(page[cell : cell + 4], "big") for cell in cells)
            waiting.append(int.from_bytes(page[start + 8 : start + 12], "big"))
        yield Page(kind == LEAF, cells)
