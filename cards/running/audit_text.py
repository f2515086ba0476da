"""An entry of the audit trail in plain words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import get_args

from content.words import Words
from participation.notice import CORRECTABLE
from participation.process import Process
from participation.proposals import DECLINE_REASONS
from participation.retention import Kind
from participation.running.audit import CALENDAR, COMMAND_LINE, AuditEntry
from participation.running.seconds import SecondAct
from participation.text_review import TEXT_REASONS, TextState

DECISIONS = frozenset({"accept_proposal", "decline_proposal", "take_back_proposal"})
KNOWN_ACTS = DECISIONS | frozenset(
    {
        "set_up_process",
        "edit_block",
        "extend_block",
        "pause_process",
        "resume_process",
        "cancel_process",
        "correct_notice",
        "export_records",
        "ask_second",
        "confirm_second",
        "decline_second",
        "publish_early",
        "destroy_early",
        "purge_process",
    }
    | {"seal_block", "publish_block", "review_text"}
    | {"name_lead", "name_deputy", "remove_lead", "remove_deputy"}
)
KNOWN_DETAILS = frozenset(
    {"template", "first_day", "block", "answers", "reason", "person"}
    | {"files", "manifest", "kind", "rows", "asked"}
    | {"notice", "revision", "changed", "prompt", "statement", "wording", "decision"}
    | {"opens", "closes", "publishes", "decides"}
)
KNOWN_FIELDS = frozenset({"title", "dates", "schedule", "intro", "prompts", *CORRECTABLE})
KNOWN_VALUES = frozenset(
    {("answers", "withheld"), ("wording", "edited")}
    | {("decision", TextState.USABLE.value), ("decision", TextState.NEVER.value)}
)
MOMENT = "%Y-%m-%dT%H:%MZ"
PURGED = "purge_process"
KINDS = frozenset(get_args(Kind))
SECOND_ACTS = frozenset(get_args(SecondAct))
ARROW = " > "


def told(entry: AuditEntry, process: Process, words: Words) -> Iterator[str]:
    """Yield the lines about one entry: what was done, when, by whom, and its details."""
    yield headline(entry, process, words)
    for line in particulars(entry, process, words):
        yield f"    {line}"
    yield f"    {words.text('audit.hash', hash=bytes(entry.chain).hex())}"


def headline(entry: AuditEntry, process: Process, words: Words) -> str:
    """Return what was done and when.

    What this program cannot have written is shown as it stands; the chain tells that it is wrong.
    """
    act = words.text(f"audit.acts.{entry.act}") if entry.act in KNOWN_ACTS else _shown(entry.act)
    at = words.moment(entry.at, process.template.time_zone)
    return words.text("audit.entry", number=entry.number, at=at, act=act)


def particulars(entry: AuditEntry, process: Process, words: Words) -> Iterator[str]:
    """Yield who did it, and its details."""
    yield _by(entry, words)
    for key, kept in entry.details.items():
        value = _known_value(entry, key, str(kept), words)
        yield _detail(key, value, process, words)


def _by(entry: AuditEntry, words: Words) -> str:
    if entry.actor == CALENDAR:
        return words.text("audit.by_calendar")
    if entry.actor == COMMAND_LINE:
        return words.text("audit.by_command_line")
    return words.text("audit.by_person", person=_shown(entry.actor))


def _known_value(entry: AuditEntry, key: str, value: str, words: Words) -> str:
    """Return words for what this program writes as a code; a lead's own reason is no code."""
    if (key, value) in KNOWN_VALUES:
        return words.text(f"audit.values.{value}")
    if key == "kind" and entry.act == PURGED and value in KINDS:
        return words.text(f"cli.purge.kinds.{value}")
    if key == "asked" and value in SECOND_ACTS:
        return words.text(f"seconds.acts.{value}")
    if key == "changed":
        return ", ".join(_field(name, words) for name in value.split(", "))
    if key == "reason" and entry.act in DECISIONS and value in DECLINE_REASONS:
        return words.text(f"proposals.reasons.{value}")
    if key == "reason" and entry.act == "review_text" and value in TEXT_REASONS:
        return words.text(f"review_text.reasons.{value}")
    return value


def _field(name: str, words: Words) -> str:
    return words.text(f"audit.changed.{name}") if name in KNOWN_FIELDS else name


def _detail(key: str, value: str, process: Process, words: Words) -> str:
    kind, _, block_key = key.partition(" ")
    name = words.text(f"audit.details.{kind}") if kind in KNOWN_DETAILS else _shown(kind)
    if kind == "block":
        value = _title(value, process, words)
    elif block_key:
        name = words.text("audit.of_block", name=name, title=_title(block_key, process, words))
    return words.text("audit.detail", name=name, value=_shown(_worded(value, process, words)))


def _title(block_key: str, process: Process, words: Words) -> str:
    titles = {one.key: one.title.to(words.language) for one in process.template.topic_blocks}
    return titles.get(block_key, _shown(block_key))


def _worded(value: str, process: Process, words: Words) -> str:
    """Return a moved date as people read it, and anything else as it is."""
    before, arrow, after = value.partition(ARROW)
    if not arrow:
        return value
    try:
        moments = [datetime.strptime(one, MOMENT).replace(tzinfo=UTC) for one in (before, after)]
    except ValueError:
        return value
    zone = process.template.time_zone
    was, is_now = (words.moment(one, zone) for one in moments)
    return words.text("audit.moved", before=was, after=is_now)


def _shown(kept: str) -> str:
    """Return what was kept so that it cannot steer the terminal that shows it."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in kept)
