"""Prompts that are answered with one drop-down for each option: ranking and resistance.

Drop-downs work with keyboard and screen reader alike. They start empty: an order or a middle that
is already there would be taken over by many.
"""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from cards.elements.answer_words import degree_title, option_titles
from cards.elements.inputs import Question, choice_input
from cards.elements.parts import label, small_print
from content.words import Words
from participation.entries import NO_ANSWER, Entries, input_id
from participation.responses import options_of
from participation.templates.prompts import RankingPrompt, ResistancePrompt

Choices = Sequence[tuple[str, str]]


def ranking_inputs(prompt: RankingPrompt, held: Entries, words: Words) -> list[CardElement]:
    """Return a choice of ranks for each option; that each rank is given once is checked later."""
    count = len(prompt.options)
    ranks = [
        (str(rank), words.text("prompt.rank", rank=rank, count=count))
        for rank in range(1, count + 1)
    ]
    hint = words.text("prompt.ranking_hint", count=count)
    return _for_each_option(prompt, ranks, hint, held, words)


def resistance_inputs(prompt: ResistancePrompt, held: Entries, words: Words) -> list[CardElement]:
    """Return a choice of 0 … 10 for each option; the ends say what they mean."""
    degrees = [(degree, degree_title(degree, words)) for degree in options_of(prompt) or ()]
    return _for_each_option(prompt, degrees, words.text("prompt.resistance_hint"), held, words)


def _for_each_option(
    prompt: RankingPrompt | ResistancePrompt,
    choices: Choices,
    hint: str,
    held: Entries,
    words: Words,
) -> list[CardElement]:
    inputs = [
        choice_input(
            Question(
                id=input_id(key),
                label=title,
                error=words.text(f"answer.missing.{prompt.kind}"),
                value=held.get(input_id(key), ""),
                is_required=not prompt.is_optional,
            ),
            choices_with_way_back(choices, words, is_optional=prompt.is_optional),
            is_expanded=False,
            placeholder=words.text("prompt.choose"),
        )
        for key, title in option_titles(prompt, words).items()
    ]
    return [label(prompt.question.to(words.language)), small_print(hint), *inputs]


def choices_with_way_back(choices: Choices, words: Words, *, is_optional: bool) -> Choices:
    """Return the choices, with one that takes an optional answer back.

    A client has no way to leave a choice empty again once something was chosen.
    """
    way_back = [(NO_ANSWER, words.text("prompt.no_answer"))] if is_optional else []
    return [*choices, *way_back]
