"""One example of every page for whoever audits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cards.elements.parts import Card
from cards.running import show_audit_card
from cards.running.show_audit_card import AuditView, KeyState
from content.words import Words
from participation.process import BlockState, Process, ProcessState, TopicBlock
from participation.running.audit import BEGINNING, CALENDAR, AuditEntry, AuditKey, examined

KEY = AuditKey(secret=bytes(32), made_at=datetime(2027, 3, 1, tzinfo=UTC))
LEAD = "4679d4a6-626d-4ea0-8963-fcef90559aa5"
ACTS: Sequence[tuple[str, str, dict[str, str]]] = (
    ("set_up_process", LEAD, {"template": "example", "first_day": "2027-05-03"}),
    ("name_deputy", LEAD, {"person": LEAD}),
    *(
        ("edit_block", LEAD, {"block": "areas", "changed": "title, dates", "reason": f"{n}. Mal"})
        for n in range(1, 8)
    ),
    ("seal_block", CALENDAR, {"block": "areas", "answers": "withheld"}),
)
STATES: Sequence[tuple[BlockState, bool]] = (
    (BlockState.PLANNED, False),
    (BlockState.OPEN, True),
    (BlockState.OPEN, False),
    (BlockState.PUBLISHED, False),
    (BlockState.SEALED, True),
)


def audit_cards(process: Process, block: TopicBlock, words: Words) -> Iterator[tuple[str, Card]]:
    """Yield the offer, the list, the overview in several states, and pages of the trail."""
    view, broken = view_of(process, block), entries_of(process)
    broken[3] = replace(broken[3], act="pause_process")
    paused = replace(process, state=ProcessState.PAUSED)
    yield "audit_offer", show_audit_card.build_offer(words)
    yield "audit_list", show_audit_card.build_list([process, paused], words)
    yield "audit_list_empty", show_audit_card.build_list([], words)
    yield "audit", show_audit_card.build(view, words)
    yield "audit_trail", show_audit_card.build(replace(view, page=1), words)
    yield "audit_trail_last", show_audit_card.build(replace(view, page=99), words)
    wrong = replace(view, entries=broken, examined=examined(broken, KEY), has_others=True)
    yield "audit_broken", show_audit_card.build(wrong, words)
    lost = replace(view, examined=examined(entries_of(process), None))
    yield "audit_key_lost", show_audit_card.build(lost, words)
    unreadable = replace(view, entries=None, examined=None)
    yield "audit_unreadable", show_audit_card.build(unreadable, words)


def view_of(process: Process, block: TopicBlock) -> AuditView:
    """A process with a block in every state, and more entries than fit on one page."""
    keys: list[tuple[TopicBlock, KeyState]] = []
    for state, has_key in STATES:
        one = replace(block, state=state)
        keys.append((one, show_audit_card.key_state(one, has_key=has_key)))
    entries = entries_of(process)
    return AuditView(process=process, keys=keys, entries=entries, examined=examined(entries, KEY))


def entries_of(process: Process) -> list[AuditEntry]:
    """A chain that holds."""
    previous, chain = BEGINNING, []
    for number, (act, actor, details) in enumerate(ACTS, 1):
        entry = AuditEntry(
            process_id=process.process_id,
            number=number,
            at=KEY.made_at + timedelta(days=number),
            act=act,
            actor=actor,
            dialog="",
            details=details,
        ).chained(previous, KEY)
        previous = entry.chain
        chain.append(entry)
    return chain
