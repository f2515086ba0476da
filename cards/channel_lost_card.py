"""What the lead is told when the channel of a block is gone, with the button that mends it."""

from collections.abc import Sequence

from cards import move_block_card
from cards.elements.parts import Card, bullets, finish, heading, opens_dialog, paragraph
from content.words import Words
from participation.process import Process, TopicBlock


def build(process: Process, blocks: Sequence[TopicBlock], words: Words) -> Card:
    """Return what it means for each of the `blocks`, and the way to choose another channel."""
    title = words.text("channel_lost.title")
    data = {"process": process.process_id, "block": blocks[0].key}
    body = [
        heading(title),
        paragraph(
            words.text("channel_lost.text", process=process.template.title.to(words.language))
        ),
        bullets([_meaning(process, block, words) for block in blocks]),
        paragraph(words.text("channel_lost.mend")),
    ]
    button = opens_dialog(move_block_card.VERB, words.text("move_block.open"), data)
    return finish(body, [button], title=title, words=words)


def _meaning(process: Process, block: TopicBlock, words: Words) -> str:
    zone = process.template.time_zone
    return words.text(
        f"channel_lost.blocks.{block.state}",
        title=block.content.title.to(words.language),
        opens=words.moment(block.opens_at, zone),
        closes=words.moment(block.closes_at, zone),
        publishes=words.moment(block.publishes_at, zone),
    )
