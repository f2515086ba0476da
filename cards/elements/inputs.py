"""Inputs that always have a label and an error text."""

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import Choice, ChoiceSetInput, DateInput, NumberInput, TextInput

from cards.elements.parts import unformatted


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every input needs: its id, a label, an error text, and the value it starts with."""

    id: str
    label: str
    error: str
    value: str = ""
    is_required: bool = True


def choice_input(
    question: Question, choices: Sequence[tuple[str, str]], *, is_expanded: bool = True
) -> ChoiceSetInput:
    """Return a choice among (value, title) pairs, as a list or as a drop-down."""
    return ChoiceSetInput(
        spacing="Medium",
        id=question.id,
        label=question.label,
        is_required=question.is_required,
        error_message=question.error,
        value=question.value or None,
        style="expanded" if is_expanded else "compact",
        wrap=True,
        choices=[Choice(title=unformatted(title), value=value) for value, title in choices],
    )


def text_input(
    question: Question, *, max_length: int, placeholder: str = "", is_multiline: bool = False
) -> TextInput:
    """Return a field for text."""
    return TextInput(
        spacing="Medium",
        id=question.id,
        label=question.label,
        is_required=question.is_required,
        error_message=question.error,
        value=question.value or None,
        max_length=max_length,
        is_multiline=is_multiline,
        placeholder=placeholder or None,
    )


def date_input(question: Question) -> DateInput:
    """Return a field for a day; the value is an ISO date."""
    return DateInput(
        spacing="Medium",
        id=question.id,
        label=question.label,
        is_required=question.is_required,
        error_message=question.error,
        value=question.value or None,
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
        value=int(question.value) if question.value.isdecimal() else None,
        min=minimum,
        max=maximum,
        placeholder=placeholder or None,
    )
