"""What the options of a prompt are called in a result, in both languages."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from content.words import Words, words
from participation.bounded_answers import as_kept
from participation.responses import Vote, option_keys
from participation.templates.local_text import LocalText
from participation.templates.prompts import (
    STATUS_QUO,
    MultipleChoicePrompt,
    NumberPrompt,
    RankingPrompt,
    ResistancePrompt,
    ScalePrompt,
    SingleChoicePrompt,
)

BETWEEN_NAMES = ", "


def vote_label(vote: Vote) -> LocalText:
    """Return what a vote is called."""
    return _both(lambda spoken: spoken.text(f"votes.{vote}"))


def point_label(prompt: ScalePrompt, point: int) -> LocalText:
    """Return the point's number; the two ends say what they mean."""
    end = {1: prompt.low_label, prompt.points: prompt.high_label}.get(point)
    if end is None:
        return LocalText(de=str(point), en=str(point))
    return LocalText(de=f"{point} – {end.de}", en=f"{point} – {end.en}")


def degree_label(band: str) -> LocalText:
    """Return what a band of resistance is called: low, middle or high, with its degrees."""
    return _both(lambda spoken: spoken.text(f"results.resistance.{band}"))


def number_label(prompt: NumberPrompt, low: Decimal, high: Decimal) -> LocalText:
    """Return what a band of numbers is called, with the unit if there is one."""

    def worded(spoken: Words) -> str:
        band = _band(spoken.decimal(as_kept(low)), spoken.decimal(as_kept(high)), spoken)
        return f"{band} {prompt.unit.to(spoken.language)}" if prompt.unit else band

    return _both(worded)


def day_label(first: date, last: date) -> LocalText:
    """Return what a band of days is called."""
    return _both(lambda spoken: _band(spoken.date(first), spoken.date(last), spoken))


def option_labels(
    prompt: SingleChoicePrompt | MultipleChoicePrompt | RankingPrompt | ResistancePrompt,
) -> dict[str, LocalText]:
    """Return the options that are asked, by their keys and in their order."""
    written = {option.key: option.text for option in prompt.options}
    written[STATUS_QUO] = _both(lambda spoken: spoken.text("prompt.status_quo"))
    return {key: written[key] for key in option_keys(prompt)}


def together_label(names: Sequence[LocalText]) -> LocalText:
    """Return what departments that are told together are called; there are two or more."""

    def worded(spoken: Words) -> str:
        *first, last = (name.to(spoken.language) for name in names)
        return spoken.text("results.together", names=BETWEEN_NAMES.join(first), last=last)

    return _both(worded)


def _band(low: str, high: str, spoken: Words) -> str:
    return low if low == high else spoken.text("prompt.bounds", low=low, high=high)


def _both(worded: Callable[[Words], str]) -> LocalText:
    return LocalText(de=worded(words("de")), en=worded(words("en")))
