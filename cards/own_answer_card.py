"""The dialog for somebody who has answered: their own answer, to change or to take back."""

from microsoft_teams.cards import CardElement

from cards import withdraw_card
from cards.block_card import VERB, ref_data
from cards.elements.given_answers import department_name, given_answers
from cards.elements.parts import (
    Card,
    finish,
    heading,
    hint,
    label,
    leaves,
    paragraph,
    section,
    submits,
)
from cards.elements.privacy_notice import notice_news
from cards.proposals import propose_statement_card
from content.words import Words
from participation.process import Process, TopicBlock
from participation.responses import Response, new_items


def build(
    process: Process, block: TopicBlock, response: Response, nonce: str, words: Words
) -> Card:
    """Return the stored answer with the buttons that change or withdraw it.

    Statements that came in since then stand on top, with the button that asks these alone.
    """
    title = words.text("own_answer.title")
    new = 0 if block.is_paused else len(new_items(block.content, response.answers))
    closes = words.moment(block.closes_at, process.template.time_zone)
    department = department_name(process.template, response.department, words)
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text(f"own_answer.{_text(block)}", closes=closes)),
        *([hint(words.counted("own_answer.new", new))] if new else []),
        *notice_news(process, block, words),
        section(
            label(words.text("answer.department_short")),
            paragraph(department, spacing="Small"),
        ),
        *given_answers(block.content, response.answers, words),
    ]
    dialog = {**ref_data(process, block), "nonce": nonce}
    withdraw = leaves(withdraw_card.VERB, words.text("own_answer.withdraw"), dialog)
    if block.is_paused:
        return finish(body, [withdraw], title=title, words=words)
    extend = submits(
        VERB, words.text("own_answer.extend"), {**dialog, "action": "extend"}, style="positive"
    )
    change = submits(
        VERB,
        words.text("own_answer.change"),
        {**dialog, "action": "change"},
        style=None if new else "positive",
    )
    propose = propose_statement_card.opens(process, block, words)
    actions = [*([extend] if new else []), change, withdraw, *propose]
    return finish(body, actions, title=title, words=words)


def _text(block: TopicBlock) -> str:
    return "text_paused" if block.is_paused else "text"
