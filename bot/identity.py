"""From a verified activity to a person and a place."""

from bot.door.incoming import Incoming
from participation.people import Person, Role
from participation.place import Place
from participation.refusals import CardNotUnderstoodError
from participation.templates.local_text import Language


def language_of(incoming: Incoming) -> Language:
    """Return the language of the person's Teams; German unless it is English."""
    return "en" if (incoming.locale or "").lower().startswith("en") else "de"


def person_of(incoming: Incoming, roles: frozenset[Role] = frozenset()) -> Person:
    """Return who acts. Identity is organisation and account, never name or address."""
    object_id = (incoming.sender.aad_object_id or "").lower()
    if not object_id:
        raise CardNotUnderstoodError
    return Person(
        tenant_id=incoming.tenant_id,
        object_id=object_id,
        language=language_of(incoming),
        roles=roles,
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
