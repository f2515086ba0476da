"""What is packed into files is looked through as well."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib

import pytest

from storage.inspection.unpacked import unpacked

INSIDE = b"A key, or somebody's name."


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return out.getvalue()


def tarred(content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("backup/themenblock.db")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def paper(content: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\nstream\n" + zlib.compress(content) + b"\nendstream\nendobj"


PACKED = {
    "gzip": gzip.compress(INSIDE),
    "bzip2": bz2.compress(INSIDE),
    "xz": lzma.compress(INSIDE),
    "zip": zipped(INSIDE),
    "tar": tarred(INSIDE),
    "tar in gzip": gzip.compress(tarred(INSIDE)),
    "zip in zip": zipped(zipped(INSIDE)),
    "pdf": paper(INSIDE),
}


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_packed_is_found(kind: str) -> None:
    found = unpacked(PACKED[kind])
    assert INSIDE in found
    assert found.startswith(PACKED[kind])


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_damaged_stays_as_it_is(kind: str) -> None:
    damaged = PACKED[kind][: len(PACKED[kind]) * 2 // 3]
    assert unpacked(damaged).startswith(damaged)
    assert unpacked(PACKED[kind][:7] + b"\xff" * 40)


def test_archives_in_archives_end_somewhere() -> None:
    content = INSIDE
    for _ in range(6):
        content = gzip.compress(content)
    assert INSIDE not in unpacked(content)
    assert unpacked(b"") == b""
