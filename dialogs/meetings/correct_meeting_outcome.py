"""The author of an outcome, or the process lead, corrects it; earlier versions stay."""

from dataclasses import replace

from cards import notice_card
from cards.elements.rehearsal_mark import as_shown
from cards.meetings import changed_outcome_card, outcome_card
from content.words import words
from dialogs.meetings.find_outcome import CORRECTS, find_outcome, require_member
from dialogs.meetings.outcome_form import OutcomeForm
from dialogs.meetings.post_meeting_outcome import outcome_key
from dialogs.reply import Reply
from dialogs.running.leading import person_in
from dialogs.turn import Turn
from participation.forms import Form
from participation.meetings.form import BASE, FORM_ID, build_content, form_of, pages_of
from participation.meetings.outcome import MeetingOutcome
from participation.meetings.turning import OutcomeInput, OutcomeRef
from participation.refusals import CardNotUnderstoodError
from storage.unfinished_forms import UnfinishedForm
from storage.unit_of_work import UnitOfWork


def open_correction(ref: OutcomeRef, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the form with what the outcome says, or where a correction was left."""
    form = _form(ref.outcome_id, turn, uow)
    return form.opened(_fresh(form, turn.nonce))


def correct_meeting_outcome(given: OutcomeInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Turn a page of the form, or keep the next version; kept once, it is only confirmed again."""
    form = _form(given.outcome_id, turn, uow)
    if any(version.written_with == given.form_id for version in form.versions):
        return _receipt(form, "outcome_corrected")
    if given.action == "restart":
        return form.restarted(given, _fresh(form, turn.nonce))
    if given.action == "discard":
        form.thrown_away(given)
        return _receipt(form, "correction_discarded")
    kept = form.current(given, _fresh(form, given.form_id))
    if given.version != kept.version:
        return form.late(kept, given)
    if given.action == "send":
        return _save(form, kept, given)
    return _edit(form, kept, given) if given.action == "edit" else form.turned(kept, given)


def _save(form: OutcomeForm, kept: UnfinishedForm, given: OutcomeInput) -> Reply:
    newest = form.versions[-1]
    if not form.is_complete(kept.form):
        return form.preview(kept)
    # Whoever has not seen the newest version would undo it without knowing.
    if given.base != newest.version:
        view = replace(form.left(kept), corrects=newest)
        return form.reply(changed_outcome_card.build(view, newest, form.words))
    turn, uow, process = form.turn, form.uow, form.process
    corrected = newest.corrected(
        build_content(kept.form, process.template),
        person_in(process.process_id, turn, uow),
        form_id=given.form_id,
        now=turn.now,
    )
    uow.outcomes.add(corrected)
    form.forget()
    card = outcome_card.build(process, corrected, words(process.language))
    key = outcome_key(corrected)
    uow.outbox.update(
        f"{key}:{corrected.version}", key, as_shown(card, process, words(process.language))
    )
    return _receipt(form, "outcome_corrected")


def _edit(form: OutcomeForm, kept: UnfinishedForm, given: OutcomeInput) -> Reply:
    """Go on with the form; from here on the version that was seen counts as its beginning."""
    if not 0 < given.base <= len(form.versions):
        raise CardNotUnderstoodError
    entries = {**kept.form, BASE: str(given.base)}
    first = pages_of(entries)[0].key
    return form.kept(UnfinishedForm(step=first, form=entries, version=kept.version + 1))


def _form(outcome_id: str, turn: Turn, uow: UnitOfWork) -> OutcomeForm:
    versions = find_outcome(outcome_id, turn, uow)
    newest = versions[-1]
    process = uow.processes.process(newest.process_id)
    newest.require_may_correct(person_in(process.process_id, turn, uow))
    require_member(newest.channel_id, process, turn)
    return OutcomeForm(
        dialog=CORRECTS, about=outcome_id, process=process, turn=turn, uow=uow, versions=versions
    )


def _fresh(form: OutcomeForm, form_id: str) -> Form:
    newest: MeetingOutcome = form.versions[-1]
    own = {FORM_ID: form_id, BASE: str(newest.version)}
    return {**form_of(newest.content), **own}


def _receipt(form: OutcomeForm, notice: str) -> Reply:
    return form.reply(notice_card.build(notice, form.words))
