"""What the commands about the state of operation do: show it, and settle messages given up."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.commands import opened, say
from bot.settings import StorageSettings
from content.words import Words, words
from dialogs.duties.purge_process import due_processes
from participation.process import BlockState, TopicBlock
from storage.database import Database
from storage.unit_of_work import UnitOfWork

Facts = Mapping[str, Any]
MOST_DATES = 10
MOMENTS = frozenset({"at", "opens_at", "closes_at", "publishes_at"})


def show_state(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Print how everything stands: as sentences, or as JSON for a monitor.

    Returns 1 while there are messages that were given up, so that a monitor notices.
    """
    spoken = words(given.language)
    with opened(settings) as database:
        due = due_processes(datetime.now(UTC), database)
        with database.read() as uow:
            facts = {"lead": _lead(database, uow), **_facts(uow, spoken), "purge_due": due}
    if given.json:
        say(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        for line in _lines(facts, spoken):
            say(line)
    return 1 if facts["dead_letters"] else 0


def settle_letters(given: argparse.Namespace, settings: StorageSettings) -> int:
    """Send messages that were given up again, or drop them; return 1 if one is not there."""
    spoken = words(given.language)
    with opened(settings) as database, database.write() as uow:
        numbers = given.numbers or [letter.number for letter in uow.dead_letters.all()]
        is_retry = given.act == "retry"
        act = uow.dead_letters.send_again if is_retry else uow.dead_letters.drop
        unknown = [number for number in numbers if not act(number)]
    for number in unknown:
        sys.stderr.write(spoken.text("cli.outbox.unknown", number=number) + "\n")
    count = len(numbers) - len(unknown)
    if is_retry:
        say(spoken.counted("cli.outbox.retry", count))
    else:
        say(spoken.counted("cli.outbox.drop", count))
    return 1 if unknown else 0


def _lead(database: Database, uow: UnitOfWork) -> Facts:
    last = uow.leadership.last()
    return {
        "is_running": database.is_led(),
        "holder": last.holder if last else "",
        "since": last.since_at.isoformat() if last and last.since_at else "",
        "epoch": last.epoch if last else 0,
    }


def _facts(uow: UnitOfWork, spoken: Words) -> Facts:
    processes = uow.processes.all()
    entries = [entry for one in processes for entry in uow.calendar.waiting_of(one.process_id)]
    counts = uow.dead_letters.counts()
    return {
        "processes": [
            {
                "process": one.process_id,
                "title": one.template.title.to(spoken.language),
                "state": str(one.state),
                "time_zone": one.template.time_zone,
                "blocks": [_block(block, uow, spoken) for block in uow.processes.blocks(one)],
            }
            for one in processes
        ],
        "outbox": {
            **{state: counts.get(state, 0) for state in ("waiting", "sending", "dead")},
            "perhaps_double": uow.deliveries.doubtful_count(),
        },
        "next": [
            {
                "at": entry.due_at.isoformat(),
                "kind": entry.kind,
                "process": entry.process_id,
                "block": entry.block_key,
            }
            for entry in sorted(entries, key=lambda entry: entry.due_at)[:MOST_DATES]
        ],
        "dead_letters": [
            {
                "number": letter.number,
                "occasion": letter.occasion,
                "kind": letter.kind,
                "fault": letter.fault,
                "attempts": letter.attempts,
            }
            for letter in uow.dead_letters.all()
        ],
    }


def _block(block: TopicBlock, uow: UnitOfWork, spoken: Words) -> Facts:
    return {
        "block": block.key,
        "title": block.content.title.to(spoken.language),
        "state": str(block.state),
        "opens_at": block.opens_at.isoformat(),
        "closes_at": block.closes_at.isoformat(),
        "publishes_at": block.publishes_at.isoformat(),
        "is_key_lost": block.state is BlockState.OPEN and uow.keys.load(block.block_id) is None,
    }


def _lines(facts: Facts, spoken: Words) -> Sequence[str]:
    lines = _lead_lines(facts["lead"], spoken)
    lines.append(spoken.text("cli.state.outbox", **facts["outbox"]))
    if doubtful := facts["outbox"]["perhaps_double"]:
        lines.append(spoken.counted("cli.state.doubtful", doubtful))
    for process in facts["processes"]:
        lines.append(spoken.text("cli.state.process", **_worded(process, spoken)))
        for block in process["blocks"]:
            named = _worded({**block, "time_zone": process["time_zone"]}, spoken)
            lines.append(spoken.text("cli.state.block", **named))
            if block["is_key_lost"]:
                lines.append(spoken.text("cli.state.key_lost"))
    lines += [spoken.text("cli.state.purge_due", process=one) for one in facts["purge_due"]]
    zones = {one["process"]: one["time_zone"] for one in facts["processes"]}
    for entry in facts["next"]:
        named = _worded({**entry, "time_zone": zones[entry["process"]]}, spoken)
        lines.append(spoken.text("cli.state.next", **named).rstrip())
    lines += [spoken.text("cli.state.dead", **letter) for letter in facts["dead_letters"]]
    if facts["dead_letters"]:
        lines.append(spoken.text("cli.state.settle"))
    return lines


def _worded(facts: Facts, spoken: Words) -> Facts:
    """Return the same facts with states, kinds and moments in words."""
    worded = {
        name: spoken.moment(datetime.fromisoformat(fact), facts["time_zone"])
        if name in MOMENTS
        else fact
        for name, fact in facts.items()
    }
    if "state" in facts:
        worded["state"] = spoken.text(f"cli.state.states.{facts['state']}")
    if "kind" in facts:
        worded["kind"] = spoken.text(f"cli.state.kinds.{facts['kind']}")
    return worded


def _lead_lines(lead: Facts, spoken: Words) -> list[str]:
    if lead["since"]:
        since = datetime.fromisoformat(lead["since"])
        lead = {**lead, "since": f"{spoken.moment(since, 'UTC')} (UTC)"}
    if not lead["is_running"]:
        nobody = spoken.text("cli.state.nobody_leads")
        return [nobody, spoken.text("cli.state.led_last", **lead)] if lead["epoch"] else [nobody]
    return [spoken.text("cli.state.leads" if lead["epoch"] else "cli.state.begins", **lead)]
