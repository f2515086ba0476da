"""The form of an outcome between two presses: kept, continued, turned page by page."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from analysis.personal_data.concerns import Concerns
from cards.elements.rehearsal_mark import as_shown
from cards.meetings import outcome_form_card
from cards.meetings.form_view import OutcomeFormView
from content.words import Words, words
from dialogs.look_over import asking, looked_over
from dialogs.meetings.find_outcome import target_of
from dialogs.reply import Card, Reply
from dialogs.turn import Turn
from participation.forms import Form, Problem
from participation.meetings.checks import first_problems
from participation.meetings.form import (
    BASE,
    BLOCK,
    FORM_ID,
    OutcomePage,
    entered,
    limit_of,
    page_named,
    pages_of,
)
from participation.meetings.outcome import MeetingOutcome
from participation.meetings.turning import OutcomeInput, differing, require_page, turned
from participation.process import Process
from participation.refusals import FormGoneError
from storage.unfinished_forms import UnfinishedForm
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeForm:
    """One person's form: in which dialog, about which process or outcome, and where it is kept.

    `versions` are those of the outcome that is corrected, none for a new one.
    """

    dialog: str
    about: str
    process: Process
    turn: Turn
    uow: UnitOfWork
    versions: tuple[MeetingOutcome, ...] = ()

    @property
    def today(self) -> date:
        """The local date of the process."""
        return self.turn.now.astimezone(ZoneInfo(self.process.template.time_zone)).date()

    @property
    def words(self) -> Words:
        """The words of whoever fills in the form."""
        return words(self.turn.person.language)

    @property
    def title(self) -> str:
        """The title of the dialog's window."""
        return self.words.text(f"dialogs.{self.dialog}.title")

    def is_complete(self, form: Form) -> bool:
        """Say whether an outcome can be made of the form."""
        return first_problems(form, self.process.template, self.today) is None

    def find(self) -> UnfinishedForm | None:
        """Return the form as it is kept, or None."""
        return self.uow.unfinished_forms.find(self.turn.person, self.dialog, self.about)

    def forget(self) -> None:
        """Throw the form away."""
        self.uow.unfinished_forms.forget(self.turn.person, self.dialog, self.about)

    def thrown_away(self, given: OutcomeInput) -> None:
        """Throw the form away that a card names, if it is still there; refuse another one."""
        kept = self.find()
        if kept is not None and kept.form.get(FORM_ID) != given.form_id:
            raise FormGoneError
        self.forget()

    def current(self, given: OutcomeInput, fresh: Form) -> UnfinishedForm:
        """Return the form as it is kept; refuse one that is kept no longer, or another one."""
        kept = self.find()
        if kept is None and given.version == 0:
            return UnfinishedForm(step=given.step, form=fresh, version=0)
        if kept is None or kept.form.get(FORM_ID) != given.form_id:
            raise FormGoneError
        return kept

    def opened(self, fresh: Form) -> Reply:
        """Show the form where it was left, else the first page of a fresh one."""
        kept = self.find()
        if kept is None:
            return self.shown(self.begun(fresh))
        return self.shown(replace(self.left(kept), is_continued=True))

    def restarted(self, given: OutcomeInput, fresh: Form) -> Reply:
        """Throw the form away and show the first page of a fresh one."""
        self.thrown_away(given)
        return self.shown(self.begun(fresh))

    def turned(self, kept: UnfinishedForm, given: OutcomeInput) -> Reply:
        """Keep what a page holds and show the one that its button leads to."""
        after = turned(kept.form, given, self.process.template, self.today)
        if concerns := self._concerns(kept.form, after.form, given):
            pressed = {"action": given.action, **({"number": given.number} if given.number else {})}
            return asking(
                self.shown(self._as_typed(kept, given)), concerns, "channel", self.turn, **pressed
            )
        newer = UnfinishedForm(step=after.page.key, form=after.form, version=kept.version + 1)
        return self.kept(newer, after.problems)

    def kept(self, newer: UnfinishedForm, problems: tuple[Problem, ...] = ()) -> Reply:
        """Keep the form and show its page."""
        person, now = self.turn.person, self.turn.now
        self.uow.unfinished_forms.keep(person, self.dialog, self.about, newer, now=now)
        return self.shown(replace(self.left(newer), problems=problems))

    def late(self, kept: UnfinishedForm, given: OutcomeInput) -> Reply:
        """Answer a page of an earlier version: repeated by Teams, or from another device.

        Nothing is kept. What differs is shown beside what is kept, for the person to choose.
        """
        differs = differing(kept.form, given, self.process.template)
        if given.action == "send" or not differs:
            return self.shown(replace(self.left(kept), is_changed=given.action == "send"))
        view = self._as_typed(kept, given)
        return self.shown(replace(view, is_changed=True, differing=differs))

    def preview(self, kept: UnfinishedForm) -> Reply:
        """Show the last page."""
        return self.shown(self.view(kept.form, pages_of(kept.form)[-1], kept.version))

    def begun(self, fresh: Form) -> OutcomeFormView:
        """Return the first page of a form that is not kept yet."""
        return self.view(fresh, pages_of(fresh)[0], 0)

    def left(self, kept: UnfinishedForm) -> OutcomeFormView:
        """Return the page at which a form was left."""
        page = page_named(kept.form, kept.step) or pages_of(kept.form)[0]
        return self.view(kept.form, page, kept.version)

    def view(self, form: Form, page: OutcomePage, version: int) -> OutcomeFormView:
        """Return a page as cards show it."""
        base = int(form.get(BASE, "0"))
        return OutcomeFormView(
            process=self.process,
            form=form,
            version=version,
            page=page,
            corrects=self.versions[base - 1] if self.versions else None,
            goes_to=target_of(self.process, form.get(BLOCK, ""), self.turn, self.uow).kind,
        )

    def _concerns(self, before: Form, after: Form, given: OutcomeInput) -> Concerns | None:
        fields = [name for name in after if limit_of(name) is not None]
        texts = {name: after[name] for name in fields if after[name] != before.get(name, "")}
        return looked_over(self.dialog, texts, before, given.confirmed)

    def _as_typed(self, kept: UnfinishedForm, given: OutcomeInput) -> OutcomeFormView:
        page = require_page(kept.form, given.step)
        typed = entered(kept.form, page, given.entries, self.process.template)
        return self.view(typed, page, kept.version)

    def shown(self, view: OutcomeFormView) -> Reply:
        """Return a page for the window; instead of an incomplete preview what is to be mended."""
        mend = first_problems(view.form, self.process.template, self.today)
        if view.page.name == "preview" and mend:
            view = replace(view, page=mend[0], problems=mend[1])
        return self.reply(outcome_form_card.build(view, self.words))

    def reply(self, card: Card) -> Reply:
        """Return a card for the window."""
        return Reply(as_shown(card, self.process, self.words), self.title)
