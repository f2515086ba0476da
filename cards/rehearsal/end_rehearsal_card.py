"""The dialog that asks once more before everything of a rehearsal is deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.elements.card_data import CardData, ProcessId, understood
from cards.elements.parts import Card, finish, heading, paragraph, submits
from content.words import Words
from participation.process import Process

VERB = "end_rehearsal"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndInput:
    """Which rehearsal is meant, and whether its end is confirmed or it shall stay."""

    process_id: str
    is_confirmed: bool
    is_kept: bool = False


class EndData(CardData):
    """The data as it arrives, from the card or from the dialog."""

    process: ProcessId
    confirmed: bool = False
    kept: bool = False


def build(process: Process, words: Words) -> Card:
    """Return what will be deleted, with the button that does it and the one that does not."""
    title = words.text("rehearsal.end_title")
    body = [heading(title), paragraph(words.text("rehearsal.end_text"))]
    data = {"process": process.process_id, "confirmed": True}
    end = submits(VERB, words.text("rehearsal.end_confirm"), data, style="destructive")
    kept = {"process": process.process_id, "kept": True}
    keep = submits(VERB, words.text("rehearsal.keep"), kept)
    return finish(body, [end, keep], title=title, words=words)


def read(data: Mapping[str, object]) -> EndInput:
    """Return what was sent, or refuse data that no card of ours can have sent."""
    sent = understood(EndData, data)
    return EndInput(process_id=sent.process, is_confirmed=sent.confirmed, is_kept=sent.kept)
