"""Just enough PNG to look at the pixels of an icon: eight bits a channel, with or without alpha."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}
"""Bytes of a pixel by the header's kind of colour: RGB and RGBA."""
Pixel = tuple[int, ...]


def size(path: Path) -> tuple[int, int]:
    """Return width and height."""
    width, height = struct.unpack(">II", _chunks(path)[b"IHDR"][:8])
    return width, height


def pixels(path: Path) -> list[Pixel]:
    """Return every pixel, row by row."""
    chunks = _chunks(path)
    bits, colour, *other = chunks[b"IHDR"][8:]
    assert [bits, *other] == [8, 0, 0, 0]  # the plain kind: not interlaced, nothing special
    step = CHANNELS[colour]
    rows = _rows(zlib.decompress(chunks[b"IDAT"]), size(path)[0] * step, step)
    return [tuple(row[at : at + step]) for row in rows for at in range(0, len(row), step)]


def _chunks(path: Path) -> dict[bytes, bytes]:
    data = path.read_bytes()
    assert data.startswith(SIGNATURE)
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        found[kind] = found.get(kind, b"") + data[at + 8 : at + 8 + length]
        at += 12 + length  # length, kind and checksum take four bytes each
    return found


def _rows(data: bytes, width: int, step: int) -> Iterator[bytes]:
    above = bytes(width)
    for start in range(0, len(data), width + 1):
        above = _unfiltered(data[start], data[start + 1 : start + 1 + width], above, step)
        yield above


def _unfiltered(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    known = bytearray(step)  # a row begins as if an empty pixel stood before it
    corner = bytes(step) + above
    for at, value in enumerate(row):
        left, up, up_left = known[at], above[at], corner[at]
        guesses = (0, left, up, (left + up) // 2, _nearest(left, up, up_left))
        known.append((value + guesses[kind]) % 256)
    return bytes(known[step:])


def _nearest(left: int, up: int, up_left: int) -> int:
    """Paeth's predictor (PNG specification, section 9.4)."""
    return min((left, up, up_left), key=lambda one: abs(left + up - up_left - one))
