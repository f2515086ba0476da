"""The order of statements is random for a person and balanced over all of them."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.statement_order import statement_order, williams_row


def design(size: int, rows: int) -> list[tuple[int, ...]]:
    """Return the first rows of the design."""
    return [williams_row(size, row) for row in range(rows)]


def followers(rows: list[tuple[int, ...]]) -> Counter[tuple[int, int]]:
    """Count how often one item directly follows another."""
    return Counter(pair for row in rows for pair in pairwise(row))


@pytest.mark.parametrize("size", range(2, 41))
def test_every_row_shows_every_statement_once(size: int) -> None:
    assert all(sorted(row) == list(range(size)) for row in design(size, 2 * size))


@pytest.mark.parametrize("size", range(2, 41))
def test_every_statement_stands_at_every_place_equally_often(size: int) -> None:
    places = Counter(pair for row in design(size, 2 * size) for pair in enumerate(row))
    assert len(places) == size * size
    assert set(places.values()) == {2}


@pytest.mark.parametrize("size", range(2, 41))
def test_every_statement_follows_every_other_equally_often(size: int) -> None:
    counts = followers(design(size, 2 * size))
    assert len(counts) == size * (size - 1)
    assert set(counts.values()) == {2}


@pytest.mark.parametrize("size", range(2, 41, 2))
def test_an_even_number_is_balanced_without_the_mirrored_rows(size: int) -> None:
    assert set(followers(design(size, size)).values()) == {1}


@given(st.integers(0, 40), st.text())
def test_the_same_seed_gives_the_same_whole_order(size: int, seed: str) -> None:
    order = statement_order(size, seed)
    assert sorted(order) == list(range(size))
    assert order == statement_order(size, seed)


def test_many_seeds_draw_every_row_of_the_design() -> None:
    drawn = {statement_order(8, f"nonce-{number}") for number in range(400)}
    assert drawn == set(design(8, 16))
