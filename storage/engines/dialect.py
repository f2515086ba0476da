"""What every database has to be able to do for us."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal, Protocol

from sqlalchemy import Connection, Engine, Table

Purpose = Literal["read", "copy", "write", "migrate"]
"""To copy is to read for as long as it takes."""


class RewriteBlockedError(Exception):
    """The old pages could not be dropped yet, because somebody is still reading them."""


class Lead(Protocol):
    """The right to do what only one of several processes may do."""

    def is_held(self) -> bool:
        """Say whether the right is still ours; once it is not, it never comes back."""

    def give_back(self) -> None:
        """Let another process have it at once."""


class Dialect(Protocol):
    """One kind of database, opened."""

    engine: Engine
    is_shared: bool
    """Whether several processes may serve from it."""

    def claim(self) -> AbstractContextManager[None]:
        """Hold the database as its only server, where only one can be; else do nothing.

        Raises DatabaseTakenError if another process does; its end, however sudden, sets it free.
        """

    def try_to_lead(self) -> Lead | None:
        """Take the right to lead, or return None while another process holds it.

        It is free again as soon as its holder ends, however suddenly.
        """

    def is_led(self) -> bool:
        """Say whether a process leads right now, this one or another."""

    def begin(self, connection: Connection, purpose: Purpose) -> None:
        """Begin a transaction; one that writes or migrates waits until no other one does.

        A turn reads before it writes. Were two of them let in at once, one would decide by what
        the other is changing.
        """

    def take_no_samples(self, connection: Connection, tables: Iterable[Table]) -> None:
        """See to it that the database keeps no copies of values beside the tables themselves.

        To be called after tables were made or changed, in the same transaction.
        """

    def is_standing(self, connection: Connection) -> bool:
        """Say whether the transaction is still there; a full disk may end it without a word."""

    def is_away(self, fault: Exception) -> bool:
        """Say whether a fault means that there is no server; a file is always there."""

    def tells_order(self, tables: Iterable[Table]) -> bool:
        """Say whether the tables themselves show that their rows were written one after another.

        Where only this process writes, it knows that by itself and nothing is looked at.
        """

    def own_files(self) -> tuple[Path, ...]:
        """Return the files that hold the rows, as far as they lie on this machine.

        There are none where a server has them.
        """

    def rewrite(self, tables: Iterable[Table]) -> None:
        """Rewrite tables, so that neither deleted rows nor the order of writing are left in them.

        Raises RewriteBlockedError while a reader holds on to the old state; call again later.
        """
