"""Who takes part, and in which role."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from participation.templates.local_text import Language


class Role(StrEnum):
    """What somebody may do beyond answering; staff need no entry."""

    PROCESS_LEAD = "process_lead"
    STEERING = "steering"
    COORDINATOR = "coordinator"
    MODERATOR = "moderator"
    AUDITOR = "auditor"


Part = Literal["lead", "deputy"]
"""What somebody is in one process that they run."""


class Affiliation(StrEnum):
    """How somebody belongs to the organisation in whose channel they are, as its roster says.

    A guest has an account of their own there. A partner has one elsewhere, in an organisation that
    the bot serves too, and an outsider in one that it does not know; both are in shared channels.
    """

    OWN = "own"
    GUEST = "guest"
    PARTNER = "partner"
    OUTSIDER = "outsider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts, as Teams vouches for them.

    `tenant_id` and `object_id` come from the verified activity, never from card data; the roster
    adds `affiliation`, and `home_tenant_id` where the account is another organisation's. `slip` is
    the number of a paper form, for its author, who has no account. `part` is what they are in the
    process that is spoken of, once that is looked up.
    """

    tenant_id: str
    object_id: str
    language: Language = "de"
    roles: frozenset[Role] = frozenset()
    slip: str = ""
    affiliation: Affiliation = Affiliation.OWN
    home_tenant_id: str = ""
    part: Part | None = None

    @property
    def account_tenant_id(self) -> str:
        """The organisation that the account is in: with `object_id`, who somebody is."""
        return self.home_tenant_id or self.tenant_id

    def has(self, role: Role) -> bool:
        """Say whether this person holds `role`."""
        return role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in the roster of a team, as Teams names them; kept nowhere."""

    object_id: str
    user_id: str
    name: str
    affiliation: Affiliation = Affiliation.OWN
    home_tenant_id: str = ""
