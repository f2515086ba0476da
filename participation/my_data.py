"""What is kept about one person: under their account, and in open blocks under their pseudonym."""

from collections.abc import Mapping
from dataclasses import dataclass

from participation.drafts import Draft
from participation.people import Part, Role
from participation.process import Process, TopicBlock
from participation.proposals import Proposal
from participation.responses import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptUnderAccount:
    """What names somebody's account.

    `chat` is the name of their personal chat, `parts` what they do in a process, by its name;
    `forms` are what they have begun to fill in, by dialog; the counts are of messages to their
    chat, of acts in audit trails, and of versions of outcomes that they have written.
    """

    roles: tuple[Role, ...] = ()
    chat: str = ""
    parts: tuple[tuple[str, Part], ...] = ()
    forms: tuple[tuple[str, Mapping[str, str]], ...] = ()
    message_count: int = 0
    act_count: int = 0
    outcome_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInBlock:
    """What an open block holds under somebody's pseudonym.

    `is_key_lost` says that nobody can tell any more what is whose. `is_member` is false for
    somebody who has left the channel since, or is asked no longer: they can see it, but not change
    it.
    """

    process: Process
    block: TopicBlock
    stored: Response | None = None
    drafts: tuple[Draft, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    is_key_lost: bool = False
    is_member: bool = True

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is kept."""
        return not (self.stored or self.drafts or self.proposals)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyData:
    """Everything that is kept about one person; of `closed` blocks nothing can be tied to them."""

    account: KeptUnderAccount
    open: tuple[KeptInBlock, ...] = ()
    closed: tuple[tuple[Process, TopicBlock], ...] = ()
