"""The records of a process as open files: what came out, what was published, who did what."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel

from analysis.publication import publication_of
from cards.markdown import escaped, markdown
from cards.record_pages import outcome_page, result_page
from cards.running.audit_text import told
from content.words import Words
from dialogs.published import published_summary
from participation.process import BlockState, Process, TopicBlock
from participation.running.audit import AuditEntry
from participation.start_gate import QuoteRule
from participation.templates.local_text import LocalText
from storage.unit_of_work import UnitOfWork

Files = Mapping[str, str]
Json = dict[str, Any]


def record_files(process: Process, uow: UnitOfWork, words: Words) -> Files:
    """Return all files by name: JSON for programs, Markdown for people."""
    entries = uow.audit.entries(process.process_id)
    outcomes = uow.outcomes.of_process(process.process_id)
    published = [one for one in uow.processes.blocks(process) if one.state is BlockState.PUBLISHED]
    about = _about(process, uow)
    return {
        "process.json": _json(about),
        "process.md": _page("records.process", [_process_page(process, words)], words),
        "outcomes.json": _json([[asdict(one) for one in versions] for versions in outcomes]),
        "outcomes.md": _page(
            "records.outcomes",
            [markdown(outcome_page(process, one, words)) for one in outcomes],
            words,
        ),
        "results.json": _json([_result(process, one, uow) for one in published]),
        "results.md": _page(
            "records.results",
            [_result_page(process, one, uow, words) for one in published],
            words,
        ),
        "trail.json": _json([_entry(one) for one in entries]),
        "trail.md": _page("records.trail", _trail_lines(entries, process, words), words),
        **{
            f"publication_{one.key}.json": publication_of(published_summary(process, one, uow))
            for one in published
        },
    }


def _about(process: Process, uow: UnitOfWork) -> Json:
    return {
        "process_id": process.process_id,
        "state": process.state,
        "template": process.template,
        "notice": {"number": process.notice.number, "fields": process.gate},
        "earlier_notices": uow.versions.notices(process.process_id),
        "earlier_blocks": uow.versions.blocks(process.process_id),
        "leads": [
            {"account": one.person.object_id, "part": one.part}
            for one in uow.process_leads.of(process.process_id)
        ],
    }


def _process_page(process: Process, words: Words) -> str:
    template, gate = process.template, process.gate
    lines = [
        f"## {escaped(template.title.to(words.language))}",
        escaped(template.summary.to(words.language)),
        *(
            _line(
                block.title, f"{words.date(block.opens_on)} – {words.date(block.closes_on)}", words
            )
            for block in template.topic_blocks
        ),
        _line(template.decision.title, words.date(template.decision.decides_on), words),
        *(
            f"- {words.text(f'set_up.labels.{name}')}: {escaped(_worded(value, words))}"
            for name, value in gate.model_dump().items()
            if value is not None
        ),
    ]
    return "\n".join(lines)


def _worded(value: object, words: Words) -> str:
    """Return an entry of the start gate as people read it."""
    if isinstance(value, date):
        return words.date(value)
    if value in get_args(QuoteRule):
        return words.text(f"privacy.quote_rules.{value}")
    return str(value)


def _line(name: LocalText, value: str, words: Words) -> str:
    return f"- {escaped(name.to(words.language))}: {value}"


def _result(process: Process, block: TopicBlock, uow: UnitOfWork) -> Json:
    summary = published_summary(process, block, uow)
    head = uow.audit.head_at(process.process_id, "publish_block", block.key)
    return {**asdict(summary), "published_at": block.publishes_at, "head": head}


def _result_page(process: Process, block: TopicBlock, uow: UnitOfWork, words: Words) -> str:
    summary = published_summary(process, block, uow)
    return markdown(result_page(process, block, summary, words))


def _entry(entry: AuditEntry) -> Json:
    return {**asdict(entry), "chain": bytes(entry.chain).hex()}


def _trail_lines(entries: Sequence[AuditEntry], process: Process, words: Words) -> Iterator[str]:
    for entry in entries:
        yield "  \n".join(escaped(line.strip()) for line in told(entry, process, words))


def _page(title: str, parts: Any, words: Words) -> str:
    shown = list(parts) or [words.text("records.nothing")]
    return "\n\n".join([f"# {words.text(title)}", *shown]) + "\n"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Enum):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)
