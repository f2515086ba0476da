"""The JSON that `themenblock themes` prints; the reference page is made from these models."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, Field

from analysis.themes.labels import telling_words
from analysis.themes.quotes import suggest_quotes
from analysis.themes.seeded import METHOD, Assigned, Seed

MOST_QUOTES = 3


class ThemeRow(BaseModel):
    """A theme, and the texts that stand for it."""

    theme: str
    texts: int = Field(description="how many texts were assigned to it")
    words: list[str] = Field(description="what sets it apart, as people wrote it")
    quotes: list[int] = Field(
        description="lines that could be quoted: of 6 to 32 words, without personal data"
    )


class TextRow(BaseModel):
    """A text: where it stands in the file, not what it says."""

    line: int = Field(description="1 is the first after the headings")
    theme: str | None = Field(description="null if it is not clearly nearer to one theme")
    margin: float = Field(description="by how much the nearest theme is nearer than the second")


class ThemesLayout(BaseModel):
    """What `themenblock themes TEXTS.csv --seeds SEEDS.toml --json` prints."""

    version: Literal[1] = 1
    method: str = Field(description="how texts were assigned")
    assigned: int
    without_theme: int
    themes: list[ThemeRow]
    texts: list[TextRow]


def layout_of(
    texts: Sequence[str], seeds: Sequence[Seed], assigned: Sequence[Assigned]
) -> ThemesLayout:
    """Return the layout of what was assigned."""
    places = {
        seed.key: [place for place, one in enumerate(assigned) if one.theme == seed.key]
        for seed in seeds
    }
    words = telling_words({key: [texts[one] for one in own] for key, own in places.items()})
    count = sum(len(own) for own in places.values())
    return ThemesLayout(
        method=METHOD,
        assigned=count,
        without_theme=len(texts) - count,
        themes=[
            ThemeRow(
                theme=key,
                texts=len(own),
                words=list(words[key]),
                quotes=[
                    own[chosen] + 1
                    for chosen in suggest_quotes([texts[one] for one in own], most=MOST_QUOTES)
                ],
            )
            for key, own in places.items()
        ],
        texts=[
            TextRow(line=line, theme=one.theme or None, margin=one.margin)
            for line, one in enumerate(assigned, 1)
        ],
    )
