"""A process lead sets a process up: template, dates, channels, numbers, start gate, preview."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from analysis.personal_data.concerns import Concerns
from cards import notice_card, process_card, set_up_process_card, start_set_up_card
from cards.set_up_process_card import PreviewRow, SetUpView
from content.words import words
from dialogs.calendar.plan import entries_of
from dialogs.calendar.posts import started_key
from dialogs.look_over import asking, looked_over
from dialogs.reply import Reply
from dialogs.templates import bundled_templates
from dialogs.turn import Turn
from participation.forms import Form, Problem
from participation.process import BlockState, Process, ProcessState, TopicBlock
from participation.refusals import (
    CardNotUnderstoodError,
    NotATeamError,
    NotProcessLeadError,
    ProcessRunningError,
    SetUpIncompleteError,
    TemplateUnknownError,
)
from participation.roles import may_set_up
from participation.set_up import (
    GATE_ENTRIES,
    SET_UP_STEPS,
    SetUpInput,
    build_gate,
    build_template,
    check_form,
)
from participation.templates.schedule import at_local, local_day, occasions
from participation.templates.template import ProcessTemplate
from storage.unfinished_forms import UnfinishedForm
from storage.unit_of_work import UnitOfWork

DIALOG = "set_up_process"


def offer_set_up(_given: object, turn: Turn, uow: UnitOfWork) -> None:
    """Answer the command with a card whose button opens the dialog."""
    require_may_set_up(turn)
    _require_none_running(turn, uow)
    card = start_set_up_card.build(words(turn.person.language))
    uow.outbox.post(f"set_up:{turn.cause}", turn.place, card)


def open_set_up(_given: object, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show the first page of the dialog."""
    require_may_set_up(turn)
    _require_none_running(turn, uow)
    kept = uow.unfinished_forms.find(turn.person, DIALOG, turn.place.team_id)
    if kept is None:
        return _page(_from_the_start(turn.nonce), turn)
    step = _first_to_mend(kept, turn)
    given = SetUpInput(
        step=step, action="next", nonce=turn.nonce, form=kept.form, version=kept.version
    )
    return _page(given, turn, is_continued=True)


