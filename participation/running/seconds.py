"""Acts that need two people: one asks with a reason, another one confirms within a week.

To publish before the day that everybody was told, and to destroy anything before its day, are not
one person's to do. Whoever leads the process or stands in may ask. Any other of them may confirm;
what destroys something may also be confirmed by an auditor (staff council, data protection).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from participation.people import Person
from participation.process import Process
from participation.refusals import NotLeadingError, SamePersonError
from participation.roles import may_confirm_destroying, may_confirm_publishing

SecondAct = Literal["cancel_process", "publish_early", "destroy_early"]
DESTROYING: frozenset[SecondAct] = frozenset({"cancel_process", "destroy_early"})
WAITS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAct:
    """An act that waits for its second person; `form` is what the first one has confirmed."""

    process_id: str
    request_id: str
    act: SecondAct
    block_key: str
    form: Mapping[str, str]
    asked_by: str
    asked_at: datetime

    @property
    def expires_at(self) -> datetime:
        """Until when it can be confirmed."""
        return self.asked_at + WAITS

    def is_asked_by(self, person: Person) -> bool:
        """Say whether this person has asked for it."""
        return self.asked_by == person.object_id

    def require_concerns(self, person: Person, process: Process) -> None:
        """Refuse whoever may neither confirm nor decline it."""
        destroys = self.act in DESTROYING
        may_confirm = may_confirm_destroying if destroys else may_confirm_publishing
        if not may_confirm(person, process):
            raise NotLeadingError

    def require_second(self, person: Person, process: Process) -> None:
        """Refuse whoever may not confirm it, above all the person who has asked."""
        self.require_concerns(person, process)
        if self.is_asked_by(person):
            raise SamePersonError
