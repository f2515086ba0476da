"""Who leads a process: somebody at any time, and as many deputies as are wanted."""

from collections.abc import Mapping

from participation.people import Part
from participation.refusals import LastLeadError


def require_lead_without(parts: Mapping[str, Part], object_id: str) -> None:
    """Refuse if nobody would lead the process without this account.

    `parts` are all who lead it or stand in, by account. Deputies are no replacement: only a lead
    can name somebody.
    """
    others = {part for account, part in parts.items() if account != object_id}
    if parts.get(object_id) == "lead" and "lead" not in others:
        raise LastLeadError
