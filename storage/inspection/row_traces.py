"""What is left of rows of a sealed block in the raw pages of a SQLite file or its log.

A row of an open block begins with the block's name and sixteen bytes: a ballot, a receipt or a
delivery. In SQLite's record format the lengths of both stand in a header right before, which begins
with its own length (file format, section 2.1: a text of n bytes has the serial type 13 + 2n,
sixteen bytes of blob have 44).
"""

SIXTEEN_BYTES = 44
HEADER_LENGTHS = range(3, 17)
"""How long the header of a row is in our tables."""


def count_row_traces(content: bytes, block_id: str) -> int:
    """Return how many rows of an open block are left in raw bytes, deleted or not."""
    name = block_id.encode()
    lengths = _varint(13 + 2 * len(name)) + bytes([SIXTEEN_BYTES])
    headers = [(length, bytes([length]) + lengths) for length in HEADER_LENGTHS]
    found, start = 0, content.find(name)
    while start >= 0:
        found += any(content.startswith(header, start - length) for length, header in headers)
        start = content.find(name, start + 1)
    return found


def _varint(number: int) -> bytes:
    """Return a number below 2¹⁴ as SQLite writes it."""
    return bytes([number]) if number < 0x80 else bytes([0x80 | number >> 7, number & 0x7F])
