"""Texts as weighted runs of letters, so that "Heizung" and "Heizkosten" have much in common.

German builds its words together and bends them; runs of three to five letters within a word find
what they share without a dictionary. Weights are TF-IDF: how often a run stands in a text, and how
few texts have it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log, sqrt

LENGTHS = (3, 4, 5)
WORD = re.compile(r"[^\W\d_]+")
SHORTEST_WORD = 3
EDGE = "_"
"""Stands for the beginning and the end of a word."""

Vector = Mapping[str, float]
"""Run of letters → weight; of length 1, or empty for a text without words."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, short ones left out."""
    return [one for one in WORD.findall(text.lower()) if len(one) >= SHORTEST_WORD]


def grams_of(text: str) -> Iterator[str]:
    """Yield the runs of letters of a text."""
    for word in words_of(text):
        bounded = f"{EDGE}{word}{EDGE}"
        for length in LENGTHS:
            for start in range(len(bounded) - length + 1):
                yield bounded[start : start + length]


class Weighing:
    """Knows from many texts how much each run of letters says."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            counts.update(set(grams_of(text)))
        self._total = total
        self._rarity = {gram: log((1 + total) / (1 + count)) + 1 for gram, count in counts.items()}

    def vector(self, text: str) -> Vector:
        """Return a text as a vector of length 1; runs that no text had weigh as the rarest."""
        rarest = log(1 + self._total) + 1
        weights = {
            gram: (1 + log(count)) * self._rarity.get(gram, rarest)
            for gram, count in Counter(grams_of(text)).items()
        }
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / length for gram, weight in weights.items()}


def likeness(one: Vector, other: Vector) -> float:
    """Return how alike two vectors are, 0 … 1 (cosine)."""
    small, large = sorted((one, other), key=len)
    return sum(weight * large[gram] for gram, weight in small.items() if gram in large)


def mean_vector(vectors: Sequence[Vector]) -> Vector:
    """Return the middle of some vectors, of length 1."""
    sums: dict[str, float] = {}
    for vector in vectors:
        for gram, weight in vector.items():
            sums[gram] = sums.get(gram, 0.0) + weight
    length = sqrt(sum(weight * weight for weight in sums.values()))
    return {gram: weight / length for gram, weight in sums.items()} if length else {}
