"""What Teams tells of a team and its channels, and what follows from it."""

from collections.abc import Callable, Mapping
from functools import partial

from bot.door.incoming import Incoming
from dialogs.team.follow_team import (
    leave_team,
    lose_channel,
    regain_channel,
    rename_channel,
    rename_team,
    return_to_team,
)
from participation.place import Place
from storage.unit_of_work import UnitOfWork

Follow = Callable[[Place, str, UnitOfWork], None]

BOT_REMOVED = "botRemoved"
BOT_LEFT_CHANNEL = "botLeftChannel"
BOT_ENTERED_CHANNEL = "botEnteredChannel"
"""Names of our own for what Teams tells as the coming and going of a member."""

_FOLLOWED: Mapping[str, Follow] = {
    "channelDeleted": lose_channel,
    BOT_LEFT_CHANNEL: lose_channel,
    "channelRestored": regain_channel,
    BOT_ENTERED_CHANNEL: regain_channel,
    BOT_REMOVED: partial(leave_team, "team_removed"),
    "teamArchived": partial(leave_team, "team_archived"),
    "teamDeleted": partial(leave_team, "team_deleted"),
    "teamHardDeleted": partial(leave_team, "team_deleted"),
    "teamUnarchived": return_to_team,
    "teamRestored": return_to_team,
}
# Microsoft's documentation spells one of the names in two ways.
_BY_SMALL_LETTERS = {name.casefold(): follow for name, follow in _FOLLOWED.items()}


def follow_of(incoming: Incoming) -> Follow | None:
    """Return what has to follow from an event, or None if nothing has."""
    team = incoming.channel_data.team
    if team is None:
        return None
    event = _event(incoming).casefold()
    channel = incoming.channel_data.channel
    if event == "teamrenamed" and team.name:
        return partial(rename_team, team.name)
    if event == "channelrenamed" and channel and channel.name:
        return partial(rename_channel, channel.name)
    return _BY_SMALL_LETTERS.get(event)


def _event(incoming: Incoming) -> str:
    event = incoming.channel_data.event_type or ""
    bot = incoming.recipient.id
    if incoming.type == "installationUpdate":
        # An upgrade is told as "add-upgrade" and "remove-upgrade" and changes nothing.
        return BOT_REMOVED if incoming.action == "remove" else ""
    if any(one.id == bot for one in incoming.members_removed or ()):
        return BOT_LEFT_CHANNEL if event == "channelMemberRemoved" else BOT_REMOVED
    if any(one.id == bot for one in incoming.members_added or ()):
        return BOT_ENTERED_CHANNEL if event == "channelMemberAdded" else ""
    return event
