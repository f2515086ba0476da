"""The dialog that asks which process an outcome belongs to, where there are several."""

from collections.abc import Sequence

from cards.elements.parts import Card, buttons, finish, heading, paragraph
from cards.meetings.form_view import OutcomeFormView, sends
from content.words import Words


def build(views: Sequence[OutcomeFormView], words: Words) -> Card:
    """Return one button for each process; each leads to a form of its own."""
    title = words.text("choose_process.title")
    body = [
        heading(title),
        paragraph(words.text("choose_process.text")),
        *(
            buttons([sends(view, view.template.title.to(words.language), "begin")])
            for view in views
        ),
    ]
    return finish(body, title=title, words=words)
