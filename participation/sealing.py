"""Taking the responses of a closed block apart, so that nothing ties an answer to its author.

What is left: counts per item and department; statement votes as rows without department in an order
of their own; each free text by itself. Of a multiple choice and of a ranking only how often each
option was chosen or stood at each rank is counted: a whole order of eight options is nearly as good
as a name, and would stay in the counts for ever.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from participation.responses import SEPARATOR, Answers, Response, items_of, option_keys
from participation.templates.prompts import (
    MultipleChoicePrompt,
    Prompt,
    RankingPrompt,
    StatementsPrompt,
    TextPrompt,
)
from participation.templates.template import TopicBlockTemplate

CHOSEN = "yes"
NOT_CHOSEN = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenCounts:
    """The counts of one sealed block; raw, so only `analysis` may read them.

    `answered`: department → number of responses. `items`: (counted item, department) → answer →
    number, free texts excepted. `texts`: text prompt → number of texts.
    """

    answered: Mapping[str, int]
    items: Mapping[tuple[str, str], Mapping[str, int]]
    texts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBlock:
    """What is kept of a block: counts, vote rows (item → vote) and (prompt, text) pairs."""

    counts: FrozenCounts
    vote_rows: tuple[Answers, ...]
    texts: tuple[tuple[str, str], ...]


def counted_items(prompt: Prompt) -> tuple[str, ...]:
    """Return the items that are counted, in the template's order.

    They are the items that are asked, but of a multiple choice (`CHOSEN` or `NOT_CHOSEN`) and of a
    ranking ("1" for the best rank) one for each option, `prompt.option`.
    """
    match prompt:
        case MultipleChoicePrompt() | RankingPrompt():
            return tuple(f"{prompt.key}.{option}" for option in option_keys(prompt))
        case _:
            return items_of(prompt)


def take_apart(block: TopicBlockTemplate, responses: Iterable[Response]) -> SealedBlock:
    """Return counts, vote rows and texts of all `responses`; whoever stores them shuffles them."""
    items: dict[tuple[str, str], Counter[str]] = {}
    answered: Counter[str] = Counter()
    vote_rows: list[Answers] = []
    texts: list[tuple[str, str]] = []
    for response in responses:
        answered[response.department] += 1
        texts += _texts(block, response)
        vote_rows.append(_votes(block, response))
        for item, answer in _countable(block, response):
            items.setdefault((item, response.department), Counter())[answer] += 1
    counts = FrozenCounts(
        answered=dict(answered),
        items={key: dict(counter) for key, counter in items.items()},
        texts=dict(Counter(prompt for prompt, _ in texts)),
    )
    rows = tuple(row for row in vote_rows if row)
    return SealedBlock(counts=counts, vote_rows=rows, texts=tuple(texts))


def _texts(block: TopicBlockTemplate, response: Response) -> list[tuple[str, str]]:
    text_keys = [prompt.key for prompt in block.prompts if isinstance(prompt, TextPrompt)]
    return [(key, response.answers[key]) for key in text_keys if key in response.answers]


def _votes(block: TopicBlockTemplate, response: Response) -> Answers:
    items = [
        item
        for prompt in block.prompts
        if isinstance(prompt, StatementsPrompt)
        for item in items_of(prompt)
    ]
    return {item: response.answers[item] for item in items if item in response.answers}


def _countable(block: TopicBlockTemplate, response: Response) -> Iterator[tuple[str, str]]:
    return (pair for prompt in block.prompts for pair in _counted(prompt, response.answers))


def _counted(prompt: Prompt, answers: Answers) -> Iterator[tuple[str, str]]:
    match prompt:
        case TextPrompt():
            return
        case MultipleChoicePrompt() if answer := answers.get(prompt.key):
            chosen = answer.split(SEPARATOR)
            for item, key in zip(counted_items(prompt), option_keys(prompt), strict=True):
                yield item, CHOSEN if key in chosen else NOT_CHOSEN
        case RankingPrompt() if answer := answers.get(prompt.key):
            order = answer.split(SEPARATOR)
            for item, key in zip(counted_items(prompt), option_keys(prompt), strict=True):
                yield item, str(order.index(key) + 1)
        case _:
            yield from ((item, answers[item]) for item in items_of(prompt) if item in answers)
