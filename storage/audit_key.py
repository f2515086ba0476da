"""The key of the audit trail: one file beside the keys of blocks, for as long as the program runs.

It is no key to any answer. It is lost with its file; then what was chained with it can no longer be
checked, and the next act makes a new one.
"""

import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from participation.running.audit import AuditKey
from participation.secrecy import KEY_LENGTH

NAME = "audit.key"


class AuditKeyFile:
    """Reads the key, and makes it when it is first needed."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def load(self) -> AuditKey | None:
        """Return the key, or None if there is none (any more)."""
        try:
            content = (self._directory / NAME).read_bytes()
        except FileNotFoundError:
            return None
        made_at = datetime.fromisoformat(content[KEY_LENGTH:].decode("ascii"))
        return AuditKey(secret=content[:KEY_LENGTH], made_at=made_at)

    def provided(self, at: datetime) -> AuditKey:
        """Return the key; make it durable first, as of `at`, if there is none.

        The file appears when it is whole, and the first one to appear stays, whoever made it.
        """
        if (key := self.load()) is not None:
            return key
        key = AuditKey(secret=secrets.token_bytes(KEY_LENGTH), made_at=at)
        draft = self._directory / f"{NAME}.{secrets.token_hex(8)}.new"
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o400), "wb") as out:
            out.write(key.secret + key.made_at.isoformat(timespec="seconds").encode("ascii"))
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(draft, self._directory / NAME)
        draft.unlink()
        return self.load() or key
