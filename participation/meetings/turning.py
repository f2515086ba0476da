"""Turning the pages of an outcome's form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from participation.entries import Entries
from participation.forms import Form, Problem
from participation.meetings.checks import check_page
from participation.meetings.form import (
    GROUPS_ON_A_PAGE,
    OutcomePage,
    entered,
    fields_of,
    groups_of,
    page_named,
    pages_of,
    with_another,
    without,
)
from participation.refusals import CardNotUnderstoodError
from participation.templates.template import ProcessTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeInput:
    """What a page of the form sent, nothing of it trusted.

    `form_id` names the form and `version` how it was when the page was shown; `step` is the page's
    key. `outcome_id` is empty unless an outcome is corrected; `base` is the version of it that the
    person has seen. `number` names a group of inputs, `confirmed` the texts that are sent
    although they look like personal data.
    """

    process_id: str
    form_id: str
    version: int
    step: str
    action: str
    outcome_id: str = ""
    base: int = 0
    number: int = 0
    entries: Entries = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OutcomeRef:
    """Which outcome somebody wants to correct."""

    outcome_id: str


@dataclass(frozen=True, slots=True)
class Turned:
    """The form after a page was sent: which page comes next, and what is wrong with it."""

    form: Form
    page: OutcomePage
    problems: tuple[Problem, ...] = ()


def turned(form: Form, given: OutcomeInput, template: ProcessTemplate, today: date) -> Turned:
    """Return the form with the page's entries, and the page that its button leads to.

    Only "next" demands that the page is without problems; entries are kept in any case.
    """
    page = require_page(form, given.step)
    form = entered(form, page, given.entries, template)
    match given.action:
        case "next":
            problems = check_page(form, page, template, today)
            return Turned(form, page, problems) if problems else _beside(form, page, 1)
        case "back":
            return _beside(form, page, -1)
        case "add" if page.name in GROUPS_ON_A_PAGE:
            return _with_group(form, page)
        case "remove":
            form = without(form, page.name, given.number) if given.number in page.groups else form
            return Turned(form, require_page(form, page.key))
        case _:
            raise CardNotUnderstoodError


def differing(form: Form, given: OutcomeInput, template: ProcessTemplate) -> Mapping[str, str]:
    """Return the kept entries of a page that differ from what an older copy of it holds."""
    page = page_named(form, given.step)
    if page is None:
        return {}
    typed = entered(form, page, given.entries, template)
    fields = fields_of(page, template)
    return {one: form.get(one, "") for one in fields if form.get(one, "") != typed[one]}


def require_page(form: Form, key: str) -> OutcomePage:
    """Return the page of that key, or refuse one that the form does not have."""
    page = page_named(form, key)
    if page is None:
        raise CardNotUnderstoodError
    return page


def _beside(form: Form, page: OutcomePage, distance: int) -> Turned:
    pages = pages_of(form)
    position = pages.index(page) + distance
    return Turned(form, pages[min(max(position, 0), len(pages) - 1)])


def _with_group(form: Form, page: OutcomePage) -> Turned:
    longer = with_another(form, page.name)
    newest = max(groups_of(longer, page.name), default=0)
    holding = [one for one in pages_of(longer) if one.name == page.name and newest in one.groups]
    return Turned(longer, holding[0] if holding else require_page(longer, page.key))
