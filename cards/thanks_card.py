"""When a block has closed: thanks, and when the results come. It tells no number that is new."""

from microsoft_teams.cards import CardElement

from cards.elements.parts import Card, finish, heading, paragraph, small_print
from content.words import Words
from participation.process import Process, TopicBlock


def build(process: Process, block: TopicBlock, shown: int, words: Words) -> Card:
    """Return the thanks; `shown` is the coarse count that the block's card has shown last.

    A fresh count would tell who answered in the last hour; below five nothing was ever shown.
    """
    title = words.text("thanks.title", title=block.content.title.to(words.language))
    publishes = words.moment(block.publishes_at, process.template.time_zone)
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("thanks.text")),
        paragraph(words.text("thanks.results", publishes=publishes)),
    ]
    if shown:
        body.append(small_print(words.text("thanks.count", count=words.number(shown))))
    return finish(body, title=title, words=words)
