"""What sets the texts of one theme apart from those of the others, in words people wrote."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from analysis.themes.grams import WORD, words_of

MOST_WORDS = 5
STEM_LENGTH = 6
"""Words that begin with the same six letters are told as one, in the form that is used most."""
FEWEST_TEXTS = 2


def telling_words(themes: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return up to MOST_WORDS words for each theme, the most telling first.

    Class TF-IDF: how many texts of the theme have a word, times how rare it is among all themes
    (Grootendorst 2022). Only words that FEWEST_TEXTS texts of the theme have.
    """
    counts = {key: _stems(texts) for key, texts in themes.items()}
    everywhere: Counter[str] = Counter()
    for one in counts.values():
        everywhere.update(one)
    usual = sum(everywhere.values()) / max(1, len(themes))
    forms = _forms([text for texts in themes.values() for text in texts])
    told = {}
    for key, one in counts.items():
        weights = {
            stem: count * log(1 + usual / everywhere[stem])
            for stem, count in one.items()
            if count >= FEWEST_TEXTS
        }
        ranked = sorted(weights, key=lambda stem: (-weights[stem], stem))
        told[key] = tuple(forms[stem] for stem in ranked[:MOST_WORDS])
    return told


def _stems(texts: Sequence[str]) -> Counter[str]:
    """Return in how many texts each beginning of a longer word stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(
            {word[:STEM_LENGTH] for word in words_of(text) if len(word) > STEM_LENGTH - 2}
        )
    return counts


def _forms(texts: Sequence[str]) -> dict[str, str]:
    """Return the commonest written form of each beginning."""
    written: dict[str, Counter[str]] = {}
    for text in texts:
        for word in WORD.findall(text):
            written.setdefault(word.lower()[:STEM_LENGTH], Counter())[word] += 1
    return {
        stem: min(forms, key=lambda form: (-forms[form], form)) for stem, forms in written.items()
    }
