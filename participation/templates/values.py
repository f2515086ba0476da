"""The kinds of values that a template's fields hold, and the base of its tables."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

KEY_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"
LARGEST_FIGURE = 1_000_000


class Frozen(BaseModel):
    """Base of everything read from a template: unchangeable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def without_numbers(given: object) -> object:
    """Refuse numbers for dates and times, which pydantic would read as seconds."""
    if isinstance(given, bool | int | float):
        raise PydanticCustomError("number_for_date", "")
    return given


def exactly_written(given: object) -> Decimal:
    """Return a number as it was written, 0.1 and not the nearest binary fraction."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise PydanticCustomError("figure_type", "")
    return Decimal(str(given))


def plainly_written(figure: Decimal) -> int | float:
    """Return the number as JSON and TOML write it."""
    return int(figure) if figure == figure.to_integral_value() else float(figure)


Key = Annotated[str, Field(pattern=KEY_PATTERN)]

# TOML knows numbers and truth values, so "5" or 1.0 for a number is a mistake, not a spelling.
Whole = Annotated[int, Field(strict=True)]
YesNo = Annotated[bool, Field(strict=True)]
Day = Annotated[date, BeforeValidator(without_numbers)]
WallTime = Annotated[time, BeforeValidator(without_numbers)]
Figure = Annotated[
    Decimal,
    BeforeValidator(exactly_written),
    Field(ge=-LARGEST_FIGURE, le=LARGEST_FIGURE),
    PlainSerializer(plainly_written, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": -LARGEST_FIGURE, "maximum": LARGEST_FIGURE}),
]
