"""The notice is corrected in what names papers and people, and in nothing that was promised."""

from datetime import UTC, datetime, timedelta

import pytest

from participation.notice import (
    CORRECTABLE,
    NoticeVersion,
    changed_fields,
    check_correction,
    corrected,
)
from participation.start_gate import StartGate
from tests.cards.examples import GATE

NOON = datetime(2027, 5, 3, 12, tzinfo=UTC)


def codes(**form: str) -> list[tuple[str, str]]:
    """What keeps a correction from being one."""
    return [(one.field, one.code) for one in check_correction(GATE, form)]


def test_a_correction_changes_its_fields_and_no_other() -> None:
    form = {"contact": "  neu@amt.example ", "sealed_rows_months": "24", "quote_rule": "public"}
    after = corrected(GATE, form)
    assert after == GATE.model_copy(update={"contact": "neu@amt.example"})
    assert changed_fields(GATE, after) == ("contact",)


@pytest.mark.parametrize("field", sorted(set(StartGate.model_fields) - set(CORRECTABLE)))
def test_what_was_promised_cannot_be_corrected(field: str) -> None:
    assert corrected(GATE, {field: "24"}) == GATE


def test_what_cannot_stand_is_named() -> None:
    assert codes() == [("notice", "nothing_changed")]
    assert codes(contact=f" {GATE.contact} ") == [("notice", "nothing_changed")]
    assert codes(contact="x") == [("contact", "entry_too_short")]
    assert codes(legal_basis="y" * 301) == [("legal_basis", "entry_too_long")]
    assert codes(dpia_decision="neu\x1b[2J") == [("dpia_decision", "reason_unreadable")]
    assert codes(contact="neu@amt.example") == []


def test_who_may_have_read_an_earlier_version() -> None:
    second = NoticeVersion(number=2, since=NOON, changed=("contact",))
    assert second.is_newer_than(NOON - timedelta(seconds=1))
    assert not second.is_newer_than(NOON)
    assert not NoticeVersion().is_newer_than(NOON)
