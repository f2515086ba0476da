"""What the inputs of an answer page send, and how it is put into them again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from microsoft_teams.cards import CardElement, ChoiceSetInput, DateInput, NumberInput, TextInput
from pydantic import BaseModel, StringConstraints

from participation.entries import Entries

Entry = Annotated[str, StringConstraints(max_length=20_000)]
ENTRY_ID = re.compile(r"department|answer(_[a-z0-9_.]{1,80})?")

AnyInput = ChoiceSetInput | DateInput | NumberInput | TextInput


def entries_of(data: Mapping[str, object]) -> dict[str, object]:
    """Return what the page's inputs hold; nothing of it is checked yet."""
    return {name: _as_text(value) for name, value in data.items() if ENTRY_ID.fullmatch(name)}


def typed_again(elements: Sequence[CardElement], typed: Entries) -> None:
    """Fill the inputs among `elements` with what somebody had typed; what is left out is empty."""
    for one in _inputs(elements):
        value = typed.get(one.id or "", "")
        if isinstance(one, NumberInput):
            one.value = int(value) if re.fullmatch(r"-?\d{1,15}", value, re.ASCII) else None
        else:
            one.value = value or None


def can_object(elements: Sequence[CardElement]) -> bool:
    """Say whether a client may find fault with what is entered, and then sends nothing at all."""
    return any(_can_object(one) for one in _inputs(elements))


def _can_object(one: AnyInput) -> bool:
    if isinstance(one, NumberInput):
        return True
    if isinstance(one, DateInput) and (one.min or one.max):
        return True
    if isinstance(one, TextInput) and one.regex:
        return True
    # A choice among buttons that is made can be changed but not undone.
    is_made = isinstance(one, ChoiceSetInput) and bool(one.value) and not one.is_multi_select
    return bool(one.is_required) and not is_made


def _inputs(part: object) -> Iterator[AnyInput]:
    if isinstance(part, AnyInput):
        yield part
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for one in part:
            yield from _inputs(one)
    elif isinstance(part, BaseModel):
        for _, value in part:
            yield from _inputs(value)


def _as_text(value: object) -> object:
    # Clients send a number as a number or as text, and an empty input as null or not at all.
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value
