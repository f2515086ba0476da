"""The audit trail's chain shows every later change, to whoever has its key."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from participation.running.audit import (
    BEGINNING,
    AuditEntry,
    AuditKey,
    Examined,
    examined,
    is_head_of,
)

KEY = AuditKey(secret=b"k" * 32, made_at=datetime(2027, 4, 1, 8, tzinfo=UTC))
OTHER_KEY = AuditKey(secret=b"o" * 32, made_at=datetime(2027, 4, 3, 8, tzinfo=UTC))


def chain(*keys: AuditKey | None, year: int = 2027) -> list[AuditEntry]:
    """A chain of invented acts, each chained with a key or, as in old times, without."""
    entries: list[AuditEntry] = []
    for number, key in enumerate(keys or (KEY,) * 4, 1):
        entry = AuditEntry(
            process_id="p1",
            number=number,
            at=datetime(year, 4, number, 8, tzinfo=UTC),
            act="extend_block",
            actor="lead",
            dialog="d" * 32,
            details={"block": "basics", "reason": "Ferien (erfunden)"},
        )
        entries.append(entry.chained(entries[-1].chain if entries else BEGINNING, key))
    return entries


def first_break(entries: list[AuditEntry], key: AuditKey | None = KEY) -> int | None:
    """Where a chain no longer holds."""
    return examined(entries, key).first_break


def test_an_untouched_chain_holds_and_so_does_an_empty_one() -> None:
    assert examined(chain(), KEY) == Examined()
    assert examined([], KEY).is_whole


@pytest.mark.parametrize(
    "change",
    [
        {"at": datetime(2027, 4, 2, 8, tzinfo=UTC) + timedelta(seconds=1)},
        {"act": "cancel_process"},
        {"actor": "somebody"},
        {"dialog": ""},
        {"details": {"block": "basics", "reason": "Ferien (erfunden)."}},
        {"process_id": "p2"},
        {"number": 7},
        {"chain": bytes(32)},
        {"key_id": ""},
    ],
)
def test_a_changed_entry_breaks_the_chain_where_it_stands(change: dict[str, object]) -> None:
    entries = chain()
    entries[1] = replace(entries[1], **change)  # type: ignore[arg-type]
    assert first_break(entries) == 2


def test_an_entry_that_is_taken_out_or_moved_breaks_the_chain() -> None:
    entries = chain()
    assert first_break(entries[1:]) == 1
    assert first_break([entries[0], entries[2], entries[3]]) == 2
    assert first_break([entries[1], entries[0]]) == 1


def test_who_has_no_key_cannot_write_a_chain_anew() -> None:
    assert first_break(chain(None, None, None)) == 1
    forged = replace(chain()[1], actor="somebody").chained(chain()[0].chain)
    assert first_break([chain()[0], forged]) == 2
    guessed = chain(replace(KEY, secret=b"x" * 32))
    assert first_break([replace(guessed[0], key_id=KEY.key_id)]) == 1


def test_a_chain_that_began_before_there_was_a_key_stays_checkable() -> None:
    old = chain(None, None, None, year=2026)
    assert examined(old, KEY) == Examined(unkeyed_count=3)
    assert examined(old, None) == Examined(unkeyed_count=3)
    changed = [old[0], replace(old[1], actor="somebody"), old[2]]
    assert first_break(changed) == 2


def test_an_old_chain_that_went_on_under_the_key_cannot_be_changed_any_more() -> None:
    old = chain(None, None, year=2026)
    keyed = replace(chain()[2]).chained(old[-1].chain, KEY)
    assert examined([*old, keyed], KEY) == Examined(unkeyed_count=2)
    anew = replace(old[1], actor="somebody").chained(old[0].chain)
    assert first_break([old[0], anew, keyed]) == 3


def test_entries_whose_key_was_lost_are_called_unchecked_and_not_changed() -> None:
    entries = chain(OTHER_KEY, OTHER_KEY, KEY)
    assert examined(entries, KEY) == Examined(uncheckable_count=2)
    assert not examined(entries, KEY).is_whole
    assert examined(chain(), None) == Examined(uncheckable_count=4)
    assert first_break([*entries[:2], replace(entries[2], actor="somebody")]) == 3


def test_a_head_that_was_told_shows_that_the_end_was_cut_off_or_written_anew() -> None:
    entries = chain()
    head = entries[2].head
    assert head == f"3:{entries[2].chain.hex()[:16]}"
    assert is_head_of(head, entries)
    assert not is_head_of(head, entries[:2])
    assert not is_head_of(head, chain(OTHER_KEY, OTHER_KEY, OTHER_KEY))
    assert not is_head_of("0:" + head[2:], entries)
