"""The pages of the set-up dialog; an input's id is the form's id for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from microsoft_teams.cards import CardElement

from cards.elements.inputs import Question, choice_input, date_input, number_input, text_input
from cards.elements.parts import caution, complaint, facts, label, paragraph, section, small_print
from content.words import Words
from participation.forms import Form, Problem
from participation.set_up import LONGEST_ENTRY, small_departments
from participation.start_gate import (
    AFTER_CLOSING,
    AFTER_END,
    MOST_MONTHS,
    MOST_MONTHS_AFTER_END,
    StartGate,
)
from participation.templates.template import (
    LARGEST_SMALLEST_GROUP,
    SMALLEST_GROUP_EVER,
    GuestRule,
    ProcessTemplate,
)

MOST_INVITED = 100_000
CHANNEL = "channel_"
"""What the ids of the channels' inputs begin with; the block's key follows."""
QUOTE_RULES = ("none", "internal", "public")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One date of the process as the preview shows it; `when` is already worded."""

    title: str
    when: str
    channel: str
    kind: Literal["announces", "opens", "reminds", "closes", "publishes", "decides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpView:
    """One page of the dialog. `template` is the chosen one; `channels` are (id, name).

    `is_continued` says that the form was begun in an earlier dialog.
    """

    step: str
    nonce: str
    form: Form
    templates: tuple[ProcessTemplate, ...]
    template: ProcessTemplate | None
    channels: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()
    preview: tuple[PreviewRow, ...] = ()
    version: int = 0
    is_continued: bool = False

    def entry(self, field: str, default: str = "") -> str:
        """Return what was typed for `field`, or a suggestion."""
        return self.form.get(field, default)


def page(view: SetUpView, words: Words) -> Sequence[CardElement]:
    """Return the inputs of the page `view.step`."""
    pages = {
        "basics": _basics,
        "channels": _channels,
        "invited": _invited,
        "gate": _gate,
        "retention": _retention,
        "preview": _preview,
    }
    return pages[view.step](view, words)


def _basics(view: SetUpView, words: Words) -> list[CardElement]:
    templates = [(one.key, one.title.to(words.language)) for one in view.templates]
    only = templates[0][0] if len(templates) == 1 else ""
    group = _question(view, "smallest_group", words, default=str(SMALLEST_GROUP_EVER))
    return [
        choice_input(_question(view, "template", words, default=only), templates),
        *_wrong(view, "template", words),
        date_input(_question(view, "first_day", words)),
        *_wrong(view, "first_day", words),
        small_print(words.text("set_up.help.first_day")),
        number_input(group, minimum=SMALLEST_GROUP_EVER, maximum=LARGEST_SMALLEST_GROUP),
        *_wrong(view, "smallest_group", words),
        small_print(words.text("set_up.help.smallest_group")),
    ]


def _channels(view: SetUpView, words: Words) -> list[CardElement]:
    body: list[CardElement] = []
    for block in view.template.topic_blocks if view.template else ():
        field = f"{CHANNEL}{block.key}"
        question = Question(
            id=field,
            label=words.text("set_up.labels.channel", title=block.title.to(words.language)),
            error=words.text("set_up.required.channel"),
            value=view.entry(field),
        )
        choices = choice_input(question, view.channels, is_expanded=False)
        body += [choices, *_wrong(view, field, words)]
    return body


def _invited(view: SetUpView, words: Words) -> list[CardElement]:
    body: list[CardElement] = []
    for department in view.template.departments if view.template else ():
        field = f"invited_{department.key}"
        question = Question(
            id=field,
            label=words.text("set_up.labels.invited", name=department.name.to(words.language)),
            error=words.text("set_up.required.invited"),
            value=view.entry(field, str(department.invited_count)),
        )
        number = number_input(question, minimum=0, maximum=MOST_INVITED)
        body += [number, *_wrong(view, field, words)]
    question = _question(view, "guests", words, default=_guest_rule(view))
    rules = [(rule, words.text(f"set_up.guest_rules.{rule}")) for rule in get_args(GuestRule)]
    help_text = small_print(words.text("set_up.help.guests"))
    return [*body, choice_input(question, rules), *_wrong(view, "guests", words), help_text]


def _guest_rule(view: SetUpView) -> str:
    return view.entry("guests") or (view.template.guests if view.template else "exclude")


def _gate(view: SetUpView, words: Words) -> list[CardElement]:
    rules = [(rule, words.text(f"privacy.quote_rules.{rule}")) for rule in QUOTE_RULES]
    return [
        *_gate_text(view, "legal_basis", words),
        *_gate_text(view, "dpia_decision", words),
        date_input(_question(view, "staff_council_agreed_on", words)),
        *_wrong(view, "staff_council_agreed_on", words),
        *_gate_text(view, "staff_council_reference", words),
        choice_input(_question(view, "quote_rule", words), rules),
        *_wrong(view, "quote_rule", words),
        small_print(words.text("set_up.help.quote_rule")),
        *_gate_text(view, "contact", words),
    ]


def _retention(view: SetUpView, words: Words) -> list[CardElement]:
    return [
        label(words.text("set_up.after_closing")),
        *_months(view, AFTER_CLOSING, MOST_MONTHS, words),
        label(words.text("set_up.after_end"), spacing="Large"),
        *_months(view, AFTER_END, MOST_MONTHS_AFTER_END, words),
    ]


def _months(
    view: SetUpView, proposed: Mapping[str, int], most: int, words: Words
) -> list[CardElement]:
    body: list[CardElement] = []
    for field, months in proposed.items():
        question = _question(view, field, words, default=str(months))
        body += [
            number_input(question, minimum=1, maximum=most),
            *_wrong(view, field, words),
            small_print(words.text(f"set_up.help.{field}")),
        ]
    return body


def _gate_text(view: SetUpView, field: str, words: Words) -> list[CardElement]:
    placeholder = words.text(f"set_up.examples.{field}")
    question = _question(view, field, words)
    return [
        text_input(question, max_length=LONGEST_ENTRY, placeholder=placeholder),
        *_wrong(view, field, words),
        small_print(words.text(f"set_up.help.{field}")),
    ]


def _preview(view: SetUpView, words: Words) -> list[CardElement]:
    return [
        section(
            label(words.text("set_up.preview.dates")),
            *(element for row in view.preview for element in _preview_row(row, words)),
        ),
        section(
            label(words.text("set_up.preview.numbers")),
            facts(_numbers(view, words)),
            *_too_small(view, words),
        ),
        section(
            label(words.text("set_up.preview.gate")),
            facts(_settled(view, words)),
        ),
    ]


def _preview_row(row: PreviewRow, words: Words) -> tuple[CardElement, CardElement]:
    what = words.text(f"set_up.preview.{row.kind}", title=row.title, channel=row.channel)
    return label(row.when, spacing="Small"), paragraph(what, spacing="None")


def _numbers(view: SetUpView, words: Words) -> list[tuple[str, str]]:
    departments = view.template.departments if view.template else ()
    invited = [
        (one.name.to(words.language), view.entry(f"invited_{one.key}")) for one in departments
    ]
    return [
        *invited,
        (words.text("set_up.labels.guests"), words.text(f"set_up.guest_rules.{_guest_rule(view)}")),
        (words.text("set_up.labels.smallest_group"), view.entry("smallest_group")),
    ]


def _too_small(view: SetUpView, words: Words) -> list[CardElement]:
    departments = small_departments(view.form, view.template) if view.template else ()
    return [
        caution(words.text("set_up.preview.too_small", name=one.name.to(words.language)))
        for one in departments
    ]


def _settled(view: SetUpView, words: Words) -> list[tuple[str, str]]:
    rule = view.entry("quote_rule")
    worded = {
        "staff_council_agreed_on": _worded_day(view.entry("staff_council_agreed_on"), words),
        "quote_rule": words.text(f"privacy.quote_rules.{rule}") if rule in QUOTE_RULES else rule,
    }
    return [
        (words.text(f"set_up.labels.{field}"), worded.get(field, view.entry(field)))
        for field in StartGate.model_fields
    ]


def _worded_day(typed: str, words: Words) -> str:
    try:
        return words.date(date.fromisoformat(typed))
    except ValueError:
        return typed


def _question(view: SetUpView, field: str, words: Words, *, default: str = "") -> Question:
    return Question(
        id=field,
        label=words.text(f"set_up.labels.{field}"),
        error=words.text(f"set_up.required.{field}"),
        value=view.entry(field, default),
    )


def _wrong(view: SetUpView, field: str, words: Words) -> list[CardElement]:
    codes = [problem.code for problem in view.problems if problem.field == field]
    return [complaint(words.text(f"set_up.problems.{code}")) for code in codes]
