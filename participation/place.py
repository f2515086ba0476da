"""Where something is said: a channel of a team, a thread in it, or a personal chat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address that messages can be sent to.

    `conversation_id` is empty for a personal chat that has not been opened yet; then `user_id`
    (the Teams id of the person) says whose. `team_id` and `channel_id` are empty outside teams.
    `is_personal` is true for a chat between one person and the bot, and for nothing else.
    """

    tenant_id: str
    service_url: str
    conversation_id: str = ""
    user_id: str = ""
    team_id: str = ""
    channel_id: str = ""
    is_personal: bool = False

    @property
    def is_channel(self) -> bool:
        """Say whether this is a channel, which everybody in the team can read."""
        return bool(self.team_id)
