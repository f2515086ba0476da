"""One turn: who acts, where, when, and what is needed to answer."""

from dataclasses import dataclass
from datetime import datetime

from participation.people import Member, Person
from participation.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the edge knows about a turn, all of it from the verified activity or the roster.

    `cause` is the activity's id: what is queued because of it is queued once. `nonce` is fresh and
    random. `message_id` names the message whose button was pressed, `job` what the message
    itself says which one it is. `member_of` are those of the
    channels that the dialog has to do with in whose roster the person is; `has_unseen` says that
    some of them could not be asked in time. `channels` are the (id, name) pairs of the team,
    `people` its members as far as Teams has named them in time. All are filled only for dialogs
    that ask for them.
    """

    person: Person
    place: Place
    now: datetime
    cause: str
    nonce: str
    message_id: str = ""
    job: str = ""
    member_of: frozenset[str] = frozenset()
    has_unseen: bool = False
    channels: tuple[tuple[str, str], ...] = ()
    people: tuple[Member, ...] = ()
