"""The reminder in a block's channel, for everybody alike: nobody knows who has answered."""

from cards.block_card import VERB, ref_data
from cards.elements.parts import Card, finish, heading, opens_dialog, paragraph, small_print
from content.words import Words
from participation.process import BlockState, Process, TopicBlock


def build(process: Process, block: TopicBlock, words: Words) -> Card:
    """Return deadline and button; once the block is no longer open, why it is not."""
    if block.state is not BlockState.OPEN or block.is_paused:
        return _over(process, block, words)
    title = words.text("reminder.title", title=block.content.title.to(words.language))
    body = [
        heading(title),
        paragraph(words.text("reminder.text", closes=_closes(process, block, words))),
        small_print(words.text("reminder.to_all")),
    ]
    button = opens_dialog(VERB, words.text("block.answer"), ref_data(process, block))
    return finish(body, [button], title=title, words=words)


def _over(process: Process, block: TopicBlock, words: Words) -> Card:
    name = block.content.title.to(words.language)
    why = _why(block)
    title = words.text(f"reminder.over.{why}.title", title=name)
    text = words.text(f"reminder.over.{why}.text", closes=_closes(process, block, words))
    return finish([heading(title), paragraph(text)], title=title, words=words)


def _why(block: TopicBlock) -> str:
    if block.state is BlockState.CANCELLED:
        return "cancelled"
    return "paused" if block.is_paused else "closed"


def _closes(process: Process, block: TopicBlock, words: Words) -> str:
    return words.moment(block.closes_at, process.template.time_zone)
