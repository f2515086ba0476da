"""One example of every card with which a paper form is entered."""

from collections.abc import Iterator

from cards import own_answer_card
from cards.elements.parts import Card
from cards.paper import enter_paper_card
from content.words import Words
from participation.process import Process, TopicBlock
from participation.responses import Response

SLIP = "K7M2QX9P"


def paper_cards(
    process: Process, block: TopicBlock, response: Response, nonce: str, words: Words
) -> Iterator[tuple[str, Card]]:
    """Yield them by names that snapshots can bear."""
    title = block.content.title.to(words.language)
    yield "paper_offer", enter_paper_card.build_offer(words)
    blocks = [(process.process_id, block.key, title)]
    yield "paper_choice", enter_paper_card.build(blocks, nonce, words)
    yield "paper_nothing_open", enter_paper_card.build([], nonce, words)
    own = own_answer_card.build(process, block, response, nonce, words)
    yield "paper_own_answer", enter_paper_card.as_paper(own, SLIP, words)
