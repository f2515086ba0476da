"""What of a sealed block can be deleted before its day, by two people."""

from collections.abc import Iterator, Mapping
from typing import Literal

from participation.forms import Form, Problem
from participation.process import BlockState, TopicBlock
from participation.refusals import NotSealedError

Kind = Literal["text", "texts", "votes"]
KINDS: tuple[Kind, ...] = ("text", "texts", "votes")
LONGEST_WORDING = 2000
SEALED = (BlockState.SEALED, BlockState.PUBLISHED)


def require_sealed(block: TopicBlock) -> None:
    """Refuse a block that has nothing taken apart."""
    if block.state not in SEALED:
        raise NotSealedError(title=block.content.title)


def check_destroying(form: Form) -> Iterator[Problem]:
    """Yield what is missing: what is to go, and of a single text its wording or its row."""
    what = form.get("what", "")
    if what not in KINDS:
        yield Problem("what", "what_missing")
    elif what == "text" and not (form.get("wording", "").strip() or form.get("row", "")):
        yield Problem("wording", "no_single_text")


def rows_saying(wording: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the texts that say just this, whatever the space between words is."""
    wanted = " ".join(wording.split()).casefold()
    return tuple(row for row, text in texts.items() if " ".join(text.split()).casefold() == wanted)
