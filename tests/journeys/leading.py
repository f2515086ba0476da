"""What whoever leads a process does in the personal chat."""

import time
from typing import Any

from tests.journeys.story import Story
from tests.office import Message, Person, Seen

ANSWERS = ("Stand:", "Sie leiten zurzeit keine")
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


def trail(story: Story) -> list[tuple[str, str]]:
    """The acts in the audit trail, with their details."""
    query = "SELECT act, details FROM audit_entries ORDER BY number"
    return [(str(act), str(details)) for act, details in story.rows(query)]


def acts(story: Story) -> list[str]:
    """The names of the acts in the audit trail."""
    return [act for act, _ in trail(story)]
