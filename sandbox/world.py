"""The state of the invented tenant: who is where, where the bot is installed, what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from sandbox.apps.package import AppPackage, PackageRefusedError
from sandbox.bell import Bell
from sandbox.clock import OfficeClock
from sandbox.messages import BOT, Message, Messages, Version
from sandbox.office import Channel, ChannelKind, Office, Person, channel_id

TeamState = Literal["active", "archived", "deleted"]


class UnknownThingError(LookupError):
    """A person, conversation or message that does not exist."""


class NotAllowedError(Exception):
    """Somebody wants what Teams would not let them do."""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation: a channel of the team or one person's chat with the bot."""

    id: str
    channel: Channel | None = None
    person: Person | None = None


class World:
    """One tenant with one team and one bot."""

    def __init__(self, office: Office, app_id: str, bell: Bell) -> None:
        self.office = office
        self.bell = bell
        self.clock = OfficeClock(bell)
        self.messages = Messages()
        self.bot_id = f"28:{app_id}"
        self.bot_name = "Themenblock"
        self.app: AppPackage | None = None
        self.team_name = office.team_name
        self.team_state: TeamState = "active"
        self.channels = list(office.channels)
        self.deleted_channels: list[Channel] = []
        self.people = {person.oid: person for person in office.people}
        self.member_oids = {p.oid for p in office.people if p.is_team_member}
        self.is_in_team = False
        self.bot_channel_ids: set[str] = set()
        self._created_count = 0
        self.chat_oids: set[str] = set()
        self.blocking_oids: set[str] = set()

    @property
    def team_id(self) -> str:
        """A team is known by the id of its general channel."""
        return self.channels[0].id

    def find_person(self, key: str) -> Person:
        """A person by oid, Teams id or name."""
        for person in self.people.values():
            if key in (person.oid, person.user_id, person.name):
                return person
        raise UnknownThingError(f"person {key}")

    def find_place(self, key: str) -> Place:
        """A conversation by id (with or without thread) or by the channel's name."""
        base = key.split(";", 1)[0]
        for channel in self.channels:
            if base in (channel.id, channel.name):
                return Place(channel.id, channel=channel)
        for person in self.people.values():
            if base == person.chat_id:
                return Place(person.chat_id, person=person)
        raise UnknownThingError(f"conversation {key}")

    def find_message(self, key: str) -> Message:
        """A message by its id."""
        message = self.messages.get(key)
        if message is None:
            raise UnknownThingError(f"message {key}")
        return message

    def members_of(self, place: Place) -> list[Person]:
        """Who belongs to a conversation: private and shared channels have lists of their own."""
        if place.person:
            return [place.person]
        oids = self.member_oids if place.channel is None else self._member_oids_of(place.channel)
        return [person for person in self.people.values() if person.oid in oids]

    def places_of(self, person: Person) -> list[Place]:
        """The conversations a person sees; a bot of another tenant can have no chat with them."""
        channels = [Place(c.id, channel=c) for c in self.channels]
        mine = [place for place in channels if person in self.members_of(place)]
        return mine if person.is_external else [*mine, Place(person.chat_id, person=person)]

    def is_bot_welcome(self, place: Place) -> bool:
        """Whether the bot may write there: installed, not blocked, and the person within reach."""
        if place.person is None:
            is_writable = self.is_in_team and self.team_state == "active"
            return is_writable and self._is_bot_in(place.channel)
        if place.person.oid in self.blocking_oids:
            return False
        is_met = self.is_in_team and self.team_state != "deleted"
        is_reachable = is_met and place.person.oid in self.member_oids
        return is_reachable or place.person.oid in self.chat_oids

    def take_app(self, package: AppPackage) -> None:
        """Take the package that an administrator has uploaded; it has to be this bot's."""
        if self.bot_id != f"28:{package.manifest.bot.id.lower()}":
            raise PackageRefusedError(["botId is not the registration of this bot"])
        self.app = package
        self.bot_name = package.manifest.name.short
        self.bell.ring("office")

    def require_offered(self, scope: str) -> None:
        """Refuse to install the app where its package does not offer it."""
        if self.app and scope not in self.app.manifest.bot.scopes:
            raise NotAllowedError(f"the app is not offered in the scope {scope}")

    def require_channel_features(self) -> None:
        """Refuse to add the app to a private or shared channel if its package is silent on them."""
        if self.app and not self.app.manifest.channel_features:
            raise NotAllowedError("the app's package does not support private and shared channels")

    def post(
        self, place: Place, content: dict[str, Any], *, author: str = BOT, thread: str = ""
    ) -> Message:
        """Store a message and tell everybody who waits."""
        if place.person is None and thread and self.messages.get(thread) is None:
            raise UnknownThingError(f"thread {thread}")
        message = self.messages.add(
            place.id,
            self._version(content),
            author=author,
            thread=thread,
            only_for=content.get("only_for"),
        )
        self._ring_for(message, "new")
        return message

    def edit(self, message: Message, content: dict[str, Any]) -> None:
        """Replace what a message says."""
        self.messages.edit(message, self._version(content))
        self._ring_for(message, "edited")

    def delete(self, message: Message) -> None:
        """Take a message away; the store keeps what it said."""
        self.messages.delete(message, self.clock.stands_at())
        self._ring_for(message, "deleted")

    def show_to(self, message: Message, person: Person, card: dict[str, Any]) -> None:
        """Refresh a card for one person."""
        self.messages.show_to(message, person.oid, card)
        self._ring_for(message, "shown")

    def create_channel(self, name: str, kind: ChannelKind, oids: frozenset[str]) -> Channel:
        """Add a channel to the team; a standard one needs no members."""
        self._require_fitting(kind, oids)
        if any(channel.name == name for channel in self.channels):
            raise NotAllowedError(f"there is a channel {name} already")
        # A name may come back, an id never does.
        self._created_count += 1
        new_id = channel_id(f"{name} {self._created_count}", self.office.tenant_id)
        channel = Channel(new_id, name, kind, oids)
        self.channels.append(channel)
        self.bell.ring("office")
        return channel

    def set_members(self, channel: Channel, oids: frozenset[str]) -> Channel:
        """Give a private or shared channel other members."""
        if not channel.is_restricted:
            raise NotAllowedError("a standard channel has the team's members")
        self._require_fitting(channel.kind, oids)
        changed = replace(channel, member_oids=oids)
        self.channels[self.channels.index(channel)] = changed
        self.bell.ring("office")
        return changed

    def rename_channel(self, channel: Channel, name: str) -> Channel:
        """Give a channel another name; its id stays."""
        renamed = replace(channel, name=name)
        self.channels[self.channels.index(channel)] = renamed
        self.bell.ring("office")
        return renamed

    def delete_channel(self, channel: Channel) -> None:
        """Remove a channel; its messages stay in the store, and it can be restored."""
        self.channels.remove(channel)
        self.deleted_channels.append(channel)
        self.bot_channel_ids.discard(channel.id)
        self.bell.ring("office")

    def restore_channel(self, key: str) -> Channel:
        """Bring a deleted channel back, with its id, its messages and its members."""
        for channel in self.deleted_channels:
            if key in (channel.id, channel.name):
                self.deleted_channels.remove(channel)
                self.channels.append(channel)
                self.bell.ring("office")
                return channel
        raise UnknownThingError(f"deleted channel {key}")

    def change_team(self, state: TeamState) -> None:
        """Archive or delete the team, or bring it back."""
        self.team_state = state
        self.bell.ring("office")

    def _member_oids_of(self, channel: Channel) -> set[str]:
        if channel.kind is ChannelKind.SHARED:
            return set(channel.member_oids)
        if channel.kind is ChannelKind.PRIVATE:
            return self.member_oids & channel.member_oids
        return self.member_oids

    def _is_bot_in(self, channel: Channel | None) -> bool:
        # A team's app is in its standard channels by itself, elsewhere only where it was added.
        return channel is None or not channel.is_restricted or channel.id in self.bot_channel_ids

    def _require_fitting(self, kind: ChannelKind, oids: frozenset[str]) -> None:
        for person in (self.find_person(oid) for oid in sorted(oids)):
            if kind is ChannelKind.SHARED and person.is_guest:
                raise NotAllowedError(f"{person.name} is a guest: no shared channel takes guests")
            if kind is ChannelKind.PRIVATE and person.oid not in self.member_oids:
                raise NotAllowedError(f"{person.name} is not in the team")

    def _ring_for(self, message: Message, change: str) -> None:
        about = {"conversation": message.conversation, "author": message.author}
        self.bell.ring("message", change=change, **about)

    def _version(self, content: dict[str, Any]) -> Version:
        attachments = tuple(content.get("attachments") or ())
        sent = content.get("sent") or {}
        return Version(self.clock.stands_at(), content.get("text") or "", attachments, sent)
