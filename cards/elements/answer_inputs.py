"""The inputs that a prompt is answered with; their ids are `answer` or begin with `answer_`."""

from microsoft_teams.cards import CardElement

from cards.elements.given_answers import point_title
from cards.elements.inputs import Question, choice_input, text_input
from cards.elements.parts import small_print
from content.words import Words
from participation.responses import Answers, options_of
from participation.templates.prompts import (
    Prompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
    TextPrompt,
)


def answer_inputs(prompt: Prompt, given: Answers, words: Words) -> list[CardElement]:
    """Return the inputs for `prompt`, filled with what was `given` before.

    `participation.entries` reads what they hold. A text says its limit.
    """
    question = Question(
        id="answer",
        label=prompt.question.to(words.language),
        error=words.text(f"answer.missing.{prompt.kind}"),
        value=given.get(prompt.key, ""),
        is_required=not prompt.is_optional,
    )
    match prompt:
        case TextPrompt():
            # A placeholder would be gone with the first letter, and few screen readers tell it.
            limit = small_print(words.text("answer.text_limit", limit=prompt.max_length))
            return [text_input(question, max_length=prompt.max_length, is_multiline=True), limit]
        case _:
            return [choice_input(question, choices(prompt, words))]


def choices(
    prompt: StatementsPrompt | ScalePrompt | SingleChoicePrompt, words: Words
) -> list[tuple[str, str]]:
    """Return the (stored value, title) pairs that a prompt offers."""
    match prompt:
        case SingleChoicePrompt():
            return [(option.key, option.text.to(words.language)) for option in prompt.options]
        case ScalePrompt():
            points = options_of(prompt) or ()
            return [(point, point_title(prompt, point, words)) for point in points]
        case StatementsPrompt():
            return [(vote, words.text(f"votes.{vote}")) for vote in options_of(prompt) or ()]
