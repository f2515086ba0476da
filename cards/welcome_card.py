"""The bot introduces itself to a team."""

from microsoft_teams.cards import CardElement

from cards import set_up_process_card
from cards.elements.parts import Card, bullets, finish, heading, opens_dialog, paragraph, section
from content.words import Words


def build(words: Words) -> Card:
    """Return what the bot does, how it keeps answers safe, and how to begin."""
    title = words.text("welcome.title")
    command = words.text("commands.set_up_process")
    body: list[CardElement] = [
        heading(title),
        paragraph(words.text("welcome.text")),
        section(
            heading(words.text("welcome.privacy_title"), size="Medium"),
            bullets(words.list("welcome.privacy")),
        ),
        section(paragraph(words.text("welcome.first_step", command=command))),
    ]
    button = opens_dialog(set_up_process_card.VERB, words.text("start_set_up.open"), {})
    return finish(body, [button], title=title, words=words)
