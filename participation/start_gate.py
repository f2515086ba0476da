"""What must be settled on paper before a process may ask anybody anything."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from participation.templates.values import Frozen

MOST_MONTHS = 24
"""How long single answers may be kept at most, after their block has closed."""

MOST_MONTHS_AFTER_END = 120
"""How long anything else may be kept at most, after the process has ended."""

Entry = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Months = Annotated[int, Field(ge=1, le=MOST_MONTHS)]
MonthsAfterEnd = Annotated[int, Field(ge=1, le=MOST_MONTHS_AFTER_END)]
QuoteRule = Literal["none", "internal", "public"]

AFTER_CLOSING = {"sealed_rows_months": 12, "sealed_texts_months": 6}
AFTER_END = {"counts_months": 36, "outcomes_months": 24, "trail_months": 60}
"""The months that are proposed, by field."""


class StartGate(Frozen):
    """The fields without which no process starts (GDPR 5, 6, 13, 30, 35; staff council).

    They are printed in the notice that everybody can read before the first answer.

    How long things are kept, by kind. Of single answers of a sealed block, from the day on which it
    closed: votes (`sealed_rows_months`) and texts (`sealed_texts_months`; as long as votes if
    none). From the end of the process: frozen counts (`counts_months`; what was published of them
    stays with the process), what came out of meetings (`outcomes_months`), and last of all the
    audit trail with the process itself (`trail_months`).
    """

    legal_basis: Entry
    dpia_decision: Entry
    staff_council_agreed_on: date
    staff_council_reference: Entry
    sealed_rows_months: Months
    sealed_texts_months: Months | None = None
    counts_months: MonthsAfterEnd = AFTER_END["counts_months"]
    outcomes_months: MonthsAfterEnd = AFTER_END["outcomes_months"]
    trail_months: MonthsAfterEnd = AFTER_END["trail_months"]
    quote_rule: QuoteRule
    contact: Entry

    @property
    def texts_kept_months(self) -> int:
        """For how many months single texts are kept: never longer than votes."""
        return min(self.sealed_texts_months or self.sealed_rows_months, self.sealed_rows_months)

    @model_validator(mode="after")
    def _trail_stays_longest(self) -> "StartGate":
        if self.trail_months < max(self.counts_months, self.outcomes_months):
            raise ValueError("the audit trail stays at least as long as everything it tells of")
        return self
