"""The audit of everything that was published of one block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.disclosure.model import Model
from analysis.disclosure.narrowing import Narrowed, Narrowing, narrow
from analysis.disclosure.rows import row_model, turnout_model
from analysis.disclosure.tied import choice_model, ranking_model
from analysis.items import items_of_prompt
from analysis.summary import ItemResult, Summary
from participation.process import Process, TopicBlock
from participation.templates.prompts import MultipleChoicePrompt, Prompt, RankingPrompt


class SmallCount(NamedTuple):
    """A count below the smallest group that is shown, or follows from two that are."""

    item: str
    department: str
    option: str
    number: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What was tried on the publications of a block, and what was found.

    `fewest` is the smallest number of values that is left for a withheld count, `fewest_inside`
    for somebody who knows two answers; None where nothing is withheld.
    """

    tried: int
    fewest: int | None
    fewest_inside: int | None
    narrowed: tuple[Narrowed, ...]
    small: tuple[SmallCount, ...]
    contradictory: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Say whether nothing was found."""
        return not (self.narrowed or self.small or self.contradictory)


def audit(process: Process, block: TopicBlock, published: Sequence[Summary]) -> Audit:
    """Attack all publications of a block together; there may be more than one.

    Raises ValueError for a publication that cannot be of this block, and TooHardError.
    """
    k = process.smallest_group
    models = list(_models(process, block, published))
    found: list[tuple[Model, Narrowing]] = [(model, narrow(model, k=k)) for model in models]
    return Audit(
        tried=sum(one.tried for _, one in found),
        fewest=min((one.fewest for _, one in found if one.fewest is not None), default=None),
        fewest_inside=min(
            (one.fewest_inside for _, one in found if one.fewest_inside is not None), default=None
        ),
        narrowed=tuple(narrowed for _, one in found for narrowed in one.narrowed),
        small=tuple(small for summary in published for small in _small_counts(summary, k)),
        contradictory=tuple(model.item for model, one in found if one.is_contradictory),
    )


def _models(process: Process, block: TopicBlock, published: Sequence[Summary]) -> Iterator[Model]:
    yield turnout_model(process, published)
    for prompt in block.content.prompts:
        yield from _models_of(process, prompt, published)


def _models_of(process: Process, prompt: Prompt, published: Sequence[Summary]) -> Iterator[Model]:
    match prompt:
        case MultipleChoicePrompt():
            yield choice_model(process, prompt, published)
        case RankingPrompt():
            yield ranking_model(process, prompt, published)
        case _:
            for item in items_of_prompt(prompt):
                yield row_model(process, item, published)


def _small_counts(summary: Summary, k: int) -> Iterator[SmallCount]:
    answered = summary.turnout.answered_count
    for department in summary.turnout.departments:
        if department.answered_count is not None and department.answered_count < k:
            yield SmallCount("", department.department, "", department.answered_count)
    for item in summary.items:
        yield from _small_counts_of(item, answered, k)
    for text in summary.text_counts:
        if text.answered_count is not None and answered is not None:
            yield from _small_groups(text.prompt, "", text.answered_count, answered, k)


def _small_counts_of(item: ItemResult, answered: int | None, k: int) -> Iterator[SmallCount]:
    rows = [("", item.options), *((one.department, one.options) for one in item.departments)]
    for department, options in rows:
        for option in options:
            if option.count is not None and option.count < k:
                yield SmallCount(item.item, department, option.key, option.count)
    if item.answered_count is not None and answered is not None:
        yield from _small_groups(item.item, "", item.answered_count, answered, k)


def _small_groups(
    item: str, department: str, count: int, answered: int, k: int
) -> Iterator[SmallCount]:
    """Yield those who did and those who did not, where they are few but not nobody."""
    for few in (count, answered - count):
        if 0 < few < k:
            yield SmallCount(item, department, "", few)
