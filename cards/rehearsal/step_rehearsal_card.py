"""The dialog that says what the next step of a rehearsal does, before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.elements.card_data import CardData, Name, ProcessId, understood
from cards.elements.parts import Card, finish, heading, paragraph, submits
from content.words import Words
from participation.process import Process
from participation.rehearsal import RehearsalStep

VERB = "step_rehearsal"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepInput:
    """Which rehearsal goes on, and by which step; without `kind` it is only asked what comes."""

    process_id: str
    block_key: str = ""
    kind: str = ""


class StepData(CardData):
    """The data as it arrives, from the card or from the dialog."""

    process: ProcessId
    block: Name | None = None
    kind: Name | None = None


def build(process: Process, step: RehearsalStep, words: Words) -> Card:
    """Return what the step does, with the button that does it if there is anything to do."""
    title = words.text("rehearsal.step")
    name = step.block.content.title.to(words.language) if step.block else ""
    body = [heading(title), paragraph(words.text(f"rehearsal.next.{step.kind}", title=name))]
    if step.block is None or step.kind == "waits":
        return finish(body, title=title, words=words)
    data = {"process": process.process_id, "block": step.block.key, "kind": step.kind}
    label = words.text(f"rehearsal.do.{step.kind}")
    return finish(body, [submits(VERB, label, data, style="positive")], title=title, words=words)


def read(data: Mapping[str, object]) -> StepInput:
    """Return what was sent, or refuse data that no card of ours can have sent."""
    sent = understood(StepData, data)
    return StepInput(process_id=sent.process, block_key=sent.block or "", kind=sent.kind or "")
