"""The books of the soak: what may be stored after what was acknowledged, and what may not."""

import random

import pytest

from bench.soak.filling import new_mark
from bench.soak.ledger import LATE_SECONDS, NOTHING, Ledger, Marks, Outcome
from bench.soak.people import DRAFT, MARK, given_in, marks_in, marks_to_send
from tests.office import Json, Seen

A, B = frozenset({"a"}), frozenset({"b"})
ACKNOWLEDGED, REFUSED, UNKNOWN = Outcome.ACKNOWLEDGED, Outcome.REFUSED, Outcome.UNKNOWN


def possible(*deeds: tuple[Marks, float, float, Outcome]) -> list[Marks]:
    """What may be stored after deeds that began and ended at these times, in seconds."""
    ledger = Ledger()
    for marks, began, ended, outcome in deeds:
        deed = ledger.begin("p", marks)
        deed.began = began
        ledger.end(deed, outcome, at=ended)
    return [deed.marks for deed in ledger.possible("p")]


@pytest.mark.parametrize(
    ("deeds", "wanted"),
    [
        ([], [NOTHING]),
        ([(A, 1, 2, ACKNOWLEDGED)], [A]),
        ([(A, 1, 2, REFUSED)], [NOTHING]),
        ([(A, 1, 2, UNKNOWN)], [NOTHING, A]),
        ([(A, 1, 2, ACKNOWLEDGED), (B, 3, 4, ACKNOWLEDGED)], [B]),
        ([(A, 1, 4, ACKNOWLEDGED), (B, 2, 3, ACKNOWLEDGED)], [A, B]),
        ([(A, 1, 2, ACKNOWLEDGED), (NOTHING, 3, 4, ACKNOWLEDGED)], [NOTHING]),
        ([(A, 1, 2, ACKNOWLEDGED), (B, 3, 4, REFUSED)], [A]),
        ([(A, 1, 2, ACKNOWLEDGED), (B, 3, 4, UNKNOWN)], [A, B]),
    ],
)
def test_what_may_be_stored(
    deeds: list[tuple[Marks, float, float, Outcome]], wanted: list[Marks]
) -> None:
    assert possible(*deeds) == wanted


def test_a_call_without_an_answer_may_take_effect_a_moment_later_but_not_for_ever() -> None:
    lost = (A, 1.0, 2.0, UNKNOWN)
    soon, later = 2.0 + LATE_SECONDS / 2, 2.0 + LATE_SECONDS * 2
    assert possible(lost, (B, soon, soon, ACKNOWLEDGED)) == [A, B]
    assert possible(lost, (B, later, later, ACKNOWLEDGED)) == [B]


def test_a_refusal_after_a_lost_answer_leaves_open_whether_it_was_stored() -> None:
    ledger = Ledger()
    deed = ledger.begin("p", A)
    ledger.end(deed, UNKNOWN)
    ledger.end(deed, REFUSED)
    assert deed.outcome is UNKNOWN
    ledger.end(deed, ACKNOWLEDGED)
    assert deed.outcome is ACKNOWLEDGED


def test_everybody_has_books_of_their_own() -> None:
    ledger = Ledger()
    ledger.end(ledger.begin("p", A), ACKNOWLEDGED)
    assert [deed.marks for deed in ledger.possible("q")] == [NOTHING]


def test_somebody_waits_until_their_answer_has_come() -> None:
    ledger = Ledger()
    deed = ledger.begin("p", A)
    assert ledger.is_somebody_waiting()
    ledger.end(deed, UNKNOWN)
    assert not ledger.is_somebody_waiting()


def test_a_mark_is_found_again_in_what_was_written() -> None:
    mark = new_mark(random.Random(7))
    assert MARK.fullmatch(mark)
    assert marks_in(f"mehr zeit, stichwort {mark}.") == {mark}


def test_what_is_given_is_read_from_the_department_on_whatever_the_order() -> None:
    first, second = {"title": "dafür", "value": "Eins"}, {"title": "dagegen", "value": "Zwei"}
    shown = given_in(page([first, second]))
    assert shown == given_in(page([second, first]))
    assert "dafür: Eins" in shown
    assert "Überschrift" not in shown


def page(votes: list[Json]) -> Seen:
    """A page that shows an answer."""
    texts = [{"type": "TextBlock", "text": text} for text in ("Überschrift", "Bereich", "511")]
    body = [*texts, {"type": "FactSet", "facts": votes}]
    card = {"type": "AdaptiveCard", "body": body}
    return Seen(kind="dialog", title="", text="", card=card, dialog="1", status=None)


def test_beside_a_stored_answer_the_draft_is_what_would_be_sent() -> None:
    stored, draft = new_mark(random.Random(1)), new_mark(random.Random(2))
    texts = [f"stichwort {stored}", DRAFT, f"stichwort {draft}"]
    card = {"body": [{"type": "TextBlock", "text": text} for text in texts]}
    seen = Seen(kind="dialog", title="", text="", card=card, dialog="1", status=None)
    assert marks_to_send(seen) == {draft}
