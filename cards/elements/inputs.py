"""Inputs that always have a label and an error text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import Choice, ChoiceSetInput, DateInput, NumberInput, TextInput

from cards.elements.parts import unformatted

WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every input needs: its id, a label, an error text, and the value it starts with."""

    id: str
    label: str
    error: str
    value: str = ""
    is_required: bool = True


def choice_input(
    question: Question,
    choices: Sequence[tuple[str, str]],
    *,
    is_expanded: bool = True,
    is_multi_select: bool = False,
    placeholder: str = "",
) -> ChoiceSetInput:
    """Return a choice among (value, title) pairs, as a list or as a drop-down.

    With `is_multi_select` several can be chosen; their values come joined by commas.
    """
    return ChoiceSetInput(
        spacing="Medium",
        id=question.id,
        label=question.label,
        is_required=question.is_required,
        error_message=question.error,
        value=question.value or None,
        style="expanded" if is_expanded else "compact",
        is_multi_select=is_multi_select or None,
        placeholder=placeholder or None,
        wrap=True,
        choices=[Choice(title=unformatted(title), value=value) for value, title in choices],
    )


def text_input(
    question: Question,
    *,
    max_length: int,
    placeholder: str = "",
    is_multiline: bool = False,
    pattern: str = "",
) -> TextInput:
    """Return a field for text; the client refuses what does not fit `pattern`."""
    return TextInput(
        spacing="Medium",
        id=question.id,
        label=question.label,
        is_required=question.is_required,
        error_message=question.error,
        value=question.value or None,
        max_length=max_length,
        is_multiline=is_multiline,
        regex=pattern or None,
        placeholder=placeholder or None,
    )


def date_input(question: Question, *, earliest: str = "", latest: str = "") -> DateInput:
    """Return a field for a day; all three are ISO dates."""
    return DateInput(
        spacing="Medium",
        id=question.id,
        label=question.label,
        is_required=question.is_required,
        error_message=question.error,
        value=question.value or None,
        min=earliest or None,
        max=latest or None,
    )


def number_input(
    question: Question, *, minimum: int, maximum: int, placeholder: str = ""
) -> NumberInput:
    """Return a field for a whole number; a value that is no number starts empty."""
    return NumberInput(
        spacing="Medium",
        id=question.id,
        label=question.label,
        is_required=question.is_required,
        error_message=question.error,
        value=int(question.value) if WHOLE_NUMBER.fullmatch(question.value) else None,
        min=minimum,
        max=maximum,
        placeholder=placeholder or None,
    )
