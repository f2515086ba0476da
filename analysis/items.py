"""The items of a block that can be counted: their options, labels and sides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.summary import ItemKind, Tendency
from analysis.tendencies import DIVIDED, Row, Sides, sides
from content.words import words
from participation.responses import Vote, items_of, options_of
from participation.templates.local_text import LocalText
from participation.templates.prompts import (
    Prompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
)
from participation.templates.template import TopicBlockTemplate

VOTE_SIDES = ((0,), (1,))
"""Positions of agree and disagree among the votes; pass is on no side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item with its options in the template's order; `positions` are its sides."""

    key: str
    kind: ItemKind
    question: LocalText
    options: tuple[str, ...]
    labels: tuple[LocalText, ...]
    positions: tuple[tuple[int, ...], ...]
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
        row = [counts.get(option, 0) for option in self.options]
        skipped = answered_count - sum(counts.values())
        if sum(row) != sum(counts.values()) or skipped < 0 or (skipped and not self.may_be_skipped):
            raise ValueError(f"counts of {self.key} do not fit {answered_count} responses")
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
        if self.kind == "scale":
            return (Tendency.MOSTLY_LOW, Tendency.MOSTLY_HIGH)[leader], ""
        return Tendency.MOSTLY_ONE, self.options[leader]


def items(block: TopicBlockTemplate) -> tuple[Item, ...]:
    """Return the items of `block` that can be counted, in the template's order."""
    return tuple(item for prompt in block.prompts for item in _items_of(prompt))


def _items_of(prompt: Prompt) -> Iterator[Item]:
    match prompt:
        case StatementsPrompt():
            labels = tuple(_vote_label(vote) for vote in Vote)
            for key, statement in zip(items_of(prompt), prompt.statements, strict=True):
                yield _item(prompt, key, "statement", statement.text, labels, VOTE_SIDES)
        case ScalePrompt():
            points = range(1, prompt.points + 1)
            labels = tuple(_point_label(prompt, point) for point in points)
            low = tuple(range(prompt.points // 2))
            high = tuple(prompt.points - 1 - position for position in low)
            yield _item(prompt, prompt.key, "scale", prompt.question, labels, (low, high))
        case SingleChoicePrompt():
            labels = tuple(option.text for option in prompt.options)
            each = tuple((position,) for position in range(len(labels)))
            yield _item(prompt, prompt.key, "single_choice", prompt.question, labels, each)


def _item(
    prompt: Prompt,
    key: str,
    kind: ItemKind,
    question: LocalText,
    labels: tuple[LocalText, ...],
    positions: tuple[tuple[int, ...], ...],
) -> Item:
    return Item(
        key=key,
        kind=kind,
        question=question,
        options=options_of(prompt) or (),
        labels=labels,
        positions=positions,
        may_be_skipped=prompt.is_optional,
    )


def _vote_label(vote: Vote) -> LocalText:
    key = f"votes.{vote}"
    return LocalText(de=words("de").text(key), en=words("en").text(key))


def _point_label(prompt: ScalePrompt, point: int) -> LocalText:
    """Return the point's number; the two ends say what they mean."""
    end = {1: prompt.low_label, prompt.points: prompt.high_label}.get(point)
    if end is None:
        return LocalText(de=str(point), en=str(point))
    return LocalText(de=f"{point} – {end.de}", en=f"{point} – {end.en}")
