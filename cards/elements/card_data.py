"""Reading what a card sent: nothing of it is trusted, not even its shape."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from participation.refusals import CardNotUnderstoodError

Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Nonce = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Version = Annotated[int, Field(ge=0, le=1_000_000)]
"""Which version of an unfinished form a page was made from; 0 before anything was kept."""
CONFIRMED_BETWEEN = "."
Confirmed = Annotated[
    str, StringConstraints(pattern=r"^([0-9a-f]{32}(\.[0-9a-f]{32})*)?$", max_length=3300)
]
"""Names of the texts that somebody sends although they look like personal data."""
ProcessId = Nonce
"""A process bears the nonce of the dialog that it was set up in."""


class CardData(BaseModel):
    """Base of all card data. Strict, so that nothing is guessed; a client may add fields."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class BlockData(CardData):
    """The block that a card belongs to, and the version of it that the card was made for."""

    process: ProcessId
    block: Name
    revision: Annotated[int, Field(ge=1, le=1_000_000)]


class TextData(CardData):
    """What a page with free texts sends beside them: which of them were consciously confirmed."""

    confirmed: Confirmed = ""

    @property
    def confirmations(self) -> frozenset[str]:
        """The names of the confirmed texts."""
        return frozenset(filter(None, self.confirmed.split(CONFIRMED_BETWEEN)))


AnyCardData = TypeVar("AnyCardData", bound=CardData)


def understood(shape: type[AnyCardData], data: Mapping[str, object]) -> AnyCardData:
    """Return `data` in `shape` or refuse; without the cause, because it would repeat the data."""
    try:
        return shape.model_validate(dict(data))
    except ValidationError:
        raise CardNotUnderstoodError from None


def typed(entry: object) -> object:
    """Return what an input holds as text.

    Clients send a number as a number or as text, and an empty input as null or not at all. What is
    no whole number stays readable, so that the field itself can say what is wrong.
    """
    if entry is None:
        return ""
    if isinstance(entry, float):
        return str(int(entry)) if entry.is_integer() else str(entry)
    if isinstance(entry, int) and not isinstance(entry, bool):
        return str(entry)
    return entry
