"""The inputs of one part of a block that is edited."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from microsoft_teams.cards import CardElement

from cards.elements.inputs import Question, date_input, text_input
from cards.elements.parts import complaint, small_print
from content import mistakes
from content.words import Words
from participation.forms import Form, Problem
from participation.running.act import LONGEST_REASON
from participation.running.edit_parts import (
    LONGEST_PART,
    PROMPT,
    EditField,
    fields_of,
)
from participation.templates.local_text import LANGUAGES
from participation.templates.template import TopicBlockTemplate
from participation.templates.validation import Mistake

LONGEST_ENTRY = 6000
LONGEST_BUTTON = 70
SHORT = frozenset({"title", "low_label", "high_label", "unit"})
LISTS_WITH_KEYS = ("statements", "options")


class Edited(Protocol):
    """What the inputs of a page need to know."""

    @property
    def part(self) -> str:
        """Which part is edited."""

    @property
    def form(self) -> Form:
        """The entries so far."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with entries."""

    @property
    def mistakes(self) -> tuple[tuple[str, Mistake], ...]:
        """What is wrong with the block, by field."""


def part_title(content: TopicBlockTemplate, part: str, words: Words) -> str:
    """Return what a part is called: a question by its number and the beginning of its text."""
    if not part.startswith(PROMPT):
        return words.text(f"edit.parts.{part}") if part else ""
    for number, prompt in enumerate(content.prompts, 1):
        if prompt.key == part.removeprefix(PROMPT):
            question = " ".join(prompt.question.to(words.language).split())
            if len(question) > LONGEST_BUTTON:
                question = f"{question[:LONGEST_BUTTON].rsplit(maxsplit=1)[0]} …"
            return words.text("edit.parts.prompt", number=number, question=question)
    return ""


def inputs_of(content: TopicBlockTemplate, view: Edited, words: Words) -> list[CardElement]:
    """Return an input for every field of the part, and one for the reason."""
    fields = fields_of(content, view.part)
    elements = [element for field in fields for element in _input(field, view, words)]
    return [*elements, *_reason(view, words)]


def _input(field: EditField, view: Edited, words: Words) -> list[CardElement]:
    question = Question(
        id=field.id,
        label=_label(field, words),
        error=words.text("edit.missing"),
        value=view.form.get(field.id, ""),
        is_required=field.is_required,
    )
    return [_element(field, question), *_wrong(field.id, view, words), *_help(field, words)]


def _element(field: EditField, question: Question) -> CardElement:
    if field.kind == "day":
        return date_input(question)
    longest = LONGEST_PART if field.kind == "toml" else LONGEST_ENTRY
    return text_input(question, max_length=longest, is_multiline=field.name not in SHORT)


def _label(field: EditField, words: Words) -> str:
    name = words.text(f"edit.labels.{field.name}")
    if not field.language:
        return name
    return words.text(f"edit.labels.{field.language}", name=name)


def _help(field: EditField, words: Words) -> list[CardElement]:
    if field.kind == "toml":
        return [small_print(words.text("edit.toml_help"))]
    if field.kind != "lines" or field.language != LANGUAGES[0]:
        return []
    key = "keyed_lines" if field.name in LISTS_WITH_KEYS else "lines"
    return [small_print(words.text(f"edit.{key}"))]


def _wrong(field_id: str, view: Edited, words: Words) -> list[CardElement]:
    problems = [one.code for one in view.problems if one.field == field_id]
    found = [one for field, one in view.mistakes if field == field_id and not one.is_warning]
    return [
        *(complaint(words.text(f"edit.problems.{code}")) for code in problems),
        *(complaint(line) for line in _lines(found, words)),
    ]


def _lines(found: Sequence[Mistake], words: Words) -> list[str]:
    return list(dict.fromkeys(_line(one, words) for one in found))


def _line(one: Mistake, words: Words) -> str:
    """Return what is wrong and how it is mended, without names that only a file has."""
    values = {
        name: words.date(value) if isinstance(value, date) else value
        for name, value in one.values.items()
    }
    if one.code == "date_order":
        return words.text("edit.problems.date_order", **values)
    message = mistakes.message(one.code, words.language, **values)
    return f"{message} {mistakes.mend(one.code, words.language, **values)}"


def _reason(view: Edited, words: Words) -> list[CardElement]:
    question = Question(
        id="reason",
        label=words.text("acts.reason"),
        error=words.text("acts.problems.reason_missing"),
        value=view.form.get("reason", ""),
    )
    codes = [one.code for one in view.problems if one.field == "reason"]
    return [
        text_input(question, max_length=LONGEST_REASON, is_multiline=True),
        *(complaint(words.text(f"acts.problems.{code}")) for code in codes),
        small_print(words.text("edit.reason_help")),
    ]
