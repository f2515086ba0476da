"""The invented office: who works there, which team they share, and which channels it has."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

DEFAULT_OFFICE = Path(__file__).with_name("office.toml")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with a tenant of its own."""

    name: str
    tenant_id: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the office works with; `department` is a key of `Office.departments` or empty.

    A guest has an account in the office's tenant. Somebody external has one in their own
    organisation's and meets the office in shared channels only.
    """

    oid: str
    name: str
    department: str
    roles: tuple[str, ...]
    locale: str
    is_guest: bool
    is_team_member: bool
    organisation: Organisation
    is_external: bool

    @property
    def user_id(self) -> str:
        """The id a bot knows this person by: opaque, and stable for one bot."""
        return "29:1" + opaque(f"user {self.oid}")

    @property
    def chat_id(self) -> str:
        """The id of this person's chat with the bot."""
        return "a:1" + opaque(f"chat {self.oid}", length=96)

    @property
    def given_name(self) -> str:
        """Everything before the last word of the name."""
        return self.name.rsplit(" ", 1)[0]

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rsplit(" ", 1)[-1]


class ChannelKind(StrEnum):
    """What Teams calls the type of a channel."""

    STANDARD = "standard"
    PRIVATE = "private"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the team; only private and shared ones have members of their own."""

    id: str
    name: str
    kind: ChannelKind = ChannelKind.STANDARD
    member_oids: frozenset[str] = frozenset()

    @property
    def is_restricted(self) -> bool:
        """Whether it has members of its own, and the bot only where it was added."""
        return self.kind is not ChannelKind.STANDARD


@dataclass(frozen=True, slots=True)
class Office:
    """The office as the file describes it, before anything happens.

    `english` has what the page says otherwise in English: notice, role words.
    """

    name: str
    notice: str
    english: dict[str, Any]
    tenant_id: str
    team_name: str
    team_group_id: str
    departments: dict[str, str]
    role_words: dict[str, str]
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    sentences: tuple[str, ...]
    answer_cards_with: str


@cache
def opaque(text: str, *, length: int = 60) -> str:
    """A stable id without meaning, in the alphabet Teams uses for its own."""
    digest = hashlib.sha512(text.encode()).digest() + hashlib.sha512(text[::-1].encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:length]


def channel_id(name: str, tenant_id: str) -> str:
    """The id of a channel, in the shape of a Teams thread."""
    return f"19:{opaque(f'{tenant_id} {name}', length=44)}@thread.tacv2"


def load_office(path: Path = DEFAULT_OFFICE) -> Office:
    """Read an office file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    tenant_id = data["office"]["tenant_id"]
    people = _people(data)
    return Office(
        name=data["office"]["name"],
        notice=data["office"]["notice"],
        english=dict(data.get("english", {})),
        tenant_id=tenant_id,
        team_name=data["team"]["name"],
        team_group_id=str(uuid5(NAMESPACE_URL, f"{tenant_id} {data['team']['name']}")),
        departments=dict(data["departments"]),
        role_words=dict(data["role_words"]),
        people=people,
        channels=_channels(data["team"], tenant_id, people),
        sentences=tuple(data["colleagues"]["sentences"]),
        answer_cards_with=data["colleagues"]["answer_cards_with"],
    )


def _people(data: dict[str, Any]) -> tuple[Person, ...]:
    own = Organisation(data["office"]["name"], data["office"]["tenant_id"])
    others = {
        row["key"]: Organisation(row["name"], row["tenant_id"])
        for row in data.get("organisations", ())
    }
    return tuple(_person(row, own, others) for row in data["people"])


def _person(row: dict[str, Any], own: Organisation, others: dict[str, Organisation]) -> Person:
    is_external = "organisation" in row
    return Person(
        oid=row["oid"],
        name=row["name"],
        department=row.get("department", ""),
        roles=tuple(row.get("roles", ("staff",))),
        locale=row.get("locale", "de-DE"),
        is_guest=row.get("guest", False),
        is_team_member=row.get("member", True) and not is_external,
        organisation=others[row["organisation"]] if is_external else own,
        is_external=is_external,
    )


def _channels(
    team: dict[str, Any], tenant_id: str, people: tuple[Person, ...]
) -> tuple[Channel, ...]:
    oids = {person.name: person.oid for person in people}
    standard = [Channel(channel_id(name, tenant_id), name) for name in team["channels"]]
    restricted = [
        Channel(
            channel_id(row["name"], tenant_id),
            row["name"],
            ChannelKind(row["kind"]),
            frozenset(oids[name] for name in row["members"]),
        )
        for row in team.get("restricted", ())
    ]
    return (*standard, *restricted)
