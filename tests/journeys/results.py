"""Counts the stored answers of a block once more, and compares with them what a card shows.

Nothing of the program's own counting is used here, only what its template says.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from content.words import words
from participation.templates.prompts import (
    STATUS_QUO,
    NumberPrompt,
    Prompt,
    RankingPrompt,
    ResistancePrompt,
)
from tests.journeys.story import Story, nodes
from tests.office import Message
from tests.participation.examples import rems_murr

SMALLEST = 5
WORDS = words("de")
WITHHELD = WORDS.text("results.withheld")
LOW, MIDDLE, HIGH = "gering (0–3)", "mittel (4–6)", "hoch (7–10)"
TENDENCIES = {"überwiegend geringer Widerstand": LOW, "überwiegend hoher Widerstand": HIGH}
PROMPTS = {prompt.key: prompt for block in rems_murr().topic_blocks for prompt in block.prompts}

Answers = dict[str, str]


def stored(story: Story) -> list[Answers]:
    """The answers of the open block."""
    return [json.loads(answers) for (answers,) in story.rows("SELECT answers FROM responses")]


def assert_counts_are_true(card: Message, answers: Sequence[Answers], key: str) -> None:
    """Every number beside an option is its count; small ones are not shown and cannot be told."""
    chosen = Counter(label for one in answers for label in _chosen(PROMPTS[key], one.get(key, "")))
    beside = {label: number for number, label in _facts(card)}
    told = {label: beside[label] for label in chosen}
    shown = {label: int(one.split("\u00a0")[0]) for label, one in told.items() if one != WITHHELD}
    assert shown
    assert shown.items() <= chosen.items()
    assert min(shown.values()) >= SMALLEST
    assert len(shown) == len(told) or len(told) - len(shown) >= 2


def assert_resistance_is_true(card: Message, answers: Sequence[Answers], key: str) -> None:
    """Every number and every tendency beside a proposal is what people answered."""
    prompt = PROMPTS[key]
    assert isinstance(prompt, ResistancePrompt)
    options = {option.key: option.text.de for option in prompt.options}
    if prompt.may_stay_as_is:
        options[STATUS_QUO] = WORDS.text("prompt.status_quo")
    lines = card.words.splitlines()
    results = {text: lines[lines.index(text) + 1] for text in options.values()}
    for option, text in options.items():
        felt = Counter(_degree(int(one[f"{key}.{option}"])) for one in answers)
        assert_true(results[text], felt)
    assert set(results.values()) != {WITHHELD}


def assert_true(result: str, felt: Counter[str]) -> None:
    """What is said of one proposal is so, and nothing is said where it would point at a few."""
    is_small = any(felt[name] < SMALLEST for name in (LOW, MIDDLE, HIGH))
    if result in TENDENCIES:
        assert felt[TENDENCIES[result]] > felt.total() / 2
    elif result == WITHHELD:
        assert is_small
    else:
        numbers = re.findall(r"(\w+ \(\d+–\d+\)): (\d+)", result)
        assert numbers
        assert all(SMALLEST <= int(number) == felt[name] for name, number in numbers)


def assert_order_is_true(card: Message, answers: Sequence[Answers], key: str) -> None:
    """The options stand in the order of their mean ranks, with those that are level together."""
    prompt = PROMPTS[key]
    assert isinstance(prompt, RankingPrompt)
    orders = [one[key].split(",") for one in answers]
    sums = {one.text.de: sum(order.index(one.key) for order in orders) for one in prompt.options}
    expected, place = [], 1
    for _, level in groupby(sorted(sums, key=lambda text: sums[text]), key=lambda text: sums[text]):
        texts = [*level]
        expected.append((f"{place}.", " · ".join(texts) + (" (gleichauf)" if texts[1:] else "")))
        place += len(texts)
    assert [row for row in _facts(card) if re.fullmatch(r"\d\.", row[0])] == expected


def _chosen(prompt: Prompt, answer: str) -> list[str]:
    """What one answer to a choice or a number is counted as, in words."""
    if isinstance(prompt, NumberPrompt):
        return [_band(prompt, int(answer))] if answer else []
    assert prompt.kind in ("single_choice", "multiple_choice")
    letters = "ABCDEFGH" if prompt.kind == "single_choice" else ""
    texts = {one.key: one.text.de for one in prompt.options}
    named = zip(letters, texts.items(), strict=False)
    texts |= {key: f"{letter} – {text}" for letter, (key, text) in named}
    return [texts[key] for key in answer.split(",")]


def _band(prompt: NumberPrompt, number: int) -> str:
    low, high = int(prompt.minimum), int(prompt.maximum)
    width = (high - low + 1) // 5
    first = low + (number - low) // width * width
    unit = f" {prompt.unit.de}" if prompt.unit else ""
    return f"{first} bis {first + width - 1}{unit}"


def _degree(degree: int) -> str:
    return LOW if degree <= 3 else MIDDLE if degree <= 6 else HIGH


def _facts(card: Message) -> list[tuple[str, str]]:
    rows = [node for node in nodes(card.card) if "title" in node and "value" in node]
    return [(str(row["title"]), str(row["value"])) for row in rows]
