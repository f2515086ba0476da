"""The pages of an outcome's form; an input's id is the form's id for it.

No input is demanded by the client: then every button takes along what was typed, also the one that
leads back, and the rules say below the field what is missing.
"""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement, SubmitAction

from cards.elements.inputs import Question, choice_input, date_input, number_input, text_input
from cards.elements.parts import buttons, caution, complaint, section, small_print
from cards.meetings.entry_words import choices_of, worded_entry
from cards.meetings.form_view import OutcomeFormView, sends
from cards.meetings.outcome_parts import role_name
from content.words import Words
from participation.meetings.form import (
    COUNT,
    MEASURE_PARTS,
    MOST_GROUPS,
    OTHER_ROLE,
    fields_of,
    groups_of,
    limit_of,
    roles_of,
)
from participation.meetings.outcome import MOST_PEOPLE, STAFF, MeetingGroup

TOLERANCE = 2
"""A field takes that many times its limit, so that nobody's words are cut while they write."""


def inputs_of(view: OutcomeFormView, words: Words) -> Sequence[CardElement]:
    """Return the inputs of the page, each with what is wrong with it."""
    match view.page.name:
        case "meeting":
            return [
                part
                for name in fields_of(view.page, view.template)
                for part in _meeting(view, name, words)
            ]
        case "took_part":
            return _took_part(view, words)
        case "result":
            return _text(view, "result", words.text("outcome.parts.result"), words)
        case "measures" | "points":
            return _groups(view, words)
        case _:
            return []


def _meeting(view: OutcomeFormView, name: str, words: Words) -> list[CardElement]:
    question = _question(view, name, words.text(f"outcome_form.labels.{name}"), words)
    if name == "held_on":
        return [date_input(question), *_wrong(view, name, words)]
    choices = choices_of(name, view.template, words)
    one = choice_input(question, choices, is_expanded=name == "kind")
    return [one, *_wrong(view, name, words)]


def _took_part(view: OutcomeFormView, words: Words) -> list[CardElement]:
    body: list[CardElement] = []
    for role in _likely_first(view):
        name = f"{COUNT}{role}"
        if role == MeetingGroup.OTHER:
            body += _text(view, OTHER_ROLE, words.text("outcome_form.labels.other_role"), words)
        question = _question(view, name, role_name(role, view.template, words), words)
        number = number_input(question, minimum=0, maximum=MOST_PEOPLE)
        body += [number, *_wrong(view, name, words)]
    return body


def _likely_first(view: OutcomeFormView) -> list[str]:
    # Whose meeting it was has most to fill in; on a phone the others are a long way down.
    own = f"{STAFF}{view.entry('department')}"
    return sorted(roles_of(view.template), key=lambda role: role != own)


def _groups(view: OutcomeFormView, words: Words) -> list[CardElement]:
    name, numbers = view.page.name, groups_of(view.form, view.page.name)
    body = [
        section(
            *(_measure if name == "measures" else _point)(view, number, place, words),
            buttons([_removes(view, number, place, words)]),
        )
        for place, number in enumerate(numbers, start=1)
        if number in view.page.groups
    ]
    another = sends(view, words.text(f"outcome_form.add.{name}"), "add")
    return [*body, *([section(buttons([another]))] if len(numbers) < MOST_GROUPS[name] else [])]


def _removes(view: OutcomeFormView, number: int, place: int, words: Words) -> SubmitAction:
    title = words.text(f"outcome_form.remove.{view.page.name}", number=place)
    return sends(view, title, "remove", number=number)


def _measure(view: OutcomeFormView, number: int, place: int, words: Words) -> list[CardElement]:
    body: list[CardElement] = []
    for part in MEASURE_PARTS:
        name = f"measure_{number}_{part}"
        label = words.text(f"outcome_form.labels.{part}", number=place)
        if part == "due_on":
            body += [date_input(_question(view, name, label, words)), *_wrong(view, name, words)]
        else:
            body += _text(view, name, label, words)
    return body


def _point(view: OutcomeFormView, number: int, place: int, words: Words) -> list[CardElement]:
    label = words.text("outcome_form.labels.point", number=place)
    return _text(view, f"point_{number}", label, words)


def _text(view: OutcomeFormView, name: str, label: str, words: Words) -> list[CardElement]:
    limit = limit_of(name) or 0
    is_long = name == "result"
    hint = words.text("outcome_form.text_limit", limit=words.number(limit))
    return [
        text_input(
            _question(view, name, label, words),
            max_length=limit * TOLERANCE,
            is_multiline=is_long or not name.endswith(("_responsible", OTHER_ROLE)),
        ),
        *([small_print(hint)] if is_long else []),
        *_wrong(view, name, words),
    ]


def _question(view: OutcomeFormView, name: str, label: str, words: Words) -> Question:
    return Question(
        id=name,
        label=label,
        error=words.text("outcome_form.check_entry"),
        value=view.entry(name),
        is_required=False,
    )


def _wrong(view: OutcomeFormView, name: str, words: Words) -> list[CardElement]:
    limit, length = limit_of(name) or 0, len(view.entry(name))
    filled = {"limit": words.number(limit), "length": words.number(length)}
    said: list[CardElement] = [
        complaint(words.text(f"outcome_form.problems.{problem.code}", **filled))
        for problem in view.problems
        if problem.field == name
    ]
    if name in view.differing:
        kept = worded_entry(name, view.differing[name], view.template, words)
        said.append(caution(words.text("outcome_form.kept_meanwhile", entry=kept)))
    return said
