"""Who takes part, and in which role."""

from dataclasses import dataclass
from enum import StrEnum

from participation.templates.local_text import Language


class Role(StrEnum):
    """What somebody may do beyond answering; staff need no entry."""

    PROCESS_LEAD = "process_lead"
    STEERING = "steering"
    COORDINATOR = "coordinator"
    MODERATOR = "moderator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts, as Teams vouches for them.

    `tenant_id` and `object_id` come from the verified activity, never from card data. `slip` is
    the number of a paper form, for its author, who has no account.
    """

    tenant_id: str
    object_id: str
    language: Language = "de"
    roles: frozenset[Role] = frozenset()
    slip: str = ""

    def has(self, role: Role) -> bool:
        """Say whether this person holds `role`."""
        return role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in the roster of a team, as Teams names them; kept nowhere."""

    object_id: str
    user_id: str
    name: str
