"""What the lead has changed about a process, told in its channels with date and reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cards.elements.parts import Card, bullets, finish, heading, paragraph, section
from cards.running.consequences import dates, of_correcting, results_to_come
from content.words import Words
from participation.running.changes import changes
from participation.running.standing import Standing

Act = Literal[
    "edit_block",
    "extend_block",
    "pause_process",
    "resume_process",
    "cancel_process",
    "correct_notice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was done, why, and how it stands since; `block_key` is empty for the process."""

    act: Act
    before: Standing
    after: Standing
    reason: str
    block_key: str = ""


def build(news: News, words: Words) -> Card:
    """Return what has changed, for everybody in a channel."""
    named = news.after.title(news.block_key).to(words.language)
    title = words.text(f"news.{news.act}.title", title=named)
    body = [
        heading(title),
        paragraph(words.text(f"news.{news.act}.text")),
        *([bullets(lines)] if (lines := _lines(news, words)) else []),
        section(paragraph(words.text("acts.reason_told", reason=news.reason))),
    ]
    return finish(body, title=title, words=words)


def _lines(news: News, words: Words) -> Sequence[str]:
    moved = dates(news.before, news.after, words)
    if news.act == "edit_block":
        was, is_now = (one.block(news.block_key).content for one in (news.before, news.after))
        told = [words.text("news.edit_block.words")] if changes(was, is_now) else []
        return [*moved, *told]
    if news.act in ("pause_process", "cancel_process"):
        return [*moved, *results_to_come(news.after, words)]
    if news.act == "correct_notice":
        return of_correcting(news.before, news.after, words)
    return moved
