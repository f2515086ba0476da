"""Raw bytes: copies of keys, traces of rows, and the order of rows in pages."""

import base64
import json
import secrets
import sqlite3
import unicodedata
from contextlib import closing
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.inspection.key_traces import find_keys
from storage.inspection.row_traces import count_row_traces
from storage.inspection.spellings import readable, spellings
from storage.inspection.sqlite_pages import tells_order

KEY = bytes.fromhex("8f" + "3a9c5e7710b2d4f6" * 3 + "e1c3a5978b6d4f")
MARKS = frozenset({sha256(KEY).digest()})
WRITTEN = (KEY, KEY.hex().encode(), KEY.hex().upper().encode(), base64.b64encode(KEY))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=80), st.sampled_from(WRITTEN), st.binary(max_size=80))
def test_a_key_is_found_among_any_bytes(before: bytes, written: bytes, after: bytes) -> None:
    assert find_keys(before + written + after, MARKS) == {KEY}


@pytest.mark.parametrize("flipped", [0, 15, 31])
def test_what_is_nearly_a_key_is_none(flipped: int) -> None:
    other = bytearray(KEY)
    other[flipped] ^= 1
    assert find_keys(bytes(other), MARKS) == frozenset()
    assert find_keys(KEY[:-1], MARKS) == frozenset()


def test_text_without_a_key_is_looked_through_in_an_instant() -> None:
    assert find_keys(b"Lorem ipsum. " * 100_000, MARKS) == frozenset()
    assert find_keys(bytes(3_000_000), MARKS) == frozenset()


TABLE = "CREATE TABLE t (block_id TEXT, name BLOB, PRIMARY KEY (block_id, name)) {without}"


def filled(rows: int, *, is_rewritten: bool, without: str = "WITHOUT ROWID") -> bytes:
    """Return a SQLite file with a table of random names, one written after the other."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(TABLE.format(without=without))
        for _ in range(rows):
            row = ("p:block", secrets.token_bytes(16))
            database.execute("INSERT INTO t VALUES (?, ?)", row)
        database.commit()
        if is_rewritten:
            database.execute("VACUUM")
        return database.serialize()


@pytest.mark.parametrize("rows", [0, 1, 20, 3000])
def test_a_table_written_anew_tells_no_order(rows: int) -> None:
    assert not tells_order(filled(rows, is_rewritten=True), "t")
    assert not tells_order(filled(rows, is_rewritten=True), "another")


@pytest.mark.parametrize("rows", [20, 3000])
def test_a_table_written_row_by_row_tells_its_order(rows: int) -> None:
    assert tells_order(filled(rows, is_rewritten=False), "t")


def test_row_numbers_tell_an_order() -> None:
    assert tells_order(filled(20, is_rewritten=True, without=""), "t")


@pytest.mark.parametrize("length", [7, 60, 80])
def test_rows_are_counted_in_raw_pages(length: int) -> None:
    block_id = "p" * (length - 6) + ":block"
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE TABLE t (block_id TEXT, name BLOB, more TEXT, PRIMARY KEY (block_id, name))"
            " WITHOUT ROWID"
        )
        for number in range(30):
            row = (block_id, secrets.token_bytes(16), "x" * number * 7)
            database.execute("INSERT INTO t VALUES (?, ?, ?)", row)
        database.execute("CREATE TABLE u (block_id TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID")
        database.execute("INSERT INTO u VALUES (?, ?)", (block_id, block_id))
        database.commit()
        content = database.serialize()
    assert count_row_traces(content, block_id) == 30
    assert count_row_traces(content, block_id.replace("block", "other")) == 0


NAME = "Özlem Große-Müller"


@pytest.mark.parametrize("spelt", [NAME, NAME.upper(), NAME.lower(), NAME.title()])
@pytest.mark.parametrize("how", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "json", "marks apart"])
def test_a_name_is_found_however_it_is_written(spelt: str, how: str) -> None:
    line = f'{{"message": "{spelt} hat gedrückt"}}'
    written = {
        "json": json.dumps({"message": spelt}),
        "marks apart": unicodedata.normalize("NFD", line),
    }.get(how, line)
    encoding = how if how in ("utf-8-sig", "utf-16", "cp1252") else "utf-8"
    content = readable(written.encode(encoding))
    assert any(one in content for one in spellings((NAME,)))
    assert not any(one in content for one in spellings(("Özlem Große-Möller",)))
