"""The dialog that asks once more before an answer is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from cards.block_card import ref_data
from cards.elements.card_data import BlockData, Nonce, understood
from cards.elements.parts import Card, finish, heading, paragraph, submits
from content.words import Words
from participation.process import Process, TopicBlock

VERB = "withdraw_response"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInput:
    """Which block is meant, and whether the person has confirmed or wants to keep the answer."""

    process_id: str
    block_key: str
    revision: int
    nonce: str
    is_confirmed: bool
    is_kept: bool = False


class WithdrawData(BlockData):
    """The dialog's data as it arrives."""

    nonce: Nonce
    confirmed: bool = False
    is_kept: bool = False


def build(process: Process, block: TopicBlock, nonce: str, words: Words) -> Card:
    """Return the question with two buttons: one really withdraws, one leads back."""
    title = words.text("withdraw.title")
    closes = words.moment(block.closes_at, process.template.time_zone)
    name = block.content.title.to(words.language)
    body = [
        heading(title),
        paragraph(words.text(f"withdraw.{_text(block)}", title=name, closes=closes)),
    ]
    dialog = {**ref_data(process, block), "nonce": nonce}
    keep = submits(VERB, words.text("withdraw.keep"), {**dialog, "is_kept": True})
    confirmed = {**dialog, "confirmed": True}
    confirm = submits(VERB, words.text("withdraw.confirm"), confirmed, style="destructive")
    return finish(body, [confirm, keep], title=title, words=words)


def _text(block: TopicBlock) -> str:
    return "text_paused" if block.is_paused else "text"


def read(data: Mapping[str, object]) -> WithdrawInput:
    """Return what the dialog sent, or refuse data that no card of ours can have sent."""
    sent = understood(WithdrawData, data)
    return WithdrawInput(
        process_id=sent.process,
        block_key=sent.block,
        revision=sent.revision,
        nonce=sent.nonce,
        is_confirmed=sent.confirmed and not sent.is_kept,
        is_kept=sent.is_kept,
    )
