"""The dialog for somebody who has answered: their own answer, to change or to take back."""

from microsoft_teams.cards import CardElement

from cards import withdraw_card
from cards.block_card import VERB, ref_data
from cards.elements.given_answers import department_name, given_answers
from cards.elements.parts import Card, finish, heading, label, leaves, paragraph, section, submits
from content.words import Words
from participation.process import Process, TopicBlock
from participation.responses import Response


def build(
    process: Process, block: TopicBlock, response: Response, nonce: str, words: Words
) -> Card:
    """Return the stored answer with the buttons that change or withdraw it."""
    title = words.text("own_answer.title")
    closes = words.moment(block.closes_at, process.template.time_zone)
    department = department_name(process.template, response.department, words)
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text(f"own_answer.{_text(block)}", closes=closes)),
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
    data = {**dialog, "action": "change"}
    change = submits(VERB, words.text("own_answer.change"), data, style="positive")
    return finish(body, [change, withdraw], title=title, words=words)


def _text(block: TopicBlock) -> str:
    return "text_paused" if block.is_paused else "text"
