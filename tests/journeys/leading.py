"""What whoever leads a process does in the personal chat."""

import time
from typing import Any

from tests.journeys.story import Story
from tests.office import Message, Person, Seen

ANSWERS = ("Stand:", "Sie leiten zurzeit keine")
CANCEL = "Ja, abbrechen und Antworten löschen"
REASON = "Ferienzeit (erfunden)"


def status(story: Story, person: Person | None = None) -> Message:
    """Ask for the status in the personal chat; the card that answers."""
    who = person or story.lead
    before = {one.id for one in story.office.messages(who.chat, person=who)}
    story.office.say(who, who.chat, "status")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        revision = story.office.revision(who.chat)
        said = [one for one in story.office.messages(who.chat, person=who) if one.id not in before]
        # The first words in a chat are answered with a greeting as well.
        if cards := [one for one in said if any(word in one.words for word in ANSWERS)]:
            return cards[-1]
        story.office.wait_for_change(who.chat, revision, wait=1)
    raise AssertionError("nobody answered")


def begin(story: Story, button: str, person: Person | None = None) -> Seen:
    """Press a button of a fresh status card."""
    who = person or story.lead
    return story.office.press(who, status(story, who), button)


def confirm(story: Story, button: str, person: Person | None = None, **entries: Any) -> Seen:
    """Go as far as the page that says what will happen."""
    filled = {"reason": REASON, **entries}
    return story.office.submit(begin(story, button, person), "Weiter", **filled)


def second(story: Story) -> Person:
    """Somebody from the staff council, who may confirm what destroys something."""
    auditor = story.staff[-1]
    story.grant("auditor", auditor)
    story.office.install(auditor)
    story.office.say(auditor, auditor.chat, "start")
    story.card_saying("", auditor.chat)
    return auditor


def confirmed(story: Story, who: Person, title: str) -> Seen:
    """Let a second person confirm what waits for one."""
    card = story.card_saying("Eine zweite Person ist gefragt", who.chat)
    seen = story.office.press(who, card, "Ansehen und entscheiden")
    return story.office.submit(seen, title)


def cancel(story: Story) -> Seen:
    """Cancel the process as two people do, if a block is open."""
    page = confirm(story, "Beteiligung abbrechen")
    if "Zweite Person bitten" not in page.actions:
        return story.office.submit(page, CANCEL)
    auditor = second(story)
    story.office.submit(page, "Zweite Person bitten")
    return confirmed(story, auditor, CANCEL)


def trail(story: Story) -> list[tuple[str, str]]:
    """The acts in the audit trail, with their details."""
    query = "SELECT act, details FROM audit_entries ORDER BY number"
    return [(str(act), str(details)) for act, details in story.rows(query)]


def acts(story: Story) -> list[str]:
    """The names of the acts in the audit trail."""
    return [act for act, _ in trail(story)]
