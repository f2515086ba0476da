"""What people have answered and can answer, in words."""

from datetime import date

from content.words import Words
from participation.bounded_answers import as_kept
from participation.responses import MOST_RESISTANCE, SEPARATOR, option_keys
from participation.templates.prompts import (
    STATUS_QUO,
    DatePrompt,
    MultipleChoicePrompt,
    NumberPrompt,
    Prompt,
    RankingPrompt,
    ResistancePrompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
    TextPrompt,
)


def answer_lines(prompt: Prompt, answer: str, words: Words) -> list[str]:
    """Return one answer as people read it, a line for each of several."""
    if not answer:
        return [words.text("answer.none")]
    match prompt:
        case SingleChoicePrompt() | MultipleChoicePrompt():
            names = option_titles(prompt, words)
            return [names.get(key, key) for key in answer.split(SEPARATOR)]
        case RankingPrompt():
            names = option_titles(prompt, words)
            order = enumerate(answer.split(SEPARATOR), start=1)
            return [
                words.text("prompt.ranked", rank=rank, option=names.get(key, key))
                for rank, key in order
            ]
        case TextPrompt():
            return answer.splitlines()
        case _:
            return [_one_line(prompt, answer, words)]


def _one_line(
    prompt: StatementsPrompt | ScalePrompt | ResistancePrompt | NumberPrompt | DatePrompt,
    answer: str,
    words: Words,
) -> str:
    match prompt:
        case StatementsPrompt():
            return words.text(f"votes.{answer}")
        case ScalePrompt():
            return _point_with_ends(prompt, answer, words)
        case ResistancePrompt():
            return degree_title(answer, words)
        case NumberPrompt():
            return with_unit(prompt, answer, words)
        case DatePrompt():
            return words.date(date.fromisoformat(answer))


def option_titles(
    prompt: SingleChoicePrompt | MultipleChoicePrompt | RankingPrompt | ResistancePrompt,
    words: Words,
) -> dict[str, str]:
    """Return what people read for each option that is asked, by its key and in order."""
    written = {option.key: option.text.to(words.language) for option in prompt.options}
    written[STATUS_QUO] = words.text("prompt.status_quo")
    return {key: written[key] for key in option_keys(prompt)}


def point_title(prompt: ScalePrompt, point: str, words: Words) -> str:
    """Return a scale's point; the two ends say what they mean."""
    labels = {"1": prompt.low_label, str(prompt.points): prompt.high_label}
    if point not in labels:
        return point
    label = labels[point].to(words.language)
    return words.text("answer.scale_end", point=point, label=label)


def degree_title(degree: str, words: Words) -> str:
    """Return a degree of resistance; the two ends say what they mean."""
    ends = {"0": "prompt.no_resistance", str(MOST_RESISTANCE): "prompt.most_resistance"}
    if degree not in ends:
        return degree
    return words.text("answer.scale_end", point=degree, label=words.text(ends[degree]))


def with_unit(prompt: NumberPrompt, number: str, words: Words) -> str:
    """Return a number as it is kept with the language's comma and the prompt's unit."""
    shown = words.decimal(number)
    return f"{shown} {prompt.unit.to(words.language)}" if prompt.unit else shown


def number_bounds(prompt: NumberPrompt, words: Words) -> str:
    """Return which numbers can be answered, as a part of a sentence."""
    low = words.decimal(as_kept(prompt.minimum))
    return words.text(
        "prompt.bounds", low=low, high=with_unit(prompt, as_kept(prompt.maximum), words)
    )


def date_bounds(prompt: DatePrompt, words: Words) -> str:
    """Return which days can be answered, as a part of a sentence."""
    low, high = words.date(prompt.earliest), words.date(prompt.latest)
    return words.text("prompt.bounds", low=low, high=high)


def _point_with_ends(prompt: ScalePrompt, point: str, words: Words) -> str:
    title = point_title(prompt, point, words)
    if title != point:
        return title
    low, high = (point_title(prompt, end, words) for end in ("1", str(prompt.points)))
    return words.text("answer.scale_between", point=point, low=low, high=high)
