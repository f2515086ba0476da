"""Some days before a block opens: what it will be about, when, and that all can wait till then."""

from cards.elements.parts import Card, bullets, finish, heading, label, paragraph, small_print
from content.words import Words
from participation.process import Process, TopicBlock


def build(process: Process, block: TopicBlock, words: Words) -> Card:
    """Return the topic, what is open about it, and the dates."""
    zone = process.template.time_zone
    title = words.text("announcement.title", title=block.content.title.to(words.language))
    opens = words.moment(block.opens_at, zone)
    closes = words.moment(block.closes_at, zone)
    body = [
        heading(title),
        paragraph(words.text("announcement.text", opens=opens, closes=closes)),
        label(words.text("announcement.about")),
        bullets([point.to(words.language) for point in block.content.intro.open]),
        small_print(words.text("announcement.nothing_to_do")),
    ]
    return finish(body, title=title, words=words)
