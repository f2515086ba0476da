"""The message that asks for a second person; what it is about stands in the dialog behind it."""

from cards.elements.parts import Card, finish, heading, opens_dialog, paragraph
from cards.running import confirm_second_card
from content.words import Words
from participation.process import Process
from participation.running.seconds import PendingAct


def build(process: Process, pending: PendingAct, words: Words) -> Card:
    """Return what waits in which process, until when, and the button that leads to it."""
    title = words.text("seconds.wanted")
    expires = words.moment(pending.expires_at, process.template.time_zone)
    body = [
        heading(title),
        paragraph(
            words.text(
                "seconds.wanted_text",
                title=process.template.title.to(words.language),
                act=words.text(f"seconds.acts.{pending.act}"),
                expires=expires,
            )
        ),
    ]
    data = {"process": pending.process_id, "request": pending.request_id}
    look = opens_dialog(confirm_second_card.VERB, words.text("seconds.look"), data)
    return finish(body, [look], title=title, words=words)
