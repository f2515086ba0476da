"""The keys of open blocks: one file each, outside the database, destroyed at sealing.

A key inside a database survives its deletion in pages, write-ahead log and backups. The directory
must therefore lie outside database, backups and machine snapshots.
"""

import os
import re
import secrets
from pathlib import Path

from participation.secrecy import KEY_LENGTH, BlockKeys
from storage.audit_key import AuditKeyFile

BLOCK_ID = re.compile(r"[0-9a-z-]+:[a-z][a-z0-9_]*")


class KeyDirectory:
    """Creates, reads and destroys the key files of blocks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
        self.audit = AuditKeyFile(path)

    def create(self, block_id: str) -> None:
        """Make the key of a block durable; an existing one stays as it is.

        The file appears under its name only when it is complete, so a crash leaves either a whole
        key or none.
        """
        file = self._file(block_id)
        if file.exists():
            return
        unfinished = file.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with open(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o400), "wb") as out:
            out.write(secrets.token_bytes(3 * KEY_LENGTH))
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(file)
        self._sync()

    def load(self, block_id: str) -> BlockKeys | None:
        """Return the keys of a block, or None if there are none (any more)."""
        try:
            return BlockKeys.from_bytes(self._file(block_id).read_bytes())
        except FileNotFoundError:
            return None

    def destroy(self, block_id: str) -> None:
        """Overwrite and remove the key of a block; does nothing if it is gone already."""
        file = self._file(block_id)
        if not file.exists():
            return
        file.chmod(0o600)
        with file.open("r+b") as out:
            out.write(bytes(3 * KEY_LENGTH))
            out.flush()
            os.fsync(out.fileno())
        file.unlink()
        self._sync()

    def _file(self, block_id: str) -> Path:
        # The name comes from the database today; it must not lead anywhere else tomorrow.
        if not BLOCK_ID.fullmatch(block_id):
            raise ValueError("not the id of a block")
        return self._path / f"{block_id.replace(':', '.')}.key"

    def _sync(self) -> None:
        descriptor = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
