"""From a verified activity to a person and a place."""

from bot.door.incoming import Incoming
from participation.people import Person
from participation.place import Place
from participation.templates.local_text import Language


def language_of(incoming: Incoming) -> Language:
    """Return the language of the person's Teams; German unless it is English."""
    return "en" if (incoming.locale or "").lower().startswith("en") else "de"


def person_of(incoming: Incoming) -> Person:
    """Return who acts. Identity is organisation and account, never name or address.

    Events may come without an account; then `object_id` is empty.
    """
    return Person(
        tenant_id=incoming.tenant_id,
        object_id=(incoming.sender.aad_object_id or "").lower(),
        language=language_of(incoming),
    )


def place_of(incoming: Incoming) -> Place:
    """Return where an activity happens; what is posted there stays in its thread."""
    team, channel = incoming.channel_data.team, incoming.channel_data.channel
    kind = incoming.conversation.conversation_type
    team_id = team.id if team and kind not in ("personal", "groupChat") else ""
    channel_id = channel.id if channel else ""
    if kind == "channel" and not channel_id:
        channel_id = incoming.conversation.id.partition(";")[0]
    return Place(
        tenant_id=incoming.tenant_id,
        service_url=incoming.service_url,
        conversation_id=incoming.conversation.id,
        user_id=incoming.sender.id,
        team_id=team_id,
        channel_id=channel_id if team_id else "",
        is_personal=kind == "personal",
    )
