"""Deleted and restored channels, and a team that is renamed, archived, deleted, restored."""

from __future__ import annotations

import pytest

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot
from tests.seen import Json

CHANNEL = "Planungsräume"


def told(bot: FakeBot) -> Json:
    """What the bot was told last about team or channels."""
    return dict(bot.last("conversationUpdate")["channelData"])


def test_a_deleted_channel_comes_back_with_its_id_and_its_messages(
    office: Office, bot: FakeBot
) -> None:
    channel = office.channel(CHANNEL)
    sent = bot.send(channel, {"text": "Bleibt das?"}).json()["id"]
    office.change_channel("delete", channel=CHANNEL)
    assert told(bot)["eventType"] == "channelDeleted"
    assert bot.send(channel, {"text": "Hallo"}).status_code == 404
    office.change_channel("restore", channel=CHANNEL)
    assert told(bot)["eventType"] == "channelRestored"
    assert told(bot)["channel"]["id"] == office.channel(CHANNEL) == channel
    assert bot.send(channel, {"text": "Hallo"}).status_code == 201
    assert sent in [message.id for message in office.messages(channel)]


@pytest.mark.parametrize(
    ("away", "back", "events", "status"),
    [
        ("archive", "unarchive", ("teamArchived", "teamUnarchived"), 403),
        ("delete", "restore", ("teamDeleted", "teamRestored"), 404),
    ],
)
def test_a_team_that_is_put_away_takes_no_messages_until_it_is_back(
    office: Office, bot: FakeBot, away: str, back: str, events: tuple[str, str], status: int
) -> None:
    channel = office.channel(CHANNEL)
    office.change_team(away)
    assert told(bot)["eventType"] == events[0]
    assert bot.send(channel, {"text": "Hallo"}).status_code == status
    path = f"v3/teams/{office.channel()}/conversations"
    assert bot.call("GET", path).status_code == status
    office.change_team(back)
    assert told(bot)["eventType"] == events[1]
    assert bot.send(channel, {"text": "Hallo"}).status_code == 201


def test_a_renamed_team_is_told_by_its_new_name_and_no_channel(
    office: Office, bot: FakeBot
) -> None:
    office.change_team("rename", name="Anderer Name (erfunden)")
    assert told(bot)["team"]["name"] == "Anderer Name (erfunden)"
    assert "channel" not in told(bot)
