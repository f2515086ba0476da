"""What becomes of a sealed text that its author sent although it looked like personal data.

Nobody sees it while its block is open. Afterwards whoever moderates decides whether it may ever be
quoted, by rules that everybody can read. It is counted in any case, and nobody learns whose it is.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, get_args

TextReason = Literal["names_person", "describes_person", "contact_data", "case_data"]
TEXT_REASONS: tuple[TextReason, ...] = get_args(TextReason)


class TextState(StrEnum):
    """Where a sealed text stands; NONE is one in which nothing has to be looked at."""

    NONE = "none"
    WAITING = "waiting"
    USABLE = "usable"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedText:
    """One text by itself, tied to nobody; `row_id` is random."""

    row_id: bytes
    prompt_key: str
    text: str
    state: TextState
    reason: str = ""

    @property
    def is_decided(self) -> bool:
        """Say whether somebody has decided; what was never shown to anybody was not decided."""
        return self.state is TextState.USABLE or bool(self.reason)


def usable(text: SealedText) -> SealedText:
    """Return the text as it may be quoted, if it is chosen for that."""
    return replace(text, state=TextState.USABLE, reason="")


def never_quoted(text: SealedText, reason: TextReason) -> SealedText:
    """Return the text as it is never quoted."""
    return replace(text, state=TextState.NEVER, reason=reason)
