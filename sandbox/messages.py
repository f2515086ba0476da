"""Everything that was ever said: messages with all their versions, by conversation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import time
from typing import Any

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
BOT = "bot"


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said from `at` on, and the activity as it was `sent`."""

    at: datetime
    text: str
    attachments: tuple[dict[str, Any], ...] = ()
    sent: dict[str, Any] = field(default_factory=dict)

    @property
    def card(self) -> dict[str, Any] | None:
        """The first adaptive card, if there is one."""
        cards = (a.get("content") for a in self.attachments if a.get("contentType") == CARD_TYPE)
        return next((card for card in cards if isinstance(card, dict)), None)


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `author` is an oid or BOT; `thread` is the id of the message that began it."""

    id: str
    conversation: str
    thread: str
    author: str
    versions: tuple[Version, ...]
    deleted_at: datetime | None = None
    only_for: str | None = None
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    used_by: frozenset[str] = frozenset()

    @property
    def latest(self) -> Version:
        """What the message says now."""
        return self.versions[-1]

    def is_visible_to(self, oid: str | None) -> bool:
        """Whether a person sees it; nobody in particular sees everything."""
        return oid is None or self.only_for in (None, oid)

    def card_for(self, oid: str | None) -> dict[str, Any] | None:
        """The card as one person sees it."""
        if self.deleted_at:
            return None
        return self.views.get(oid or "", self.latest.card)


class Messages:
    """All messages; a conversation's revision grows with every change in it."""

    def __init__(self) -> None:
        self._messages: dict[str, Message] = {}
        self._by_conversation: defaultdict[str, list[str]] = defaultdict(list)
        self._read: dict[tuple[str, str], int] = {}
        self._revisions: dict[str, int] = {}
        self._last_id = 0

    def add(
        self, conversation: str, version: Version, *, author: str, thread: str, only_for: str | None
    ) -> Message:
        """Store a new message; an empty `thread` begins one."""
        new_id = self._new_id()
        message = Message(
            new_id, conversation, thread or new_id, author, (version,), only_for=only_for
        )
        self._put(message)
        self._by_conversation[conversation].append(new_id)
        return message

    def get(self, message_id: str) -> Message | None:
        """A message by its id, deleted ones too."""
        return self._messages.get(message_id)

    def edit(self, message: Message, version: Version) -> None:
        """Put a new version on top; personal views of the old one go."""
        self._put(replace(message, versions=(*message.versions, version), views={}))

    def delete(self, message: Message, at: datetime) -> None:
        """Mark as deleted."""
        self._put(replace(message, deleted_at=at))

    def show_to(self, message: Message, oid: str, card: dict[str, Any]) -> None:
        """Give one person a card of their own in place of the message's."""
        self._put(replace(message, views={**message.views, oid: card}))

    def mark_used(self, message: Message, oid: str) -> None:
        """Remember that this person came to the end of a dialog of the message."""
        current = self._messages[message.id]
        self._messages[message.id] = replace(current, used_by=current.used_by | {oid})

    def of(self, conversation: str) -> list[Message]:
        """A conversation's messages, oldest first."""
        return [self._messages[one] for one in self._by_conversation[conversation]]

    def all(self) -> list[Message]:
        """Every message of every conversation."""
        return list(self._messages.values())

    def mark_read(self, conversation: str, oid: str, message_id: str) -> None:
        """Remember up to where somebody has read, on whichever device; it never goes back."""
        place = (conversation, oid)
        self._read[place] = max(self._read.get(place, 0), int(message_id))

    def read_up_to(self, conversation: str, oid: str) -> int:
        """The newest message that somebody has read, as a number; 0 if none."""
        return self._read.get((conversation, oid), 0)

    def news_for(self, conversation: str, oid: str) -> list[Message]:
        """What others wrote for somebody to see there, oldest first; without what was deleted."""
        visible = [m for m in self.of(conversation) if m.is_visible_to(oid)]
        return [m for m in visible if m.author != oid and not m.deleted_at]

    def unread_count(self, conversation: str, oid: str) -> int:
        """How much of it somebody has not read yet."""
        known = self.read_up_to(conversation, oid)
        return sum(int(message.id) > known for message in self.news_for(conversation, oid))

    def revision(self, conversation: str) -> int:
        """How often the conversation has changed."""
        return self._revisions.get(conversation, 0)

    def _put(self, message: Message) -> None:
        self._messages[message.id] = message
        self._revisions[message.conversation] = self.revision(message.conversation) + 1

    def _new_id(self) -> str:
        # Teams names messages by the millisecond; two in one millisecond still need two names.
        self._last_id = max(self._last_id + 1, int(time() * 1000))
        return str(self._last_id)
