"""A moderator or coordinator posts what came out of a meeting."""

from cards import notice_card
from cards.elements.rehearsal_mark import as_shown
from cards.meetings import choose_process_card, outcome_card, start_outcome_card
from content.words import words
from dialogs.meetings.find_outcome import (
    POSTS,
    channel_of_form,
    find_process,
    processes_here,
    require_member,
)
from dialogs.meetings.outcome_form import OutcomeForm
from dialogs.reply import Reply
from dialogs.running.leading import person_in
from dialogs.turn import Turn
from participation.forms import Form
from participation.meetings.form import FORM_ID, blank, build_content, likely_block
from participation.meetings.outcome import MeetingOutcome, record, require_may_post
from participation.meetings.turning import OutcomeInput
from participation.place import Place
from participation.process import Process
from participation.refusals import NotOutcomeWriterError
from participation.roles import may_post_outcome
from storage.unit_of_work import UnitOfWork


def offer_meeting_outcome(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Answer the command with a card whose button opens the dialog."""
    _processes(turn, uow)
    card = start_outcome_card.build(words(turn.person.language))
    uow.outbox.post(f"offer_outcome:{turn.cause}", turn.place, card)


def open_meeting_outcome(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the form where it was left, or a fresh one; ask for the process if there are several."""
    forms = [_form(process, turn, uow) for process in _processes(turn, uow)]
    if len(forms) == 1:
        return forms[0].opened(_fresh(forms[0], turn.nonce))
    beginnings = [form.begun(_fresh(form, turn.nonce)) for form in forms]
    return Reply(choose_process_card.build(beginnings, forms[0].words), forms[0].title)


def post_meeting_outcome(given: OutcomeInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Turn a page of the form, or post the outcome; posted once, it is only confirmed again."""
    process = find_process(given.process_id, turn, uow)
    require_may_post(person_in(process.process_id, turn, uow))
    form = _form(process, turn, uow)
    if uow.outcomes.exists(given.form_id):
        return _receipt(form)
    channel = channel_of_form(given, turn, uow)
    require_member(channel.channel_id, process, turn)
    if given.action == "begin":
        return form.opened(_fresh(form, given.form_id))
    if given.action == "restart":
        return form.restarted(given, _fresh(form, turn.nonce))
    kept = form.current(given, _fresh(form, given.form_id))
    if given.version != kept.version:
        return form.late(kept, given)
    if given.action != "send":
        return form.turned(kept, given)
    if not form.is_complete(kept.form):
        return form.preview(kept)
    return _post(form, kept.form, channel)


def outcome_key(outcome: MeetingOutcome) -> str:
    """Return the outbox key of an outcome's card; it goes with its process, if that is deleted."""
    return f"outcome:{outcome.process_id}:{outcome.outcome_id}"


def _post(form: OutcomeForm, entries: Form, channel: Place) -> Reply:
    turn, uow, process = form.turn, form.uow, form.process
    outcome = record(
        build_content(entries, process.template),
        person_in(process.process_id, turn, uow),
        process,
        channel_id=channel.channel_id,
        form_id=entries[FORM_ID],
        now=turn.now,
    )
    uow.outcomes.add(outcome)
    form.forget()
    card = outcome_card.build(process, outcome, words(process.language))
    place = uow.teams.channel(process.team_id, channel.channel_id)
    uow.outbox.post(outcome_key(outcome), place, as_shown(card, process, words(process.language)))
    return _receipt(form)


def _receipt(form: OutcomeForm) -> Reply:
    return form.reply(notice_card.build("outcome_posted", form.words))


def _processes(turn: Turn, uow: UnitOfWork) -> list[Process]:
    """Return the processes for which somebody may post here, or refuse."""
    found = processes_here(turn, uow)
    allowed = [
        process for process in found if may_post_outcome(person_in(process.process_id, turn, uow))
    ]
    if not allowed:
        raise NotOutcomeWriterError
    return allowed


def _form(process: Process, turn: Turn, uow: UnitOfWork) -> OutcomeForm:
    return OutcomeForm(dialog=POSTS, about=process.process_id, process=process, turn=turn, uow=uow)


def _fresh(form: OutcomeForm, form_id: str) -> Form:
    blocks = form.uow.processes.blocks(form.process)
    block_key = likely_block(blocks, form.turn.place.channel_id, form.turn.now)
    return {**blank(block_key=block_key, today=form.today), FORM_ID: form_id}
