"""The answer to words that are no command: what was perhaps meant, and what there is to press."""

from microsoft_teams.cards import SubmitAction

from cards.chat import what_waits_card
from cards.elements.parts import Card, finish, heading, opens_dialog, paragraph, submits
from content.words import Words

TOPICS = "show_topics"
HELP = "offer_help"


def build(meant: str, words: Words) -> Card:
    """Return that the words were not understood; `meant` is the command they come close to."""
    title = words.text("unknown_words.title")
    hint = words.text("unknown_words.meant", command=meant) if meant else ""
    text = words.text("unknown_words.text")
    body = [heading(title), *([paragraph(hint)] if hint else []), paragraph(text)]
    return finish(body, [*start_buttons(words), _help(words)], title=title, words=words)


def build_long(words: Words, *, is_channel: bool) -> Card:
    """Return that answers belong into the dialog, and where the text remains that was written."""
    title = words.text("unknown_words.long_title")
    body = [
        heading(title),
        paragraph(words.text("unknown_words.long_text")),
        paragraph(words.text(f"unknown_words.remains.{'channel' if is_channel else 'chat'}")),
    ]
    return finish(body, [*start_buttons(words), _help(words)], title=title, words=words)


def start_buttons(words: Words) -> list[SubmitAction]:
    """Return the buttons for what people ask for most."""
    return [
        opens_dialog(what_waits_card.VERB, words.text("what_waits.look"), {}),
        submits(TOPICS, words.text("topics.show"), {}),
    ]


def _help(words: Words) -> SubmitAction:
    return submits(HELP, words.text("help.show"), {})
