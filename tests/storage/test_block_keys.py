"""Keys of blocks: one file each, whole or absent, gone when destroyed."""

import stat
from pathlib import Path

from storage.block_keys import KeyDirectory

BLOCK = "0123:basics"


def test_a_key_is_made_once_and_stays_the_same(tmp_path: Path) -> None:
    keys = KeyDirectory(tmp_path / "keys")
    keys.create(BLOCK)
    first = keys.load(BLOCK)
    keys.create(BLOCK)
    assert keys.load(BLOCK) == first is not None


def test_only_its_owner_can_read_a_key(tmp_path: Path) -> None:
    KeyDirectory(tmp_path / "keys").create(BLOCK)
    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_destroyed_key_is_gone_and_destroying_twice_is_no_mistake(tmp_path: Path) -> None:
    keys = KeyDirectory(tmp_path / "keys")
    keys.create(BLOCK)
    keys.destroy(BLOCK)
    keys.destroy(BLOCK)
    assert keys.load(BLOCK) is None
    assert list((tmp_path / "keys").iterdir()) == []


def test_what_a_crash_left_unfinished_is_no_key(tmp_path: Path) -> None:
    keys = KeyDirectory(tmp_path / "keys")
    (tmp_path / "keys" / "0123.basics.new").write_bytes(b"half")
    assert keys.load(BLOCK) is None
    keys.create(BLOCK)
    assert keys.load(BLOCK) is not None


def test_two_blocks_never_share_a_key(tmp_path: Path) -> None:
    keys = KeyDirectory(tmp_path / "keys")
    keys.create("0123:basics")
    keys.create("0123:other")
    assert keys.load("0123:basics") != keys.load("0123:other")
