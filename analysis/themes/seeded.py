"""Texts assigned to themes that people have named, each with a few words; or to none.

On short texts no method finds themes by itself; themes that planners name beforehand win. A text
goes to the theme whose words it is most like. In a second round the clearest texts stand beside the
words, so that a theme also knows how people speak of it. Whatever is not clearly nearer to one
theme than to all others stays without one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.themes.grams import Vector, Weighing, likeness, mean_vector

CLEAR_SHARE = 0.5
"""Which part of the texts, the clearest, a theme learns from."""
SEED_SHARE = 0.2
"""How much the words of a theme weigh beside the texts that it has learnt from."""
LEAST_MARGIN = 0.025
"""By how much the best theme must be nearer than the second."""
METHOD = "seeded-1"
"""Names this way of assigning, with its parameters; stored with whatever stands on it."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A theme: its key, and the words that stand for it (one or more)."""

    key: str
    words: tuple[str, ...]


class Assigned(NamedTuple):
    """What a text is about: a theme's key, or "" for none; and how clearly, 0 … 1."""

    theme: str
    margin: float


def assign(
    texts: Sequence[str], seeds: Sequence[Seed], *, least_margin: float = LEAST_MARGIN
) -> tuple[Assigned, ...]:
    """Return the theme of each text, in the order of the texts.

    With a single theme its margin is the likeness itself. Raises ValueError without themes.
    """
    if not seeds:
        raise ValueError("there are no themes")
    weighing = Weighing(texts)
    vectors = [weighing.vector(text) for text in texts]
    worded = {seed.key: [weighing.vector(word) for word in seed.words] for seed in seeds}
    first = [_by_words(vector, worded) for vector in vectors]
    learnt = _learnt(vectors, first, worded)
    return tuple(_decided(_nearest(vector, learnt), least_margin) for vector in vectors)


def _by_words(vector: Vector, worded: Mapping[str, Sequence[Vector]]) -> Assigned:
    return _best(
        {key: sum(likeness(vector, word) ** 2 for word in words) for key, words in worded.items()}
    )


def _nearest(vector: Vector, themes: Mapping[str, Vector]) -> Assigned:
    return _best({key: likeness(vector, theme) for key, theme in themes.items()})


def _best(scores: Mapping[str, float]) -> Assigned:
    ordered = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    second = ordered[1][1] if len(ordered) > 1 else 0.0
    return Assigned(ordered[0][0], ordered[0][1] - second)


def _learnt(
    vectors: Sequence[Vector], first: Sequence[Assigned], worded: Mapping[str, Sequence[Vector]]
) -> dict[str, Vector]:
    """Return each theme as the middle of its words and of the texts that are clearly about it."""
    clearest = sorted(range(len(vectors)), key=lambda one: -first[one].margin)
    chosen = [one for one in clearest[: round(CLEAR_SHARE * len(vectors))] if first[one].margin > 0]
    learnt: dict[str, Vector] = {}
    for key, words in worded.items():
        own = [vectors[one] for one in chosen if first[one].theme == key]
        by_words = mean_vector(words)
        copies = max(1, round(SEED_SHARE * len(own)))
        learnt[key] = mean_vector([*own, *([by_words] * copies)])
    return learnt


def _decided(found: Assigned, least_margin: float) -> Assigned:
    return Assigned(found.theme if found.margin >= least_margin else "", found.margin)
