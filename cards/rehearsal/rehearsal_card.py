"""The card with which a rehearsal is steered, in its channel; and the data that names it."""

from microsoft_teams.cards import SubmitAction

from cards.elements.parts import Card, Data, finish, heading, opens_dialog, paragraph, small_print
from cards.elements.rehearsal_mark import marked
from cards.rehearsal import end_rehearsal_card, step_rehearsal_card
from content.words import Words
from participation.process import Process
from participation.rehearsal import RehearsalStep


def build(process: Process, step: RehearsalStep, words: Words) -> Card:
    """Return where the rehearsal stands, with buttons for its next step and its end."""
    template = process.template
    title = words.text("rehearsal.steered", title=template.title.to(words.language))
    name = step.block.content.title.to(words.language) if step.block else ""
    body = [
        heading(title),
        paragraph(words.text(f"rehearsal.stands.{step.kind}", title=name)),
        small_print(words.text("rehearsal.only_lead")),
    ]
    data: Data = {"process": process.process_id}
    actions: list[SubmitAction] = []
    if step.kind != "ends":
        label = words.text("rehearsal.step")
        actions.append(opens_dialog(step_rehearsal_card.VERB, label, data))
    actions.append(opens_dialog(end_rehearsal_card.VERB, words.text("rehearsal.end"), data))
    return marked(finish(body, actions, title=title, words=words), words)
