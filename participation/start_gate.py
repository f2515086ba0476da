"""What must be settled on paper before a process may ask anybody anything."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from participation.templates.values import Frozen

Entry = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
QuoteRule = Literal["none", "internal", "public"]


class StartGate(Frozen):
    """The fields without which no process starts (GDPR 5, 6, 13, 30, 35; staff council).

    They are printed in the notice that everybody can read before the first answer.
    `sealed_rows_months` is how long the taken-apart rows of a sealed block are kept (1 … 24).
    """

    legal_basis: Entry
    dpia_decision: Entry
    staff_council_agreed_on: date
    staff_council_reference: Entry
    sealed_rows_months: Annotated[int, Field(ge=1, le=24)]
    quote_rule: QuoteRule
    contact: Entry
