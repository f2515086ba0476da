"""Drafts: what somebody has answered so far, kept until they send it or the block closes.

A page names the state that it was made from: a draft as it was at one of its steps, the stored
response, or nothing. A step is taken only from the state that its page names, so what is delivered
late or twice changes nothing. To open a dialog writes nothing: a draft that lies there is shown,
and the first step makes a draft of the new dialog's own from it. The older one stays for the window
that it is open in, but is offered to nobody any more unless that window goes on.
"""

from contextlib import suppress
from dataclasses import dataclass, field, replace

from participation.entries import Entries, answered
from participation.proposals import ProposedStatement
from participation.refusals import AnswerMissingError, CardNotUnderstoodError, ParticipationError
from participation.responses import (
    Answers,
    Response,
    require_department,
    required_items_of,
)
from participation.secrecy import BlockKeys
from participation.steps import DEPARTMENT_PAGE, Step, place_of
from participation.templates.prompts import Prompt
from participation.templates.template import ProcessTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was answered so far in one dialog, and the page that comes next.

    `base` names the stored response that it began from. `version` is higher than that of any draft
    of the same person that was kept before; 0 is a draft that is not kept yet.
    """

    base: bytes
    dialog: bytes = b""
    version: int = 0
    page: str = DEPARTMENT_PAGE
    department: str = ""
    answers: Answers = field(default_factory=dict)
    is_taken_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one person stands in a block: what they have sent, and their drafts."""

    keys: BlockKeys
    ballot: bytes
    stored: Response | None
    drafts: tuple[Draft, ...] = ()

    @property
    def blank(self) -> Draft:
        """A draft that begins from nothing."""
        return Draft(base=self.keys.base_of("", {}))

    @property
    def change(self) -> Draft:
        """A draft that begins from the stored response."""
        if self.stored is None:
            return self.blank
        department, answers = self.stored.department, self.stored.answers
        base = self.keys.base_of(department, answers)
        return Draft(base=base, department=department, answers=answers)

    @property
    def unfinished(self) -> Draft | None:
        """The newest draft that is worth going on with."""
        left = [one for one in self.drafts if not one.is_taken_over and self._has_news(one)]
        return max(left, key=lambda draft: draft.version, default=None)

    def own(self, nonce: str) -> Draft | None:
        """Return the draft of the dialog `nonce`."""
        dialog = self.keys.dialog_of(nonce)
        return next((draft for draft in self.drafts if draft.dialog == dialog), None)

    def named(self, state: str) -> Draft | None:
        """Return what a page was made from, if it is still so."""
        known = (self.blank, self.change, *self.drafts)
        return next((draft for draft in known if self.state_of(draft) == state), None)

    def state_of(self, draft: Draft) -> str:
        """Return what a page that is made from `draft` calls it."""
        return self.keys.state_of(draft.dialog, draft.version, draft.base)

    def is_overtaken(self, draft: Draft) -> bool:
        """Say whether what is stored is neither what `draft` began from nor what it holds."""
        change = self.change
        return self.stored is not None and draft.base != change.base and not _same(draft, change)

    def kept(self, draft: Draft, nonce: str) -> Draft:
        """Return `draft` as the dialog `nonce` keeps it, newer than all others."""
        newest = max((one.version for one in self.drafts), default=0)
        dialog = self.keys.dialog_of(nonce)
        return replace(draft, dialog=dialog, version=newest + 1, is_taken_over=False)

    def _has_news(self, draft: Draft) -> bool:
        """Say whether a draft holds anything that the stored response does not."""
        stored = self.change
        if draft.base != self.blank.base:
            return not _same(draft, stored)
        is_known = draft.department in ("", stored.department)
        return not (is_known and draft.answers.items() <= stored.answers.items())


def forward(
    draft: Draft, steps: tuple[Step, ...], entries: Entries, template: ProcessTemplate
) -> Draft:
    """Return the draft with what its page held, on the next page; refuse what may not be so."""
    place = place_of(draft.page, steps)
    if steps[place].is_review:
        raise CardNotUnderstoodError
    entered = _entered(draft, steps[place], entries, template)
    return replace(entered, page=steps[place + 1].page)


def backward(
    draft: Draft, steps: tuple[Step, ...], entries: Entries | None, template: ProcessTemplate
) -> Draft:
    """Return the draft on the page before, with what its page held if that may be so.

    None says that the page's entries were not sent along, which is not the same as empty ones.
    """
    place = place_of(draft.page, steps)
    if place == 0:
        raise CardNotUnderstoodError
    if entries is not None and not steps[place].is_review:
        with suppress(ParticipationError):
            draft = _entered(draft, steps[place], entries, template)
    return replace(draft, page=steps[place - 1].page)


def first_gap(draft: Draft, steps: tuple[Step, ...]) -> str:
    """Return the first page that has to be answered and is not."""
    return next(
        step.page
        for step in steps
        if step.prompt and not draft.answers.keys() >= set(_required(step, step.prompt))
    )


def next_new_page(draft: Draft, steps: tuple[Step, ...]) -> str:
    """Return the first page with a proposed statement that is not answered, else the review."""
    return next(
        step.page
        for step in steps
        if step.is_review
        or (isinstance(step.statement, ProposedStatement) and step.item not in draft.answers)
    )


def _same(one: Draft, other: Draft) -> bool:
    return (one.department, one.answers) == (other.department, other.answers)


def _entered(draft: Draft, step: Step, entries: Entries, template: ProcessTemplate) -> Draft:
    if step.prompt is None:
        department = entries.get("department", "")
        require_department(template, department)
        return replace(draft, department=department)
    given = answered(step.prompt, step.item, entries)
    if not step.prompt.is_optional and not all(given.values()):
        raise AnswerMissingError(question=step.prompt.question)
    answers = {**draft.answers, **given}
    return replace(draft, answers={item: answer for item, answer in answers.items() if answer})


def _required(step: Step, prompt: Prompt) -> tuple[str, ...]:
    required = required_items_of(prompt)
    return tuple(item for item in required if not step.statement or item == step.item)
