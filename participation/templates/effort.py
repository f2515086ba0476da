"""How long a block takes somebody who reads it on a phone.

Reading speed is set below the 238 words a minute that adults reach with plain English prose
(M. Brysbaert 2019, Journal of Memory and Language 109): German words are longer and phones small.
The seconds for answering are cautious guesses of our own.
"""

from math import ceil

from participation.templates.local_text import LANGUAGES, LocalText
from participation.templates.prompts import (
    Prompt,
    ScalePrompt,
    SingleChoicePrompt,
    StatementsPrompt,
    TextPrompt,
)
from participation.templates.template import TopicBlockTemplate

WORDS_PER_MINUTE = 180
SECONDS_PER_VOTE = 4
SECONDS_PER_PICK = 6
SECONDS_PER_TEXT = 60
SECONDS_PER_OPTIONAL_TEXT = 30
SECONDS_AROUND = 20
"""Opening the dialog, naming the department, looking over the answers and sending them."""


def estimated_minutes(block: TopicBlockTemplate) -> int:
    """Return the minutes that reading and answering `block` takes, rounded up."""
    intro = block.intro
    texts = [block.title, *intro.fixed, *intro.open, intro.decided_by]
    seconds = SECONDS_AROUND + _reading(texts)
    return ceil((seconds + sum(_answering(prompt) for prompt in block.prompts)) / 60)


def _answering(prompt: Prompt) -> float:
    texts = [prompt.question, *([prompt.help] if prompt.help else [])]
    match prompt:
        case StatementsPrompt():
            texts += [statement.text for statement in prompt.statements]
            seconds = SECONDS_PER_VOTE * len(prompt.statements)
        case ScalePrompt():
            texts += [prompt.low_label, prompt.high_label]
            seconds = SECONDS_PER_PICK
        case SingleChoicePrompt():
            texts += [option.text for option in prompt.options]
            seconds = SECONDS_PER_PICK
        case TextPrompt():
            seconds = SECONDS_PER_OPTIONAL_TEXT if prompt.is_optional else SECONDS_PER_TEXT
    return seconds + _reading(texts)


def _reading(texts: list[LocalText]) -> float:
    longest = max(sum(len(text.to(language).split()) for text in texts) for language in LANGUAGES)
    return longest / WORDS_PER_MINUTE * 60
