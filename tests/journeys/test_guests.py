"""Guests, and people of other organisations in shared channels: asked only if the process says so.

Whatever it says, nobody is asked whose organisation the bot does not serve.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from participation.people import Person as Somebody
from participation.secrecy import BlockKeys
from tests.journeys.story import CHANNELS, OPENED, Story, told
from tests.office import Message, Person

SHARED = "Runde mit freien Trägern"
NOT_ASKED = "fragt dieser Prozess nicht"


@pytest.fixture(scope="module")
def including(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A process that asks guests as well, its second topic in a channel with partners."""
    with told(tmp_path_factory.mktemp("including")) as story:
        story.office.change_channel("add_bot", channel=SHARED)
        channel = story.office.channel(SHARED)
        seen = story.preview(guests="include", channel_basics=channel)
        assert "Werden gefragt wie alle anderen" in seen.words
        story.office.submit(seen, "Prozess starten")
        story.office.move_clock(OPENED)
        yield story


@pytest.fixture
def card(including: Story) -> Message:
    """The card in the channel with partners."""
    return including.card_saying("Das steht fest", including.office.channel(SHARED))


def test_guests_are_not_asked_unless_the_process_says_so(story: Story) -> None:
    assert "Werden nicht gefragt" in story.preview().words
    card, guest = story.open_block(), a_guest(story)
    story.office.join(guest)
    assert NOT_ASKED in story.office.press(guest, card, "Jetzt teilnehmen").words
    assert "Grundverständnis" not in _topics(story, guest)
    assert story.rows("SELECT count(*) FROM responses") == [(0,)]


def test_somebody_of_an_organisation_that_is_not_served_is_never_asked(
    including: Story, card: Message
) -> None:
    before = _count(including)
    seen = including.office.press(a_partner(including), card, "Jetzt teilnehmen")
    assert NOT_ASKED in seen.words
    assert _count(including) == before


def test_a_partner_of_a_served_organisation_answers_under_their_own_account(
    including: Story, card: Message
) -> None:
    partner, bot = a_partner(including), including.bot
    bot.stop()
    own = including.office.facts["tenant_id"]
    bot.environment["THEMENBLOCK_TENANTS"] = f"{own},{partner.tenant_id}"
    bot.start()
    assert "gespeichert" in including.answer(partner, card).words
    ballots = {bytes(one) for (one,) in including.rows("SELECT ballot FROM responses")}
    (named,) = [
        file for file in bot.key_directory.glob("*.*.key") if _ballot(file, partner) in ballots
    ]
    assert _ballot(named, partner, own) not in ballots


def test_a_guest_who_is_asked_answers_like_everybody_and_sees_it_again(including: Story) -> None:
    guest, card = a_guest(including), _moved_on(including)
    including.office.join(guest)
    before = _count(including)
    assert "gespeichert" in including.answer(guest, card).words
    assert _count(including) == before + 1
    assert "Ihre Antwort" in including.office.press(guest, card, "Jetzt teilnehmen").words
    assert "Planungsräume" in _topics(including, guest)


def a_guest(story: Story) -> Person:
    """Somebody with a guest account in the office's organisation."""
    return next(person for person in story.office.people() if person.is_guest)


def a_partner(story: Story) -> Person:
    """Somebody of another organisation who meets the office in the shared channel."""
    return next(person for person in story.office.people() if person.is_external)


def _moved_on(story: Story) -> Message:
    """The card of the topic in a channel that guests can be in."""
    story.office.move_clock("2027-05-04T10:00:00+02:00")
    return story.card_saying("Das steht fest", story.office.channel(CHANNELS["planning_areas"]))


def _topics(story: Story, person: Person) -> str:
    story.office.say(person, person.chat, "themen")
    # The first words in a chat are answered with a greeting as well.
    story.office.last_card(person.chat, count=2)
    return " ".join(one.words for one in story.office.messages(person.chat, person=person))


def _ballot(file: Path, person: Person, tenant_id: str = "") -> bytes:
    keys = BlockKeys.from_bytes(file.read_bytes())
    tenant = tenant_id or person.tenant_id
    return keys.ballot_of(Somebody(tenant_id=tenant, object_id=person.oid))


def _count(story: Story) -> int:
    return int(story.rows("SELECT count(*) FROM responses")[0][0])
