"""One example of every card of a rehearsal."""

from collections.abc import Iterator
from dataclasses import replace

from cards import block_card
from cards.elements.parts import Card
from cards.elements.rehearsal_mark import marked
from cards.rehearsal import (
    end_rehearsal_card,
    rehearsal_card,
    start_rehearsal_card,
    step_rehearsal_card,
)
from content.words import Words
from participation.process import BlockState, Process, TopicBlock
from participation.rehearsal import next_step

Channels = tuple[tuple[str, str], ...]


def rehearsal_cards(
    process: Process, block: TopicBlock, channels: Channels, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    """Yield them by names that snapshots can bear."""
    templates = [("example", process.template.title.to(words.language))]
    yield "rehearsal_offer", start_rehearsal_card.build_offer(words)
    yield "rehearsal_start", start_rehearsal_card.build(templates, channels, nonce, words)
    for state in (BlockState.PLANNED, BlockState.OPEN, BlockState.SEALED, BlockState.PUBLISHED):
        step = next_step([replace(block, state=state)])
        yield f"rehearsal_{step.kind}", rehearsal_card.build(process, step, words)
        yield f"rehearsal_step_{step.kind}", step_rehearsal_card.build(process, step, words)
    yield "rehearsal_end", end_rehearsal_card.build(process, words)
    yield "rehearsal_marked", marked(block_card.build(process, block, 0, words), words)
