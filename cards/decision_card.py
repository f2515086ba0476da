"""The card in the channel on the day on which the steering circle decides."""

from microsoft_teams.cards import CardElement

from cards.elements.parts import Card, finish, heading, paragraph, section, small_print
from content.words import Words
from participation.process import Process


def build(process: Process, words: Words) -> Card:
    """Return what is decided today, on what ground, and how the steering circle gets it."""
    template = process.template
    name = template.decision.title.to(words.language)
    title = words.text("decision.title", title=name)
    command = words.text("commands.pull_summary")
    body: list[CardElement] = [
        heading(title),
        paragraph(template.decision.text.to(words.language)),
        paragraph(words.text("decision.ground")),
        paragraph(words.text("decision.summary", command=command)),
        section(small_print(template.texts.limits.to(words.language))),
    ]
    return finish(body, title=title, words=words)
