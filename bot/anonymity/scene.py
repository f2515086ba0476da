"""What an attacker has: the database, the keys that are left, the staff list, further files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analysis.summary import Summary
from bot.anonymity.staff_list import Employee
from participation.process import BlockState, Process, TopicBlock
from participation.running.audit import AuditEntry
from participation.secrecy import BlockKeys
from storage.inspection.inspector import Inspector

WITHOUT_KEYS = frozenset({BlockState.SEALED, BlockState.PUBLISHED, BlockState.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockScene:
    """One block: its key if there is one, its fingerprints if noted, and what was published."""

    block: TopicBlock
    keys: BlockKeys | None
    fingerprints: bytes | None
    published: tuple[Summary, ...]

    @property
    def is_sealed(self) -> bool:
        """Say whether the block has been taken apart and its keys destroyed, as it should be."""
        return self.block.state in WITHOUT_KEYS

    @property
    def key_marks(self) -> frozenset[bytes]:
        """By what copies of the keys are recognised; empty if nobody can."""
        marks = self.keys.fingerprints if self.keys else self.fingerprints or b""
        return frozenset(marks[start : start + 32] for start in range(0, len(marks), 32))


TOUCHING = frozenset({"review_text", "destroy_early", "purge_process"})
"""Acts that move or delete single rows of sealed blocks; the full hour puts the file in order."""


def touched_since(entries: Iterable[AuditEntry], moment: datetime) -> bool:
    """Say whether an act since a moment leaves its mark in the pages until the full hour."""
    return any(entry.act in TOUCHING and entry.at >= moment for entry in entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything there is. `searched` are files to look through, `published` papers to read."""

    process: Process
    blocks: tuple[BlockScene, ...]
    staff: tuple[Employee, ...] | None
    inspector: Inspector
    key_directory: Path
    searched: tuple[Path, ...]
    published: tuple[Path, ...]
    is_fresh: bool
    """Whether some block has answers now: until the full hour the file tells their order."""
    is_touched: bool
    """Whether single sealed rows were moved or deleted within the last hour, by a decision."""


def files_in(places: tuple[Path, ...]) -> Iterator[Path]:
    """Yield all files in files and folders."""
    for place in places:
        if place.is_dir():
            yield from (one for one in sorted(place.rglob("*")) if one.is_file())
        else:
            yield place
