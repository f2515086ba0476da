"""The order in which a person sees statements: random, and balanced over all persons.

One fixed order would favour the first statements. Each person gets a random row of a Williams
design (E. J. Williams 1949): over all rows every statement stands at every place equally often and,
for an even number of statements, follows every other equally often.
"""

from hashlib import sha256


def williams_row(size: int, row: int) -> tuple[int, ...]:
    """Return row `row` (0 … 2·size − 1) of the design for `size` items, as positions 0 … size − 1.

    Rows from `size` on are the mirrored ones that balance an odd number of items.
    """
    zigzag = [(index + 1) // 2 if index % 2 else -(index // 2) for index in range(size)]
    order = tuple((place + row) % size for place in zigzag)
    return order if row < size else order[::-1]


def statement_order(size: int, seed: str) -> tuple[int, ...]:
    """Return the order that `seed` draws; the same seed, the same order."""
    if size < 2:
        return tuple(range(size))
    drawn = int.from_bytes(sha256(f"order:{seed}".encode()).digest()[:8], "big")
    return williams_row(size, drawn % (2 * size))
