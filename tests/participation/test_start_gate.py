"""How long things are kept, by kind."""

import pytest
from pydantic import ValidationError

from participation.start_gate import StartGate
from tests.cards.examples import GATE


def test_a_gate_of_earlier_versions_is_understood_and_keeps_texts_as_long_as_votes() -> None:
    known = GATE.model_dump(exclude_unset=True)
    assert "sealed_texts_months" not in known
    gate = StartGate.model_validate(known)
    assert (gate.sealed_rows_months, gate.texts_kept_months) == (12, 12)
    assert (gate.counts_months, gate.outcomes_months, gate.trail_months) == (36, 24, 60)


@pytest.mark.parametrize(("texts", "kept"), [(6, 6), (12, 12), (24, 12), (None, 12)])
def test_texts_are_never_kept_longer_than_votes(texts: int | None, kept: int) -> None:
    gate = GATE.model_copy(update={"sealed_texts_months": texts})
    assert gate.texts_kept_months == kept


def test_a_trail_that_would_go_before_what_it_tells_of_is_refused() -> None:
    with pytest.raises(ValidationError):
        StartGate.model_validate({**GATE.model_dump(), "trail_months": 35})
