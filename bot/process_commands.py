"""What the commands about running processes do: list them, say who leads, print the trail."""

import argparse
from datetime import UTC, datetime

from bot.commands import complain, opened, say
from bot.settings import StorageSettings
from cards import refusal_card
from cards.running.audit_text import told
from content.words import Words, words
from dialogs.running.leads import By, name, remove
from participation.people import Part, Person
from participation.process import NOT_CLOSED, Process, ProcessState, TopicBlock
from participation.refusals import BlockUnknownError, LastLeadError
from participation.running.audit import COMMAND_LINE, AuditEntry, Examined, is_head_of
from storage.process_leads import ProcessLead
from storage.unit_of_work import UnitOfWork

Entries = tuple[AuditEntry, ...]


def list_processes(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Print all processes, one a line, the latest last."""
    spoken = words(given.language)
    with opened(settings) as database, database.read() as uow:
        found = [(one, uow.processes.blocks(one)) for one in uow.processes.all()]
        for process, blocks in sorted(found, key=lambda one: one[1][0].opens_at):
            say(_line(process, blocks, spoken))
    if not found:
        say(spoken.text("cli.process.none"))
    return 0


def lead_process(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Name or remove somebody who leads a process, then print who does."""
    spoken = words(given.language)
    if given.deputy and not given.add:
        return complain(spoken.text("cli.leads.deputy_alone"), code=2)
    try:
        with opened(settings) as database, database.write() as uow:
            process = uow.processes.process(given.process)
            _change(process, given, spoken, uow)
            for lead in uow.process_leads.of(process.process_id):
                say(spoken.text(f"cli.leads.{lead.part}", person=lead.person.object_id))
    except BlockUnknownError:
        return complain(spoken.text("cli.process.unknown", process=given.process))
    except LastLeadError as refusal:
        return complain(refusal_card.sentence(refusal, spoken))
    return 0


def print_audit(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Print the trail of a process; return 1 if its chain is broken."""
    spoken = words(given.language)
    try:
        with opened(settings) as database, database.read() as uow:
            process = uow.processes.process(given.process)
            entries = uow.audit.entries(process.process_id)
            found = uow.audit.examined(entries)
        lines = [line for entry in entries for line in told(entry, process, spoken)]
    except BlockUnknownError:
        return complain(spoken.text("cli.process.unknown", process=given.process))
    except (ValueError, TypeError):
        return complain(spoken.text("cli.audit.unreadable"))
    for line in lines:
        say(line)
    code = _tell_chain(found, entries, spoken)
    return max(code, _tell_head(given.head, entries, spoken)) if given.head else code


def _tell_chain(found: Examined, entries: Entries, spoken: Words) -> int:
    """Say what looking through the chain has found; 1 if it is not whole."""
    if found.unkeyed_count:
        say(spoken.counted("cli.audit.unkeyed", found.unkeyed_count))
    if found.uncheckable_count:
        complain(spoken.counted("cli.audit.uncheckable", found.uncheckable_count))
    if found.first_break is not None:
        return complain(spoken.text("cli.audit.broken", number=found.first_break))
    if found.is_whole:
        say(spoken.counted("cli.audit.whole", len(entries)))
    if entries:
        say(spoken.text("cli.audit.last", hash=entries[-1].chain.hex()))
        say(spoken.text("cli.audit.head", head=entries[-1].head))
    return 0 if found.is_whole else 1


def _tell_head(head: str, entries: Entries, spoken: Words) -> int:
    """Say whether the trail goes through a head that was told earlier; 1 if it does not."""
    number = int(head.partition(":")[0])
    if number > len(entries):
        return complain(spoken.text("cli.audit.cut", count=len(entries), head=head))
    if not is_head_of(head, entries):
        return complain(spoken.text("cli.audit.other_head", number=number, head=head))
    say(spoken.text("cli.audit.has_head", head=head))
    return 0


def _change(process: Process, given: argparse.Namespace, spoken: Words, uow: UnitOfWork) -> None:
    by = By(actor=COMMAND_LINE, at=datetime.now(UTC))
    account = given.add or given.remove
    if not account:
        return
    person = Person(tenant_id=process.tenant_id, object_id=account)
    if given.add:
        known = {one.person.object_id: one.user_id for one in uow.process_leads.of(given.process)}
        part: Part = "deputy" if given.deputy else "lead"
        lead = ProcessLead(person=person, user_id=known.get(account, ""), part=part)
        is_changed = name(process.process_id, lead, by, uow)
    else:
        is_changed = remove(process.process_id, person, by, uow)
    if not is_changed:
        say(spoken.text("cli.leads.unchanged"))


def _line(process: Process, blocks: tuple[TopicBlock, ...], spoken: Words) -> str:
    is_over = process.state is ProcessState.RUNNING and not any(
        one.state in NOT_CLOSED for one in blocks
    )
    template = process.template
    return spoken.text(
        "cli.process.line",
        process=process.process_id,
        title=template.title.to(spoken.language),
        state=spoken.text(f"cli.process.states.{'over' if is_over else process.state}"),
        first=spoken.date(template.topic_blocks[0].opens_on),
        last=spoken.date(template.decision.decides_on),
        rehearsal=spoken.text("cli.process.rehearsal") if process.is_rehearsal else "",
    )
