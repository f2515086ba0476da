"""Somebody becomes lead or deputy of a process, or is no longer one; every change is in the trail.

The dialog and the command line both go this way.
"""

from dataclasses import dataclass
from datetime import datetime

from participation.people import Part, Person
from participation.running.leads import require_lead_without
from storage.process_leads import ProcessLead
from storage.unit_of_work import UnitOfWork

ACTS = {
    ("put", "lead"): "name_lead",
    ("put", "deputy"): "name_deputy",
    ("remove", "lead"): "remove_lead",
    ("remove", "deputy"): "remove_deputy",
}
"""What the trail calls a change, by what was done and to which part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who does it, when, and in which dialog, if in one."""

    actor: str
    at: datetime
    dialog: str = ""


def parts_of(process_id: str, uow: UnitOfWork) -> dict[str, Part]:
    """Return everybody who leads a process or stands in, by account."""
    return {one.person.object_id: one.part for one in uow.process_leads.of(process_id)}


def name(process_id: str, lead: ProcessLead, by: By, uow: UnitOfWork) -> bool:
    """Let somebody lead a process or stand in; False if they do so already."""
    parts, account = parts_of(process_id, uow), lead.person.object_id
    if parts.get(account) == lead.part:
        return False
    if lead.part == "deputy":
        require_lead_without(parts, account)
    uow.process_leads.put(process_id, lead.person, lead.user_id, lead.part)
    _note(process_id, ACTS["put", lead.part], account, by, uow)
    return True


def remove(process_id: str, person: Person, by: By, uow: UnitOfWork) -> bool:
    """Let somebody lead a process or stand in no longer; False if they did not."""
    parts, account = parts_of(process_id, uow), person.object_id
    if account not in parts:
        return False
    require_lead_without(parts, account)
    uow.process_leads.remove(process_id, person)
    _note(process_id, ACTS["remove", parts[account]], account, by, uow)
    return True


def _note(process_id: str, act: str, account: str, by: By, uow: UnitOfWork) -> None:
    details = {"person": account}
    uow.audit.write(process_id, act, details, at=by.at, actor=by.actor, dialog=by.dialog)
