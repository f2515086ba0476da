"""Texts that stand for a theme without repeating each other."""

from collections.abc import Sequence

from analysis.personal_data.check import check_text
from analysis.themes.grams import WORD, Weighing, likeness, mean_vector

FEWEST_WORDS, MOST_WORDS = 6, 32
RELEVANCE = 0.6
"""λ of maximal marginal relevance (Carbonell and Goldstein 1998)."""


def suggest_quotes(texts: Sequence[str], *, most: int) -> tuple[int, ...]:
    """Return the positions of up to `most` texts, the best first.

    Each is as typical of all texts, and as little like those before it, as λ weighs. Only texts of
    6 to 32 words in which nothing looks like personal data; a person releases them one by one.
    """
    weighing = Weighing(texts)
    vectors = [weighing.vector(text) for text in texts]
    middle = mean_vector(vectors)
    waiting = [place for place, text in enumerate(texts) if may_be_quoted(text)]
    chosen: list[int] = []
    while waiting and len(chosen) < most:
        best = max(
            waiting,
            key=lambda place: (
                RELEVANCE * likeness(vectors[place], middle)
                - (1 - RELEVANCE)
                * max((likeness(vectors[place], vectors[one]) for one in chosen), default=0.0),
                -place,
            ),
        )
        waiting.remove(best)
        chosen.append(best)
    return tuple(chosen)


def may_be_quoted(text: str) -> bool:
    """Say whether a text has the length of a quote and nothing that looks like personal data."""
    return (
        FEWEST_WORDS <= len(WORD.findall(text)) <= MOST_WORDS and check_text(text).level == "none"
    )