def set_up_process(given: SetUpInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Turn the page if it holds no mistake, or start the process."""
    require_may_set_up(turn)
    if uow.processes.exists(given.nonce):
        return _started(turn)
    _require_none_running(turn, uow)
    if given.action != "restart" and (concerns := _concerns(given, turn, uow)):
        page = _page(replace(given, step="gate"), turn)
        return asking(page, concerns, "office", turn, action="next")
    if given.action == "start":
        return _start(given, turn, uow)
    if given.action == "restart":
        uow.unfinished_forms.forget(turn.person, DIALOG, turn.place.team_id)
        return _page(_from_the_start(given.nonce), turn)
    problems = _problems(given.form, turn, given.step) if given.action == "next" else ()
    following = replace(given, step=_following(given, problems), version=given.version + 1)
    _keep(following, turn, uow)
    return _page(following, turn, problems)


def _concerns(given: SetUpInput, turn: Turn, uow: UnitOfWork) -> Concerns | None:
    kept = uow.unfinished_forms.find(turn.person, DIALOG, turn.place.team_id)
    texts = {field: given.form.get(field, "") for field in GATE_ENTRIES}
    return looked_over(DIALOG, texts, kept.form if kept else {}, given.confirmed)


def _from_the_start(nonce: str) -> SetUpInput:
    return SetUpInput(step=SET_UP_STEPS[0], action="next", nonce=nonce, form={})


def _following(given: SetUpInput, problems: tuple[Problem, ...]) -> str:
    """Return the page that comes next: the same one while something on it is wrong."""
    if given.step not in SET_UP_STEPS:
        raise CardNotUnderstoodError
    position = SET_UP_STEPS.index(given.step)
    if given.action == "back":
        return SET_UP_STEPS[max(0, position - 1)]
    return given.step if problems else SET_UP_STEPS[min(position + 1, len(SET_UP_STEPS) - 1)]


def _first_to_mend(kept: UnfinishedForm, turn: Turn) -> str:
    """Return where to go on: what was right when it was kept may be wrong by now."""
    before = SET_UP_STEPS[: SET_UP_STEPS.index(kept.step)]
    return next((step for step in before if _problems(kept.form, turn, step)), kept.step)


def _keep(given: SetUpInput, turn: Turn, uow: UnitOfWork) -> None:
    form = UnfinishedForm(step=given.step, form=given.form, version=given.version)
    uow.unfinished_forms.keep(turn.person, DIALOG, turn.place.team_id, form, now=turn.now)


def _start(given: SetUpInput, turn: Turn, uow: UnitOfWork) -> Reply:
    template = _template(given.form)
    if template is None:
        raise TemplateUnknownError
    if _problems(given.form, turn, None):
        raise SetUpIncompleteError
    process = Process(
        process_id=given.nonce,
        tenant_id=turn.place.tenant_id,
        team_id=turn.place.team_id,
        template=build_template(given.form, template),
        gate=build_gate(given.form),
    )
    blocks = blocks_of(process, given.form, dict(turn.channels))
    uow.teams.ensure(turn.place)
    uow.processes.add(process, blocks)
    uow.process_leads.put(process.process_id, turn.person, turn.place.user_id, "lead")
    uow.calendar.add(entries_of(process, local_day(turn.now, process.template)))
    uow.unfinished_forms.forget(turn.person, DIALOG, turn.place.team_id)
    _note(process, given, turn, uow)
    card = process_card.build(process, blocks, words(process.language))
    place = uow.teams.channel(process.team_id, turn.place.channel_id)
    uow.outbox.post(started_key(process.process_id), place, card)
    return _started(turn)


def _note(process: Process, given: SetUpInput, turn: Turn, uow: UnitOfWork) -> None:
    details = {"template": process.template.key, "first_day": given.form["first_day"].strip()}
    actor = turn.person.object_id
    uow.audit.write(
        process.process_id, "set_up_process", details, at=turn.now, actor=actor, dialog=given.nonce
    )


def blocks_of(process: Process, form: Form, names: Mapping[str, str]) -> tuple[TopicBlock, ...]:
    """Return the blocks of a new process, each in the channel that the form names for it.

    `names` are the names of the channels by their ids.
    """
    template = process.template
    times, zone = template.daily_times, template.time_zone
    return tuple(
        TopicBlock(
            process_id=process.process_id,
            content=block,
            channel_id=form[f"channel_{block.key}"],
            channel_name=names.get(form[f"channel_{block.key}"], ""),
            opens_at=at_local(block.opens_on, times.opens, zone),
            closes_at=at_local(block.closes_on, times.closes, zone),
            publishes_at=at_local(block.publishes_on, times.publishes, zone),
        )
        for block in template.topic_blocks
    )


def _page(
    given: SetUpInput,
    turn: Turn,
    problems: tuple[Problem, ...] = (),
    *,
    is_continued: bool = False,
) -> Reply:
    spoken = words(turn.person.language)
    template = _template(given.form)
    view = SetUpView(
        step=given.step,
        nonce=given.nonce,
        form=given.form,
        templates=bundled_templates(),
        template=template,
        channels=turn.channels,
        problems=problems,
        preview=_preview(given, template, turn),
        version=given.version,
        is_continued=is_continued,
    )
    return Reply(
        set_up_process_card.build(view, spoken), spoken.text("dialogs.set_up_process.title")
    )


def _preview(
    given: SetUpInput, template: ProcessTemplate | None, turn: Turn
) -> tuple[PreviewRow, ...]:
    if template is None or given.step != "preview" or _problems(given.form, turn, None):
        return ()
    spoken = words(turn.person.language)
    moved = build_template(given.form, template)
    titles = {block.key: block.title for block in moved.topic_blocks}
    names = dict(turn.channels)
    return tuple(
        PreviewRow(
            title=titles.get(occasion.block_key, moved.decision.title).to(spoken.language),
            when=spoken.moment(occasion.due_at, moved.time_zone),
            channel=names.get(given.form.get(f"channel_{occasion.block_key}", ""), ""),
            kind=occasion.kind,
        )
        for occasion in occasions(moved, local_day(turn.now, moved))
        if occasion.kind != "thanks"
    )


def _problems(form: Form, turn: Turn, step: str | None) -> tuple[Problem, ...]:
    channels = frozenset(channel_id for channel_id, _ in turn.channels)
    template = _template(form)
    today = turn.now.astimezone(ZoneInfo(template.time_zone)).date() if template else date.min
    return check_form(form, template, channels, step=step, today=today)


def _template(form: Form) -> ProcessTemplate | None:
    return next((known for known in bundled_templates() if known.key == form.get("template")), None)


def _started(turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    card = notice_card.build("process_started", spoken)
    return Reply(card, spoken.text("dialogs.set_up_process.title"))


def require_may_set_up(turn: Turn) -> None:
    """Refuse unless a process lead asks for it in a team."""
    if not turn.place.is_channel:
        raise NotATeamError
    if not may_set_up(turn.person):
        raise NotProcessLeadError


def _require_none_running(turn: Turn, uow: UnitOfWork) -> None:
    for process in uow.processes.in_team(turn.place.team_id):
        blocks = uow.processes.blocks(process)
        is_over = all(block.state is BlockState.PUBLISHED for block in blocks)
        is_cancelled = process.state is ProcessState.CANCELLED
        if not (is_over or is_cancelled or process.is_rehearsal):
            raise ProcessRunningError(title=process.template.title)
