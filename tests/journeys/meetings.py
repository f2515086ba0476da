"""What moderators do in a story about outcomes."""

import time
from collections.abc import Callable
from typing import Any

from tests.journeys.story import CHANNELS, OPENED, Story
from tests.office import Message, Person, Seen

OFFER = "Das Eintragen dauert etwa fünf Minuten"
SEND = "Ergebnis eintragen"
SAVE = "Berichtigung speichern"
RESULT = "Wir beginnen in zwei Gemeinden.\nDanach schauen wir gemeinsam."
PAGES: tuple[dict[str, Any], ...] = (
    {"department": "511", "held_on": "2027-04-01"},
    {"count_staff_511": 6, "count_department_heads": 1},
    {"result": RESULT},
    {
        "measure_1_what": "Termine mit beiden Rathäusern vereinbaren",
        "measure_1_responsible": "Jugendhilfeplanung",
        "measure_1_due_on": "2027-05-31",
    },
    {"point_1": "Wer vertritt die Koordination im Urlaub?"},
)


def opened(story: Story) -> str:
    """Set the process up and open its first block; the block's channel."""
    if not story.rows("SELECT 1 FROM processes"):
        story.set_up()
        story.office.move_clock(OPENED)
    return story.office.channel(CHANNELS["basics"])


def moderator(story: Story, number: int = 0, role: str = "moderator") -> Person:
    """Somebody who moderates a department's discussion; the role is given on the command line."""
    person = story.office.people(role="coordinator")[number]
    story.grant(role, person)
    return person


def revoke(story: Story, role: str, person: Person) -> None:
    """Take a role away by the command line."""
    tenant = story.office.facts["tenant_id"]
    done = story.bot.command("roles", "revoke", role, "--tenant", tenant, "--person", person.oid)
    assert done.returncode == 0, done.stderr


def begin(story: Story, person: Person, conversation: str) -> Seen:
    """Ask for the form and open it."""
    in_chat = conversation == person.chat
    if in_chat:
        story.office.install(person)
    story.office.say(person, conversation, "ergebnis", mention=not in_chat)
    offer = story.card_saying(OFFER, conversation)
    return story.office.press(person, offer, SEND)


def fill_in(story: Story, seen: Seen, **changed: Any) -> Seen:
    """Walk from any page to the preview, or to the page that finds a mistake."""
    usual = {name: entry for page in PAGES for name, entry in page.items()}
    while SEND not in seen.actions:
        asked = seen.inputs
        entries = {name: entry for name, entry in (usual | changed).items() if name in asked}
        seen = story.office.submit(seen, "Weiter", **entries)
        if seen.kind != "dialog" or seen.inputs == asked:
            return seen
    return seen


def post(story: Story, person: Person, channel: str, **changed: Any) -> Message:
    """Post an outcome in a channel; its card."""
    before = len(story.cards_saying("Dabei waren", channel))
    seen = fill_in(story, begin(story, person, channel), **changed)
    done = story.office.submit(seen, SEND)
    assert "Eingetragen" in done.words, done.words
    return card_number(story, channel, before + 1)


def card_number(story: Story, channel: str, count: int) -> Message:
    """The newest card of an outcome, once there are `count` of them."""
    cards = until(story, channel, lambda: story.cards_saying("Dabei waren", channel)[count - 1 :])
    assert len(cards) == 1
    return cards[0]


def now_says(story: Story, card: Message, words: str) -> Message:
    """The card, once it has been changed to say some words."""
    channel = card.conversation
    (now,) = until(
        story,
        channel,
        lambda: [one for one in story.cards_saying(words, channel) if one.id == card.id],
    )
    return now


def until(story: Story, channel: str, found: Callable[[], list[Message]]) -> list[Message]:
    """What is found in a channel, as soon as it is there."""
    deadline = time.monotonic() + 20
    while not (messages := found()):
        assert time.monotonic() < deadline, [m.words for m in story.office.messages(channel)]
        story.office.wait_for_change(channel, story.office.revision(channel), wait=1)
    return messages


def correct(story: Story, person: Person, card: Message, **changed: Any) -> Seen:
    """Correct an outcome up to the preview, or to what stands in the way."""
    seen = story.office.press(person, card, "Berichtigen")
    while "Weiter" in seen.actions:
        known = {name: entry for name, entry in changed.items() if name in seen.inputs}
        seen = story.office.submit(seen, "Weiter", **known)
    return seen


def save(story: Story, person: Person, card: Message, **changed: Any) -> Seen:
    """Correct an outcome and save the correction."""
    return story.office.submit(correct(story, person, card, **changed), SAVE)


def invoked(story: Story, seen: Seen, title: str, **entries: Any) -> dict[str, Any]:
    """What a client sends when a button of a dialog is pressed."""
    return {"data": {**story.button(seen, title)["data"], **entries}}


def kept(story: Story) -> list[tuple[Any, ...]]:
    """The outcomes that the database holds, with their versions."""
    return story.rows("SELECT version, result, block_key FROM meeting_outcomes ORDER BY 1")


def continued(story: Story, person: Person, conversation: str) -> Seen:
    """Open the form again; it must not be a new one."""
    seen = begin(story, person, conversation)
    assert "Sie machen dort weiter" in seen.words
    return seen


def anew(story: Story, person: Person, conversation: str) -> Seen:
    """Open an empty form, whatever was begun before."""
    seen = begin(story, person, conversation)
    if "Von vorn beginnen" in seen.actions:
        seen = story.office.submit(seen, "Von vorn beginnen")
    return seen


def walk_to(story: Story, seen: Seen, field: str) -> Seen:
    """Go on to the page that asks a field."""
    entries: dict[str, Any] = {
        "department": "511",
        "held_on": "2027-04-01",
        "count_staff_511": 6,
        "result": RESULT,
    }
    while field not in seen.inputs:
        known = {name: entry for name, entry in entries.items() if name in seen.inputs}
        seen = story.office.submit(seen, "Weiter", **known)
    return seen
