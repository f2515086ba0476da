"""What a dialog answers with."""

from dataclasses import dataclass

Card = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reply:
    """A card for the window of a dialog; `title` is the window's title, in words."""

    card: Card
    title: str
