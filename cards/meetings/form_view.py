"""One page of an outcome's form as it is shown, and the buttons that all pages have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from microsoft_teams.cards import SubmitAction

from cards.elements.parts import submits
from participation.forms import Form, Problem
from participation.meetings.form import FORM_ID, OutcomePage
from participation.meetings.outcome import MeetingOutcome
from participation.process import Process
from participation.templates.template import ProcessTemplate

VERB = "post_meeting_outcome"
CORRECT_VERB = "correct_meeting_outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFormView:
    """One page of the form.

    `is_continued` says that the form was begun in an earlier dialog, `is_changed` that it was
    changed meanwhile, on another device; `differing` are kept entries of this page that differ
    then. `corrects` is the version that a correction began from, or that it was compared with.
    `goes_to` says where the card will stand: `here`, `block` or `process`.
    """

    process: Process
    form: Form
    version: int
    page: OutcomePage
    problems: tuple[Problem, ...] = ()
    is_continued: bool = False
    is_changed: bool = False
    differing: Mapping[str, str] = field(default_factory=dict)
    corrects: MeetingOutcome | None = None
    goes_to: str = "here"

    @property
    def template(self) -> ProcessTemplate:
        """The template of the process that the meeting belongs to."""
        return self.process.template

    def entry(self, name: str) -> str:
        """Return what the form holds for a field."""
        return self.form.get(name, "")


def sends(
    view: OutcomeFormView,
    title: str,
    action: str,
    *,
    style: Literal["positive", "destructive"] | None = None,
    **more: object,
) -> SubmitAction:
    """Return a button of the form, which posts an outcome or corrects one."""
    data = {
        "process": view.process.process_id,
        "form": view.entry(FORM_ID),
        "version": view.version,
        "step": view.page.key,
        "action": action,
        **more,
    }
    if view.corrects is None:
        return submits(VERB, title, data, style=style)
    named = {"outcome": view.corrects.outcome_id, "base": view.corrects.version}
    return submits(CORRECT_VERB, title, {**data, **named}, style=style)
