"""The inputs that a prompt is answered with; their ids are `answer` or begin with `answer_`."""

from dataclasses import replace

from microsoft_teams.cards import CardElement

from cards.elements.answer_words import (
    date_bounds,
    number_bounds,
    option_titles,
    point_title,
)
from cards.elements.inputs import Question, choice_input, date_input, number_input, text_input
from cards.elements.parts import small_print
from cards.elements.several_inputs import (
    choices_with_way_back,
    ranking_inputs,
    resistance_inputs,
)
from content.words import Words
from participation.entries import ANSWER, Entries, entries_of
from participation.responses import Answers, options_of
from participation.templates.prompts import (
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

LONGEST_ENTRY = 4000
"""Twice the longest text of a prompt: a client cuts off silently what is longer, so that what is
only somewhat too long must get through to be refused with nothing lost."""
LONGEST_NUMBER = 20
DECIMAL = r"^\s*[-−]?[0-9]{1,9}([.,][0-9]{1,2})?\s*$"


def answer_inputs(
    prompt: Prompt, given: Answers, words: Words, entries: Entries | None = None
) -> list[CardElement]:
    """Return the inputs for `prompt`, filled with what was `given` before.

    Where a page is shown again because its `entries` were refused, they stand in the inputs as they
    were sent. `participation.entries` reads what the inputs hold.
    """
    held = entries_of(prompt, given) if entries is None else entries
    match prompt:
        case RankingPrompt():
            return ranking_inputs(prompt, held, words)
        case ResistancePrompt():
            return resistance_inputs(prompt, held, words)
    question = Question(
        id=ANSWER,
        label=prompt.question.to(words.language),
        error=_complaint(prompt, words),
        value=held.get(ANSWER, ""),
        is_required=not prompt.is_optional,
    )
    match prompt:
        case TextPrompt():
            return _text(prompt, question, words)
        case NumberPrompt():
            return _number(prompt, question, words)
        case DatePrompt():
            return _date(prompt, question, words)
        case MultipleChoicePrompt():
            return _choices(prompt, question, words)
        case StatementsPrompt() | ScalePrompt() | SingleChoicePrompt():
            every = choices(prompt, words)
            offered = choices_with_way_back(every, words, is_optional=prompt.is_optional)
            return [choice_input(question, offered)]


def choices(
    prompt: StatementsPrompt | ScalePrompt | SingleChoicePrompt, words: Words
) -> list[tuple[str, str]]:
    """Return the (stored value, title) pairs that a prompt offers."""
    match prompt:
        case SingleChoicePrompt():
            return list(option_titles(prompt, words).items())
        case ScalePrompt():
            points = options_of(prompt) or ()
            return [(point, point_title(prompt, point, words)) for point in points]
        case StatementsPrompt():
            return [(vote, words.text(f"votes.{vote}")) for vote in options_of(prompt) or ()]


def _complaint(prompt: Prompt, words: Words) -> str:
    match prompt:
        case NumberPrompt():
            return words.text("answer.missing.number", bounds=number_bounds(prompt, words))
        case DatePrompt():
            return words.text("answer.missing.date", bounds=date_bounds(prompt, words))
        case _:
            return words.text(f"answer.missing.{prompt.kind}")


def _text(prompt: TextPrompt, question: Question, words: Words) -> list[CardElement]:
    # A placeholder would be gone with the first letter, and few screen readers tell it.
    limit, length = prompt.max_length, len(question.value.strip())
    key = "prompt.text_length" if length else "answer.text_limit"
    hint = small_print(words.text(key, limit=limit, length=length))
    return [text_input(question, max_length=LONGEST_ENTRY, is_multiline=True), hint]


def _number(prompt: NumberPrompt, question: Question, words: Words) -> list[CardElement]:
    bounds = number_bounds(prompt, words)
    if prompt.decimals == 0:
        whole = number_input(question, minimum=int(prompt.minimum), maximum=int(prompt.maximum))
        return [whole, small_print(words.text("prompt.whole_number", bounds=bounds))]
    # A number field takes a comma on some phones, a point on others; a text field takes both.
    typed = replace(question, value=words.decimal(question.value))
    field = text_input(typed, max_length=LONGEST_NUMBER, pattern=DECIMAL, placeholder=bounds)
    hint = words.counted("prompt.decimal_number", prompt.decimals, bounds=bounds)
    return [field, small_print(hint)]


def _date(prompt: DatePrompt, question: Question, words: Words) -> list[CardElement]:
    earliest, latest = prompt.earliest.isoformat(), prompt.latest.isoformat()
    hint = small_print(words.text("prompt.day", bounds=date_bounds(prompt, words)))
    return [date_input(question, earliest=earliest, latest=latest), hint]


def _choices(prompt: MultipleChoicePrompt, question: Question, words: Words) -> list[CardElement]:
    least, most = prompt.least_choices, prompt.most_choices
    form = "up_to" if least == 1 else "exactly" if least == most else "between"
    limit = words.text(f"prompt.choices.{form}", least=least, most=most)
    # The limit stands where it is read before the list, and by screen readers with it.
    limited = replace(
        question, label=words.text("prompt.limited", label=question.label, limit=limit)
    )
    titles = list(option_titles(prompt, words).items())
    return [choice_input(limited, titles, is_multi_select=True)]
