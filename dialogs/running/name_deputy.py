"""The lead names somebody to stand in, or lets them stand in no longer; both are told."""

from dataclasses import replace

from cards import notice_card
from cards.running import name_deputy_card
from cards.running.name_deputy_card import DeputyView, name_of
from content.words import words
from dialogs.privately import chat_of_lead
from dialogs.reply import Reply
from dialogs.running.leading import require_is_lead
from dialogs.running.leads import By, name, parts_of, remove
from dialogs.turn import Turn
from participation.people import Member, Person
from participation.place import Place
from participation.process import Process
from participation.refusals import CardNotUnderstoodError, TryAgainError
from participation.running.deputies import DeputyInput, offered, what_is_confirmed
from storage.process_leads import ProcessLead
from storage.unit_of_work import UnitOfWork

TOLD = {
    (False, False): "deputy_named",
    (False, True): "deputy_named_you",
    (True, False): "deputy_removed",
    (True, True): "deputy_removed_you",
}
"""What is said, by whether somebody was removed and whether the reader is that somebody."""


def team_to_name_in(given: DeputyInput, turn: Turn, uow: UnitOfWork) -> tuple[Place, ...]:
    """Return the team whose members can be named, to whoever leads the process."""
    process = require_is_lead(given.process_id, turn, uow).process
    return (uow.teams.channel(process.team_id, process.team_id),)


def open_name_deputy(given: DeputyInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Show who stands in, and who could."""
    process = require_is_lead(given.process_id, turn, uow).process
    return _choosing(process, replace(given, nonce=turn.nonce), turn, uow)


def name_deputy(given: DeputyInput, turn: Turn, uow: UnitOfWork) -> Reply:
    """Look for a name, show what would change, or change what was confirmed."""
    process = require_is_lead(given.process_id, turn, uow).process
    if not given.nonce:
        raise CardNotUnderstoodError
    if uow.audit.has(process.process_id, given.nonce):
        return _done(given, turn)
    if given.action in ("open", "search", "back"):
        return _choosing(process, given, turn, uow)
    if problem := _problem(process, given, turn, uow):
        return _choosing(process, given, turn, uow, problem=problem)
    seen = what_is_confirmed(parts_of(process.process_id, uow), given)
    if given.action != "do" or given.seen != seen:
        return _confirming(process, given, seen, turn, uow)
    _change(process, given, turn, uow)
    return _done(given, turn)


def _problem(process: Process, given: DeputyInput, turn: Turn, uow: UnitOfWork) -> str:
    part = parts_of(process.process_id, uow).get(given.person)
    if given.is_removal:
        return "" if part == "deputy" else "removed_already"
    if part is not None:
        return "named_already"
    is_there = any(one.object_id == given.person for one in turn.people)
    return "" if is_there else "not_in_team" if given.person else "nobody_chosen"


def _change(process: Process, given: DeputyInput, turn: Turn, uow: UnitOfWork) -> None:
    person = Person(tenant_id=process.tenant_id, object_id=given.person)
    by = By(actor=turn.person.object_id, at=turn.now, dialog=given.nonce)
    user_id = _member(given.person, turn).user_id
    deputy = ProcessLead(person=person, user_id=user_id, part="deputy")
    told = set(uow.process_leads.of(process.process_id))
    if given.is_removal:
        remove(process.process_id, person, by, uow)
    else:
        name(process.process_id, deputy, by, uow)
    for one in told | set(uow.process_leads.of(process.process_id)):
        _tell(process, one, given, turn, uow)


def _tell(
    process: Process, lead: ProcessLead, given: DeputyInput, turn: Turn, uow: UnitOfWork
) -> None:
    """Tell the leads what has changed, and whoever it was about; other deputies need not know."""
    is_concerned = lead.person.object_id == given.person
    chat = chat_of_lead(process, lead, uow)
    if chat is None or not (is_concerned or lead.part == "lead"):
        return
    spoken = words(process.language)
    card = notice_card.build(
        TOLD[given.is_removal, is_concerned],
        spoken,
        deputy=name_of(_member(given.person, turn), spoken),
        lead=name_of(_member(turn.person.object_id, turn), spoken),
        title=process.template.title.to(spoken.language),
        command=spoken.text("commands.show_status"),
    )
    key = f"deputy:{given.nonce}:{lead.person.object_id}"
    uow.outbox.post(key, chat, card, process_id=process.process_id)


def _choosing(
    process: Process, given: DeputyInput, turn: Turn, uow: UnitOfWork, *, problem: str = ""
) -> Reply:
    if not turn.people:
        raise TryAgainError
    parts = parts_of(process.process_id, uow)
    view = DeputyView(
        process=process,
        nonce=given.nonce,
        deputies=deputies_of(process, turn, uow),
        offered=offered(turn.people, parts, given.wanted),
        wanted=given.wanted.strip(),
        problem=problem,
    )
    return _reply(view, turn)


def _confirming(
    process: Process, given: DeputyInput, seen: str, turn: Turn, uow: UnitOfWork
) -> Reply:
    view = DeputyView(
        process=process,
        nonce=given.nonce,
        deputies=deputies_of(process, turn, uow),
        offered=(),
        chosen=_member(given.person, turn),
        is_removal=given.is_removal,
        seen=seen,
        has_changed=given.action == "do",
    )
    return _reply(view, turn)


def deputies_of(process: Process, turn: Turn, uow: UnitOfWork) -> tuple[Member, ...]:
    """Return who stands in, with the names that Teams has told."""
    leads = uow.process_leads.of(process.process_id)
    return tuple(_member(one.person.object_id, turn) for one in leads if one.part == "deputy")


def _member(account: str, turn: Turn) -> Member:
    """Return somebody as Teams names them, nameless if it does not or not any more."""
    nameless = Member(object_id=account, user_id="", name="")
    return next((one for one in turn.people if one.object_id == account), nameless)


def _reply(view: DeputyView, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    title = spoken.text("dialogs.name_deputy.title")
    return Reply(name_deputy_card.build(view, spoken), title)


def _done(given: DeputyInput, turn: Turn) -> Reply:
    spoken = words(turn.person.language)
    notice = "deputy_is_removed" if given.is_removal else "deputy_is_named"
    return Reply(notice_card.build(notice, spoken), spoken.text("dialogs.name_deputy.title"))
