"""The items of a block that can be counted: their options, labels and sides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from analysis.bands import Bands, bands_of
from analysis.labels import option_labels, point_label, vote_label
from analysis.summary import ItemKind, Tendency
from analysis.tendencies import DIVIDED, Row, Sides, sides
from participation.responses import Vote, items_of, options_of, required_items_of
from participation.templates.local_text import LocalText
from participation.templates.prompts import (
    DatePrompt,
    NumberPrompt,
    Prompt,
    ResistancePrompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
)

Positions = tuple[tuple[int, ...], ...]

VOTE_SIDES = ((0,), (1,))
"""Positions of agree and disagree among the votes; pass is on no side."""
KINDS: Mapping[str, ItemKind] = {
    "statements": "statement",
    "scale": "scale",
    "single_choice": "single_choice",
    "resistance": "resistance",
    "number": "number",
    "date": "date",
}
"""What the items of a kind of prompt are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item with its options in order, low to high where they have one.

    `place` tells at which option an answer is counted; `positions` are the item's sides.
    """

    key: str
    kind: ItemKind
    question: LocalText
    options: tuple[str, ...]
    labels: tuple[LocalText, ...]
    place: Callable[[str], int]
    positions: Positions
    may_be_skipped: bool

    @property
    def width(self) -> int:
        """The length of the item's rows: its options, then "no answer" if it may be skipped."""
        return len(self.options) + self.may_be_skipped

    @property
    def sides(self) -> Sides:
        """The sides that a group can be on."""
        return sides(self.positions, width=self.width)

    def row(self, counts: Mapping[str, int], *, answered_count: int) -> Row:
        """Return the counts of a group in which `answered_count` people answered the block.

        Raises ValueError if `counts` cannot be the answers of these people to this item.
        """
        row = [0] * len(self.options)
        skipped = answered_count - sum(counts.values())
        try:
            for answer, count in counts.items():
                row[self.place(answer)] += count
        except (ValueError, IndexError):
            raise self._misfit(answered_count) from None
        if skipped < 0 or (skipped and not self.may_be_skipped):
            raise self._misfit(answered_count)
        return [*row, skipped] if self.may_be_skipped else row

    def tendency(self, leader: int | None) -> tuple[Tendency | None, str]:
        """Return the words for a leading side: a tendency and, for choices, the option's key.

        Where a prompt may be skipped, nobody may lead because few have answered; that is not
        called divided but not shown.
        """
        if leader is None or (leader == DIVIDED and self.may_be_skipped):
            return None, ""
        if leader == DIVIDED:
            return Tendency.DIVIDED, ""
        if self.kind == "statement":
            return (Tendency.MOSTLY_FOR, Tendency.MOSTLY_AGAINST)[leader], ""
        if self.kind == "single_choice":
            return Tendency.MOSTLY_ONE, self.options[leader]
        return (Tendency.MOSTLY_LOW, Tendency.MOSTLY_HIGH)[leader], ""

    def _misfit(self, answered_count: int) -> ValueError:
        return ValueError(f"counts of {self.key} do not fit {answered_count} responses")


def items_of_prompt(prompt: Prompt) -> tuple[Item, ...]:
    """Return the items of a prompt that are counted by themselves, in the template's order.

    Multiple choices and rankings have none: their options are tied to each other.
    """
    return tuple(_items(prompt))


def _items(prompt: Prompt) -> Iterator[Item]:
    match prompt:
        case StatementsPrompt():
            votes = _votes()
            for key, statement in zip(items_of(prompt), prompt.statements, strict=True):
                yield _item(prompt, key, statement.text, votes, VOTE_SIDES)
        case ScalePrompt():
            labels = tuple(point_label(prompt, point) for point in range(1, prompt.points + 1))
            points = _listed(options_of(prompt) or (), labels)
            yield _item(prompt, prompt.key, prompt.question, points, _halves(prompt.points))
        case SingleChoicePrompt():
            names = option_labels(prompt)
            options = _listed(tuple(names), tuple(names.values()))
            each = tuple((position,) for position in range(len(names)))
            yield _item(prompt, prompt.key, prompt.question, options, each)
        case ResistancePrompt():
            bands = bands_of(prompt)
            for key, name in zip(items_of(prompt), option_labels(prompt).values(), strict=True):
                yield _item(prompt, key, name, bands, _halves(len(bands.keys)))
        case NumberPrompt() | DatePrompt():
            bands = bands_of(prompt)
            yield _item(prompt, prompt.key, prompt.question, bands, _halves(len(bands.keys)))


def _item(
    prompt: Prompt, key: str, question: LocalText, bands: Bands, positions: Positions
) -> Item:
    return Item(
        key=key,
        kind=KINDS[prompt.kind],
        question=question,
        options=bands.keys,
        labels=bands.labels,
        place=bands.place,
        positions=positions,
        may_be_skipped=key not in required_items_of(prompt),
    )


def _votes() -> Bands:
    return _listed(tuple(Vote), tuple(vote_label(vote) for vote in Vote))


def _listed(keys: tuple[str, ...], labels: tuple[LocalText, ...]) -> Bands:
    return Bands(keys, labels, keys.index)


def _halves(width: int) -> Positions:
    """Return the low and the high positions; with an odd width the middle is on no side."""
    low = tuple(range(width // 2))
    return low, tuple(width - 1 - position for position in low)
