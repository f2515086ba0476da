"""What stands below a list of blocks: which one opens next, and what could not be looked at."""

from microsoft_teams.cards import CardElement

from cards.elements.parts import paragraph, section, small_print
from content.words import Words
from participation.process import Process, TopicBlock


def outlook(
    next_block: tuple[Process, TopicBlock] | None, words: Words, *, has_unseen: bool
) -> list[CardElement]:
    """Return a line for each of the two, where there is something to say."""
    lines: list[CardElement] = []
    if next_block:
        process, block = next_block
        opens = words.moment(block.opens_at, process.template.time_zone)
        title = block.content.title.to(words.language)
        lines.append(paragraph(words.text("start.next", title=title, opens=opens)))
    if has_unseen:
        lines.append(small_print(words.text("start.unseen")))
    return [section(*lines)] if lines else []
