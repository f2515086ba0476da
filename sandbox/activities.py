"""The activities Teams sends to a bot, in their published shape."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sandbox.office import Channel, ChannelKind, Person
from sandbox.world import Place, World

LOCAL_ZONE = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class ActivityWriter:
    """Writes activities as they would leave the service at `service_url`."""

    world: World
    service_url: str

    def message(
        self, person: Person, place: Place, text: str, *, thread: str, message_id: str
    ) -> dict[str, Any]:
        """Somebody writes to the bot; in a channel the text begins with the mention."""
        activity = self._from_person("message", person, place, thread)
        bot = {"id": self.world.bot_id, "name": self.world.bot_name}
        mention = f"<at>{self.world.bot_name}</at>"
        is_channel = place.person is None
        activity |= {
            "id": message_id,
            "textFormat": "plain",
            "text": f"{mention} {text}" if is_channel else text,
            "attachments": [{"contentType": "text/html", "content": _as_html(text)}],
        }
        if is_channel:
            entity = {"type": "mention", "mentioned": bot, "text": mention}
            activity["entities"].append(entity)
        return activity

    def submit(
        self, person: Person, place: Place, value: Any, *, thread: str, reply_to: str
    ) -> dict[str, Any]:
        """A plain Action.Submit: a message without text that carries the inputs."""
        activity = self._from_person("message", person, place, thread)
        return activity | {"value": value, "replyToId": reply_to}

    def invoke(
        self, person: Person, place: Place, name: str, value: Any, *, thread: str
    ) -> dict[str, Any]:
        """A call that waits for its answer: `task/fetch`, `task/submit`, `adaptiveCard/action`."""
        activity = self._from_person("invoke", person, place, thread)
        return activity | {"name": name, "value": value}

    def installation(self, action: str, person: Person, place: Place) -> dict[str, Any]:
        """The bot was added to, or removed from, the team or a chat."""
        activity = self._from_person("installationUpdate", person, place, "")
        return activity | {"action": action}

    def members(
        self, event: str, person: Person, place: Place, accounts: list[dict[str, Any]]
    ) -> dict[str, Any]:
        """Somebody, or the bot, came or went; `event` is membersAdded or membersRemoved."""
        activity = self._from_person("conversationUpdate", person, place, "")
        if place.person is None:
            word = "Added" if event == "membersAdded" else "Removed"
            activity["channelData"]["eventType"] = f"teamMember{word}"
        return activity | {event: accounts}

    def team_event(self, event: str, person: Person, channel: Channel | None) -> dict[str, Any]:
        """A channel came, went or changed its name, or the team did."""
        # What happens to a channel with members of its own is told in that channel.
        where = channel if channel and channel.is_restricted else self.world.channels[0]
        activity = self._from_person(
            "conversationUpdate", person, Place(where.id, channel=where), ""
        )
        activity["channelData"]["eventType"] = event
        if channel:
            activity["channelData"]["channel"] = _channel(channel)
        else:
            del activity["channelData"]["channel"]
        return activity

    def channel_members(
        self, event: str, person: Person, channel: Channel, member: Person | None
    ) -> dict[str, Any]:
        """Somebody came to or left a private or shared channel; without a member it is the bot."""
        place = Place(channel.id, channel=channel)
        activity = self._from_person("conversationUpdate", person, place, "")
        word = "Added" if event == "membersAdded" else "Removed"
        data = activity["channelData"]
        data["eventType"] = f"channelMember{word}"
        if member is None:
            return activity | {event: [{"id": self.world.bot_id}]}
        if channel.kind is ChannelKind.SHARED:
            data["membershipSource"] = membership(channel, member)
        return activity | {event: [{"id": member.user_id, "aadObjectId": member.oid}]}

    def account(self, person: Person) -> dict[str, Any]:
        """A person as activities name them."""
        return {"id": person.user_id, "name": person.name, "aadObjectId": person.oid}

    def _from_person(self, kind: str, person: Person, place: Place, thread: str) -> dict[str, Any]:
        now = self.world.clock.now()
        return {
            "type": kind,
            "id": f"f:{uuid4()}",
            "timestamp": now.isoformat().replace("+00:00", "Z"),
            "localTimestamp": now.astimezone(ZoneInfo(LOCAL_ZONE)).isoformat(),
            "localTimezone": LOCAL_ZONE,
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": self.account(person),
            "recipient": {"id": self.world.bot_id, "name": self.world.bot_name},
            "conversation": self._conversation(place, thread),
            "channelData": self._channel_data(place),
            "locale": person.locale,
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": person.locale,
                    "country": person.locale[-2:],
                    "platform": "Web",
                    "timezone": LOCAL_ZONE,
                }
            ],
        }

    def _conversation(self, place: Place, thread: str) -> dict[str, Any]:
        tenant_id = self.world.office.tenant_id
        if place.person:
            return {"conversationType": "personal", "tenantId": tenant_id, "id": place.id}
        return {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": tenant_id,
            "id": f"{place.id};messageid={thread}" if thread else place.id,
        }

    def _channel_data(self, place: Place) -> dict[str, Any]:
        tenant_id = self.world.office.tenant_id
        data: dict[str, Any] = {"tenant": {"id": tenant_id}}
        if place.channel is None:
            return data
        team = {
            "id": self.world.team_id,
            "aadGroupId": self.world.office.team_group_id,
            "name": self.world.team_name,
        }
        return data | {
            "teamsChannelId": place.channel.id,
            "teamsTeamId": self.world.team_id,
            "channel": _channel(place.channel),
            "team": team | ({"tenantId": tenant_id} if place.channel.is_restricted else {}),
        }


def membership(channel: Channel, member: Person) -> dict[str, Any]:
    """By what somebody is in a shared channel; here always by themselves, never by a team."""
    return {
        "sourceType": "channel",
        "id": channel.id,
        "membershipType": "direct",
        "tenantId": member.organisation.tenant_id,
    }


def _channel(channel: Channel) -> dict[str, Any]:
    named = {"id": channel.id, "name": channel.name}
    return named | ({"type": str(channel.kind)} if channel.is_restricted else {})


def _as_html(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"
