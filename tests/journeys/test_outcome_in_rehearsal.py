"""An outcome in a rehearsal is marked as one, and goes with it."""

from tests.journeys.meetings import begin, card_number, fill_in, moderator, until
from tests.journeys.story import CHANNELS, Story
from tests.office import Message


def test_an_outcome_of_a_rehearsal_is_marked_and_goes_with_it(story: Story) -> None:
    general = story.office.channel()
    channel = story.office.channel(CHANNELS["coordinators"])
    story.office.say(story.lead, general, "probelauf", mention=True)
    offer = story.card_saying("Hier probieren Sie einen Prozess aus", general)
    seen = story.office.press(story.lead, offer, "Probelauf vorbereiten")
    chosen = {"template": "rems_murr_2021", "channel": channel}
    story.office.submit(seen, "Probelauf starten", **chosen)
    steering = story.card_saying("Als Nächstes öffnet", channel)
    today = story.office.clock()["now"][:10]
    preview = fill_in(story, begin(story, moderator(story), channel), held_on=today)
    assert "nichts hiervon zählt" in preview.words
    story.office.submit(preview, "Ergebnis eintragen")
    card = card_number(story, channel, 1)
    assert "nichts hiervon zählt" in card.words
    ending = story.office.press(story.lead, steering, "Beenden und löschen")
    story.office.submit(ending, "Ja, alles löschen")
    assert story.rows("SELECT 1 FROM meeting_outcomes") == []
    until(
        story, channel, lambda: [one for one in story.office.messages(channel) if _gone(one, card)]
    )


def _gone(message: Message, card: Message) -> bool:
    return message.id == card.id and message.deleted_at is not None
