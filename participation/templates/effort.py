"""How long a block takes somebody who reads it on a phone.

Reading speed is set below the 238 words a minute that adults reach with plain English prose
(M. Brysbaert 2019, Journal of Memory and Language 109): German words are longer and phones small.
The seconds for answering are cautious guesses of our own.
"""

from collections.abc import Sequence
from math import ceil

from participation.templates.local_text import LANGUAGES, LocalText
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
from participation.templates.template import TopicBlockTemplate

WORDS_PER_MINUTE = 180
SECONDS_PER_VOTE = 4
SECONDS_PER_PICK = 6
SECONDS_PER_TICK = 3
SECONDS_PER_RANK = 7
SECONDS_PER_DEGREE = 6
SECONDS_PER_FIGURE = 10
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
    # The plain version stands beside the question for those who want it; nobody reads both.
    texts = [prompt.question, *([prompt.help] if prompt.help else []), *_offered(prompt)]
    return _deciding(prompt) + _reading(texts)


def _offered(prompt: Prompt) -> Sequence[LocalText]:
    match prompt:
        case StatementsPrompt():
            return [statement.text for statement in prompt.statements]
        case ScalePrompt():
            return [prompt.low_label, prompt.high_label]
        case SingleChoicePrompt() | MultipleChoicePrompt() | RankingPrompt() | ResistancePrompt():
            return [option.text for option in prompt.options]
        case NumberPrompt() | DatePrompt() | TextPrompt():
            return []


def _deciding(prompt: Prompt) -> int:
    match prompt:
        case StatementsPrompt():
            return SECONDS_PER_VOTE * len(prompt.statements)
        case ScalePrompt() | SingleChoicePrompt():
            return SECONDS_PER_PICK
        case MultipleChoicePrompt():
            return SECONDS_PER_PICK + SECONDS_PER_TICK * prompt.most_choices
        case RankingPrompt():
            return SECONDS_PER_RANK * len(prompt.options)
        case ResistancePrompt():
            return SECONDS_PER_DEGREE * (len(prompt.options) + prompt.may_stay_as_is)
        case NumberPrompt() | DatePrompt():
            return SECONDS_PER_FIGURE
        case TextPrompt():
            return SECONDS_PER_OPTIONAL_TEXT if prompt.is_optional else SECONDS_PER_TEXT


def _reading(texts: Sequence[LocalText]) -> float:
    longest = max(sum(len(text.to(language).split()) for text in texts) for language in LANGUAGES)
    return longest / WORDS_PER_MINUTE * 60
