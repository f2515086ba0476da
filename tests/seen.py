"""What a person sees in the office: people, messages, and the answer to a press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the office."""

    oid: str
    user_id: str
    chat: str
    name: str
    department: str
    roles: tuple[str, ...]
    locale: str
    is_guest: bool
    is_external: bool
    tenant_id: str
    is_member: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message as somebody sees it."""

    id: str
    conversation: str
    thread: str
    author: str
    is_bot: bool
    text: str
    card: Json | None
    actions: tuple[str, ...]
    created_at: str
    edited_at: str | None
    deleted_at: str | None
    versions: tuple[Json, ...]

    @property
    def words(self) -> str:
        """All that can be read in it."""
        return "\n".join([self.text, *texts_of(self.card)])

    @property
    def common(self) -> Any:
        """Its card without what only says which message it is."""
        return _without_job(self.card)


def _without_job(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_job(one) for one in part]
    if isinstance(part, dict):
        return {name: _without_job(one) for name, one in part.items() if name != "job"}
    return part


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees after a press: dialog, message, closed, error, invalid, sent, card…"""

    kind: str
    title: str
    text: str
    card: Json | None
    dialog: str
    status: int | None

    @property
    def words(self) -> str:
        """All that can be read in it."""
        return "\n".join([self.title, self.text, *texts_of(self.card)])

    @property
    def buttons(self) -> tuple[Json, ...]:
        """Its buttons as they stand in the card, in reading order."""
        found = _nodes([self.card.get("body"), self.card.get("actions")]) if self.card else ()
        return tuple(n for n in found if n["type"].startswith("Action."))

    @property
    def actions(self) -> tuple[str, ...]:
        """The titles of its buttons, in reading order."""
        return tuple(button.get("title", "") for button in self.buttons)

    @property
    def fields(self) -> tuple[Json, ...]:
        """Its inputs as they stand in the card, in reading order."""
        nodes = _nodes(self.card) if self.card else ()
        return tuple(n for n in nodes if n["type"].startswith("Input."))

    @property
    def inputs(self) -> tuple[str, ...]:
        """The ids of its inputs, in reading order."""
        return tuple(field["id"] for field in self.fields)


def texts_of(card: Json | None) -> list[str]:
    """Everything a card lets a person read, in reading order."""
    return [text for node in _nodes(card or {}, all_dicts=True) for text in _read(node)]


def _read(node: Json) -> Iterator[str]:
    names = ("text", "title", "label", "value", "placeholder", "errorMessage")
    yield from (str(node[name]) for name in names if name in node)
    yield from (run for run in node.get("inlines", ()) if isinstance(run, str))


def _nodes(node: Any, *, all_dicts: bool = False) -> Iterator[Json]:
    if isinstance(node, list):
        for item in node:
            yield from _nodes(item, all_dicts=all_dicts)
    elif isinstance(node, dict):
        if all_dicts or isinstance(node.get("type"), str):
            yield node
        for name, value in node.items():
            if name not in ("data", "fallback"):
                yield from _nodes(value, all_dicts=all_dicts)


def to_person(row: Json) -> Person:
    """A person as the API tells of them."""
    known = {name: row[name] for name in Person.__slots__ if name != "roles"}
    return Person(roles=tuple(row["roles"]), **known)


def to_message(row: Json) -> Message:
    """A message as the API tells of it."""
    names = ("id", "conversation", "thread", "text", "card")
    return Message(
        author=row["author"]["oid"],
        is_bot=row["author"]["is_bot"],
        actions=tuple(row["actions"]),
        created_at=row["created_at"],
        edited_at=row["edited_at"],
        deleted_at=row["deleted_at"],
        versions=tuple(row["versions"]),
        **{name: row[name] for name in names},
    )


def to_seen(row: Json) -> Seen:
    """What a person sees, as the API tells of it."""
    return Seen(
        kind=row["kind"],
        title=row.get("title") or "",
        text=row.get("text") or "",
        card=row.get("card"),
        dialog=row.get("dialog") or "",
        status=row.get("status"),
    )
