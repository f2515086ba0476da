"""What a dialog answers with."""

from dataclasses import dataclass

Card = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reply:
    """A card for the window of a dialog; `title` is the window's title, in words.

    `asked_about` are the kinds of personal data that the card asks about; they are only counted.
    """

    card: Card
    title: str
    asked_about: tuple[str, ...] = ()
