"""What an edited block says differently, in the order in which people read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from participation.templates.block_toml import raw_block
from participation.templates.local_text import LocalText
from participation.templates.prompts import AnyPrompt, Prompt
from participation.templates.template import TopicBlockTemplate

TOLD_APART = frozenset({"key", "question", "help", "plain", "statements", "options"})
SCHEDULE = ("announce_days_before_open", "reminder_days_before_close")
DATES = ("opens_on", "closes_on", "publishes_on")

Kind = (
    Literal["title", "fixed", "open", "decided_by", "schedule"]
    | Literal["prompt", "question", "help", "plain", "statement", "option", "order", "more"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One text that is another one (`before` and `after`), new (no `before`) or gone (no `after`).

    `where` is the question that it belongs to. Changes of the kinds schedule, order and more have
    no texts.
    """

    kind: Kind
    before: LocalText | None = None
    after: LocalText | None = None
    where: LocalText | None = None


def changes(before: TopicBlockTemplate, after: TopicBlockTemplate) -> tuple[Change, ...]:
    """Return everything but dates that `after` says differently."""
    return tuple(_changes(before, after))


def changed_fields(before: TopicBlockTemplate, after: TopicBlockTemplate) -> tuple[str, ...]:
    """Return the names of the block's fields that are different, dates as one of them."""
    was, is_now = raw_block(before), raw_block(after)
    names = [name for name in TopicBlockTemplate.model_fields if was.get(name) != is_now.get(name)]
    told = ("dates" if one in DATES else "schedule" if one in SCHEDULE else one for one in names)
    return tuple(dict.fromkeys(told))


def _changes(before: TopicBlockTemplate, after: TopicBlockTemplate) -> Iterator[Change]:
    yield from _text("title", before.title, after.title)
    yield from _list("fixed", before.intro.fixed, after.intro.fixed)
    yield from _list("open", before.intro.open, after.intro.open)
    yield from _text("decided_by", before.intro.decided_by, after.intro.decided_by)
    yield from _prompts(before.prompts, after.prompts)
    if any(getattr(before, name) != getattr(after, name) for name in SCHEDULE):
        yield Change(kind="schedule")


def _prompts(before: Sequence[Prompt], after: Sequence[Prompt]) -> Iterator[Change]:
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    for key in [*old, *(key for key in new if key not in old)]:
        was, is_now = old.get(key), new.get(key)
        if was and is_now:
            yield from _prompt(was, is_now)
        else:
            texts = (was.question if was else None, is_now.question if is_now else None)
            yield from _text("prompt", *texts)
    if _is_reordered(list(old), list(new)):
        yield Change(kind="order")


def _prompt(before: Prompt, after: Prompt) -> Iterator[Change]:
    where = after.question
    yield from _text("question", before.question, after.question)
    yield from _text("help", before.help, after.help, where)
    yield from _text("plain", before.plain, after.plain, where)
    yield from _keyed("statement", _entries(before), _entries(after), where)
    yield from _keyed("option", _entries(before, "options"), _entries(after, "options"), where)
    if _rest(before) != _rest(after):
        yield Change(kind="more", where=where)


def _keyed(
    kind: Kind, before: dict[str, Any], after: dict[str, Any], where: LocalText
) -> Iterator[Change]:
    for key in [*before, *(key for key in after if key not in before)]:
        was, is_now = before.get(key), after.get(key)
        yield from _text(kind, was and was.text, is_now and is_now.text, where)
    if _is_reordered(list(before), list(after)) or _plain(before) != _plain(after):
        yield Change(kind="more", where=where)


def _list(kind: Kind, before: Sequence[LocalText], after: Sequence[LocalText]) -> Iterator[Change]:
    gone = [one for one in before if one not in after]
    new = [one for one in after if one not in before]
    for was, is_now in zip_longest(gone, new):
        yield from _text(kind, was, is_now)
    if not gone and not new and before != after:
        yield Change(kind="order")


def _text(
    kind: Kind, before: LocalText | None, after: LocalText | None, where: LocalText | None = None
) -> Iterator[Change]:
    if before != after:
        yield Change(kind=kind, before=before, after=after, where=where)


def _entries(prompt: AnyPrompt, name: str = "statements") -> dict[str, Any]:
    return {one.key: one for one in getattr(prompt, name, ())}


def _plain(entries: dict[str, Any]) -> dict[str, Any]:
    return {key: getattr(one, "plain", None) for key, one in entries.items()}


def _rest(prompt: AnyPrompt) -> dict[str, Any]:
    """Return what nobody reads as a text of its own: bounds, limits, labels, the kind."""
    return prompt.model_dump(exclude=set(TOLD_APART))


def _is_reordered(before: list[str], after: list[str]) -> bool:
    shared = set(before) & set(after)
    return [one for one in before if one in shared] != [one for one in after if one in shared]
