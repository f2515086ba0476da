"""The dialog in which whoever audits looks into a process: settings, blocks, keys, trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from microsoft_teams.cards import CardElement, SubmitAction
from pydantic import Field

from cards.elements.card_data import CardData, understood
from cards.elements.parts import (
    Card,
    buttons,
    facts,
    finish,
    heading,
    hint,
    label,
    leaves,
    opens_dialog,
    paragraph,
    section,
    small_print,
    warning,
)
from cards.elements.privacy_notice import settled
from cards.running.audit_text import headline, particulars
from content.words import Words
from participation.process import BlockState, Process, TopicBlock
from participation.running.audit import AuditEntry, Examined

VERB = "show_audit"
ENTRIES_ON_A_PAGE = 8
MOST_LISTED = 30
RESULTS = frozenset({"answers"})
"""What an entry tells of a block's results: how many have answered."""

KeyState = Literal["not_yet", "kept", "lost", "destroyed", "left_over"]


class AuditData(CardData):
    """The button's data as it arrives; without a process the list of all is meant."""

    process: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    page: Annotated[int, Field(ge=0, le=100_000)] = 0


@dataclass(frozen=True, slots=True)
class AuditRef:
    """Which process is looked into, and which page of its trail; 0 is what is above the trail."""

    process_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView:
    """What there is to see of one process. `entries` are None where nobody can read the trail."""

    process: Process
    keys: Sequence[tuple[TopicBlock, KeyState]]
    entries: Sequence[AuditEntry] | None
    examined: Examined | None
    page: int = 0
    has_others: bool = False


def read(data: Mapping[str, object]) -> AuditRef:
    """Return what is asked for, or refuse data that no card of ours can have sent."""
    given = understood(AuditData, data)
    return AuditRef(given.process, given.page)


def key_state(block: TopicBlock, *, has_key: bool) -> KeyState:
    """Say how it stands with the key of a block, and whether that is as it should be."""
    if block.state is BlockState.PLANNED:
        return "left_over" if has_key else "not_yet"
    if block.state is BlockState.OPEN:
        return "kept" if has_key else "lost"
    if block.state is BlockState.CLOSED and has_key:
        return "kept"
    return "left_over" if has_key else "destroyed"


def build_offer(words: Words) -> Card:
    """Return the message whose button opens the dialog."""
    title = words.text("auditing.title")
    body = [heading(title), paragraph(words.text("auditing.offer"))]
    look = opens_dialog(VERB, words.text("auditing.look"), {})
    return finish(body, [look], title=title, words=words)


def build_list(processes: Sequence[Process], words: Words) -> Card:
    """Return all processes to choose from, the latest first."""
    title = words.text("auditing.title")
    text = words.text("auditing.choose" if processes else "auditing.nothing")
    rows = [
        section(
            label(one.template.title.to(words.language)),
            paragraph(words.text(f"auditing.states.{one.state}"), spacing="None"),
            buttons([_leads(one, 0, words.text("auditing.look"))]),
        )
        for one in processes[:MOST_LISTED]
    ]
    return finish([heading(title), paragraph(text), *rows], title=title, words=words)


def build(view: AuditView, words: Words) -> Card:
    """Return what is above the trail, or a page of it."""
    if view.page and view.entries:
        return _trail_page(view, view.entries, words)
    return _overview(view, words)


def _overview(view: AuditView, words: Words) -> Card:
    process = view.process
    title = words.text("auditing.of", title=process.template.title.to(words.language))
    body: list[CardElement] = [
        heading(title),
        section(
            heading(words.text("auditing.settings"), size="Medium"),
            facts(_settings(process, words)),
        ),
        section(heading(words.text("auditing.blocks"), size="Medium"), *_blocks(view, words)),
        section(heading(words.text("auditing.trail"), size="Medium"), *_chain(view, words)),
    ]
    actions = [_leads(process, 1, words.text("auditing.read"))] if view.entries else []
    if view.has_others:
        actions.append(leaves(VERB, words.text("auditing.others"), {}))
    return finish(body, actions, title=title, words=words)


def _settings(process: Process, words: Words) -> list[tuple[str, str]]:
    template = process.template
    return [
        (words.text("auditing.state"), words.text(f"auditing.states.{process.state}")),
        (words.text("auditing.smallest"), words.number(process.smallest_group)),
        (words.text("set_up.labels.guests"), words.text(f"set_up.guest_rules.{template.guests}")),
        *settled(process, words),
    ]


def _blocks(view: AuditView, words: Words) -> list[CardElement]:
    shown: list[CardElement] = []
    for block, state in view.keys:
        name = block.content.title.to(words.language)
        stands = words.text(f"auditing.block_states.{block.state}")
        line = words.text("auditing.block", title=name, state=stands)
        key = words.text(f"auditing.keys.{state}")
        shown += [label(line, spacing="Small"), _of_key(key, state)]
    return shown


def _of_key(text: str, state: KeyState) -> CardElement:
    return warning(text) if state in ("lost", "left_over") else paragraph(text, spacing="None")


def _chain(view: AuditView, words: Words) -> list[CardElement]:
    found = view.examined
    if view.entries is None or found is None:
        return [warning(words.text("cli.audit.unreadable"))]
    said: list[CardElement] = []
    if found.first_break is not None:
        said.append(warning(words.text("cli.audit.broken", number=found.first_break)))
    elif found.is_whole:
        said.append(hint(words.counted("cli.audit.whole", len(view.entries))))
    if found.uncheckable_count:
        said.append(warning(words.counted("cli.audit.uncheckable", found.uncheckable_count)))
    if found.unkeyed_count:
        said.append(small_print(words.counted("cli.audit.unkeyed", found.unkeyed_count)))
    if view.entries:
        said.append(small_print(words.text("auditing.head", head=view.entries[-1].head)))
    return said


def _trail_page(view: AuditView, entries: Sequence[AuditEntry], words: Words) -> Card:
    process, count = view.process, -(-len(entries) // ENTRIES_ON_A_PAGE)
    page = min(view.page, count)
    newest_first = list(reversed(entries))
    shown = newest_first[(page - 1) * ENTRIES_ON_A_PAGE : page * ENTRIES_ON_A_PAGE]
    title = words.text("auditing.trail")
    body: list[CardElement] = [
        heading(title),
        small_print(words.text("auditing.page", page=page, count=count)),
        *_chain(view, words),
        *(_entry(_without_results(one, view), process, words) for one in shown),
    ]
    steps = [("older", page + 1)] if page < count else []
    steps += [("newer", page - 1)] if page > 1 else []
    actions = [
        _leads(process, to, words.text(f"auditing.{name}")) for name, to in [*steps, ("back", 0)]
    ]
    return finish(body, actions, title=title, words=words)


def _without_results(entry: AuditEntry, view: AuditView) -> AuditEntry:
    """Return the entry without what nobody may know before a block is published."""
    published = {block.key for block, _ in view.keys if block.state is BlockState.PUBLISHED}
    if entry.details.get("block") in published:
        return entry
    kept = {name: value for name, value in entry.details.items() if name not in RESULTS}
    return replace(entry, details=kept)


def _entry(entry: AuditEntry, process: Process, words: Words) -> CardElement:
    lines = particulars(entry, process, words)
    return section(
        label(headline(entry, process, words)), *(paragraph(one, spacing="None") for one in lines)
    )


def _leads(process: Process, page: int, title: str) -> SubmitAction:
    return leaves(VERB, title, {"process": process.process_id, "page": page})
