"""A process lead tries a process out in one channel, before anybody is asked in earnest."""

from datetime import date

from cards import notice_card
from cards.rehearsal import rehearsal_card, start_rehearsal_card
from cards.rehearsal.start_rehearsal_card import RehearsalInput
from content.words import words
from dialogs.calendar.posts import started_key
from dialogs.reply import Reply
from dialogs.set_up_process import blocks_of, require_may_set_up
from dialogs.templates import bundled_templates
from dialogs.turn import Turn
from participation.process import Process
from participation.refusals import (
    CardNotUnderstoodError,
    RehearsalRunningError,
    TemplateUnknownError,
)
from participation.rehearsal import next_step
from participation.start_gate import StartGate
from participation.templates.schedule import local_day, moved
from participation.templates.template import ProcessTemplate
from storage.unit_of_work import UnitOfWork


def offer_rehearsal(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Answer the command with a card whose button opens the dialog."""
    require_may_set_up(turn)
    card = start_rehearsal_card.build_offer(words(turn.person.language))
    uow.outbox.post(f"rehearse:{turn.cause}", turn.place, card)


def open_rehearsal(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the dialog."""
    require_may_set_up(turn)
    _require_none_running(turn, uow)
    spoken = words(turn.person.language)
    templates = [(one.key, one.title.to(spoken.language)) for one in bundled_templates()]
    card = start_rehearsal_card.build(templates, turn.channels, turn.nonce, spoken)
    return Reply(card, spoken.text("rehearsal.title"))


def start_rehearsal(given: RehearsalInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Begin the rehearsal; nothing opens before its lead asks for the first step."""
    require_may_set_up(turn)
    if not uow.processes.exists(given.nonce):
        _require_none_running(turn, uow)
        _start(_process(given, turn), given.channel_id, turn, uow)
    spoken = words(turn.person.language)
    return Reply(notice_card.build("rehearsal_started", spoken), spoken.text("rehearsal.title"))


def _start(process: Process, channel_id: str, turn: Turn, uow: UnitOfWork) -> None:
    if channel_id not in {known for known, _ in turn.channels}:
        raise CardNotUnderstoodError
    keys = (block.key for block in process.template.topic_blocks)
    form = {f"channel_{key}": channel_id for key in keys}
    blocks = blocks_of(process, form, dict(turn.channels))
    uow.teams.ensure(turn.place)
    uow.processes.add(process, blocks)
    uow.process_leads.put(process.process_id, turn.person, turn.place.user_id, "lead")
    card = rehearsal_card.build(process, next_step(blocks), words(process.language))
    place = uow.teams.channel(process.team_id, channel_id)
    uow.outbox.post(started_key(process.process_id), place, card)


def _process(given: RehearsalInput, turn: Turn) -> Process:
    template = next((one for one in bundled_templates() if one.key == given.template), None)
    if template is None:
        raise TemplateUnknownError
    today = local_day(turn.now, template)
    return Process(
        process_id=given.nonce,
        tenant_id=turn.place.tenant_id,
        team_id=turn.place.team_id,
        template=moved(template, today),
        gate=_gate(template, today),
        is_rehearsal=True,
    )


def _gate(template: ProcessTemplate, today: date) -> StartGate:
    """Return what the notice says where nothing has been settled, because nothing is kept."""
    nothing = words(template.language).text("rehearsal.gate")
    return StartGate(
        legal_basis=nothing,
        dpia_decision=nothing,
        staff_council_agreed_on=today,
        staff_council_reference=nothing,
        sealed_rows_months=1,
        quote_rule="none",
        contact=nothing,
    )


def _require_none_running(turn: Turn, uow: UnitOfWork) -> None:
    for process in uow.processes.in_team(turn.place.team_id):
        if process.is_rehearsal:
            raise RehearsalRunningError(title=process.template.title)
