"""The audit trail's chain shows every later change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from participation.running.audit import BEGINNING, AuditEntry, first_break


def chain(count: int = 4) -> list[AuditEntry]:
    """A chain of invented acts."""
    entries: list[AuditEntry] = []
    for number in range(1, count + 1):
        entry = AuditEntry(
            process_id="p1",
            number=number,
            at=datetime(2027, 4, number, 8, tzinfo=UTC),
            act="extend_block",
            actor="lead",
            dialog="d" * 32,
            details={"block": "basics", "reason": "Ferien (erfunden)"},
        )
        entries.append(entry.chained(entries[-1].chain if entries else BEGINNING))
    return entries


def test_an_untouched_chain_holds_and_so_does_an_empty_one() -> None:
    assert first_break(chain()) is None
    assert first_break([]) is None


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


def test_an_entry_rewritten_with_a_hash_of_its_own_breaks_the_chain_after_it() -> None:
    entries = chain()
    entries[1] = replace(entries[1], actor="somebody").chained(entries[0].chain)
    assert first_break(entries) == 3
