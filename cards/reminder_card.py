"""The reminder in a block's channel, for everybody alike: nobody knows who has answered."""

from cards.block_card import VERB, ref_data
from cards.parts import Card, finish, heading, opens_dialog, paragraph, small_print
from content.words import Words
from participation.process import Process, TopicBlock


def build(process: Process, block: TopicBlock, words: Words) -> Card:
    """Return deadline and button."""
    name = block.content.title.to(words.language)
    title = words.text("reminder.title", title=name)
    closes = words.moment(block.closes_at, process.template.time_zone)
    body = [
        heading(title),
        paragraph(words.text("reminder.text", closes=closes)),
        small_print(words.text("reminder.to_all")),
    ]
    button = opens_dialog(VERB, words.text("block.answer"), ref_data(process, block))
    return finish(body, [button], title=title, words=words)
