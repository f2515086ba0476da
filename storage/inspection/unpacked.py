"""What is in a file, with whatever is packed in it: a key in an archive is a key.

Knows gzip, bzip2, xz, zip (and with it Office documents), tar, and the compressed streams of PDF.
"""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

DEEPEST = 3
"""So deep may archives lie in each other."""

MOST_BYTES = 1 << 30
"""So much is unpacked of one file at most."""

BETWEEN = b"\n\x00\n"
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
BROKEN = (
    *(OSError, EOFError, ValueError, NotImplementedError),
    *(zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError),
)
TAR_MARK = slice(257, 262)


def unpacked(content: bytes) -> bytes:
    """Return bytes, followed by everything that is packed in them; damaged parts as they are."""
    return BETWEEN.join(_all(content, DEEPEST))


def _all(content: bytes, depth: int) -> Iterator[bytes]:
    yield content
    left = MOST_BYTES
    for part in _parts(content) if depth else ():
        left -= len(part)
        if left < 0:
            return
        yield from _all(part, depth - 1)


def _parts(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK\x03\x04"):
        yield from _zip(content)
    elif content[TAR_MARK] == b"ustar":
        yield from _tar(content)
    elif content.startswith(b"%PDF"):
        for stream in STREAM.finditer(content):
            yield from _one(zlib.decompressobj().decompress, stream[1])
    else:
        for mark, unpack in (
            (b"\x1f\x8b", gzip.decompress),
            (b"BZh", bz2.decompress),
            (b"\xfd7zXZ\x00", lzma.decompress),
        ):
            if content.startswith(mark):
                yield from _one(unpack, content)


def _one(unpack: Callable[[bytes], bytes], content: bytes) -> Iterator[bytes]:
    try:
        yield unpack(content)
    except BROKEN:
        return


def _zip(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if not member.flag_bits & 1:  # locked with a password
                    yield archive.read(member)
    except BROKEN:
        return


def _tar(content: bytes) -> Iterator[bytes]:
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive:
                if member.isfile() and (file := archive.extractfile(member)):
                    yield file.read()
    except BROKEN:
        return
