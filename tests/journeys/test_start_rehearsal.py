"""A process lead tries a process out in one channel and deletes everything of it by one click."""

import time

import pytest

from tests.journeys.story import CHANNELS, Story
from tests.office import Message, Seen

CHANNEL = CHANNELS["coordinators"]
TABLES = (
    "processes",
    "topic_blocks",
    "process_leads",
    "responses",
    "receipts",
    "deliveries",
    "drafts",
    "frozen_counts",
    "vote_rows",
    "sealed_texts",
    "calendar_entries",
)


def test_start_rehearsal_then_step_and_end_leave_nothing_behind(story: Story) -> None:
    steering = _started(story)
    card = _opened(story, steering)
    assert "Probelauf – nichts hiervon zählt" in card.words
    assert "Probelauf" in story.office.press(story.staff[0], card, "Jetzt teilnehmen").words
    assert "gespeichert" in story.answer(story.staff[0], card, text="Mehr Zeit").words
    _step(story, steering, "Jetzt schließen")
    story.card_saying("Ergebnis", story.office.channel(CHANNEL))
    ended = _ended(story, steering)
    assert "Der Probelauf ist gelöscht" in ended.words
    assert {name: _count(story, name) for name in TABLES} == dict.fromkeys(TABLES, 0)
    assert not list(story.bot.key_directory.glob("*.*.key"))
    _wait_until_gone(story)


def test_end_rehearsal_destroys_the_key_of_an_open_block_at_once(story: Story) -> None:
    steering = _started(story)
    story.answer(story.staff[0], _opened(story, steering))
    assert list(story.bot.key_directory.glob("*.*.key"))
    _ended(story, steering)
    assert not list(story.bot.key_directory.glob("*.*.key"))
    assert _count(story, "responses") == 0


def test_a_rehearsal_and_the_real_process_run_side_by_side_and_never_mix(story: Story) -> None:
    steering = _started(story)
    story.answer(story.staff[0], _opened(story, steering))
    card = story.open_block()
    story.answer(story.staff[1], card)
    blocks = {block for (block,) in story.rows("SELECT block_id FROM responses")}
    assert len(blocks) == 2
    _ended(story, steering)
    assert _count(story, "responses") == 1
    assert "Ihre Antwort" in story.office.press(story.staff[1], card, "Jetzt teilnehmen").words


def test_step_rehearsal_asked_for_twice_is_done_once(story: Story) -> None:
    steering = _started(story)
    seen = story.office.press(story.lead, steering, "Nächster Schritt")
    data = {"data": story.button(seen, "Jetzt öffnen")["data"], "context": {"theme": "default"}}
    channel = story.office.channel(CHANNEL)
    story.office.invoke(story.lead, channel, "task/submit", data, times=4)
    story.card_saying("Das steht fest", channel)
    story.office.invoke(story.lead, channel, "task/submit", data)
    states = [state for (state,) in story.rows("SELECT state FROM topic_blocks ORDER BY position")]
    assert states == ["open", "planned", "planned"]
    assert len(story.cards_saying("Das steht fest", channel)) == 1


@pytest.mark.parametrize("button", ["Nächster Schritt", "Beenden und löschen"])
def test_nobody_else_steers_a_rehearsal(story: Story, button: str) -> None:
    steering = _started(story)
    seen = story.office.press(story.staff[0], steering, button)
    assert "nur, wer ihn gestartet hat" in seen.words
    assert _count(story, "processes") == 1


def test_whoever_would_rather_keep_a_rehearsal_has_a_way_back(story: Story) -> None:
    steering = _started(story)
    seen = story.office.press(story.lead, steering, "Beenden und löschen")
    assert "Der Probelauf bleibt" in story.office.submit(seen, "Probelauf behalten").words
    assert _count(story, "processes") == 1
    assert "Nächster Schritt" in story.now_reads(steering)


def test_a_team_has_one_rehearsal_at_a_time(story: Story) -> None:
    _started(story)
    seen = story.office.press(story.lead, _offer(story), "Probelauf vorbereiten")
    assert "Hier läuft schon ein Probelauf" in seen.words


def test_a_real_process_cannot_be_ended_as_a_rehearsal(story: Story) -> None:
    story.set_up()
    ((process_id,),) = story.rows("SELECT process_id FROM processes")
    data = {"verb": "end_rehearsal", "process": process_id, "confirmed": True}
    value = {"data": data, "context": {"theme": "default"}}
    story.office.invoke(story.lead, story.office.channel(), "task/submit", value)
    assert _count(story, "processes") == 1


def _offer(story: Story) -> Message:
    general = story.office.channel()
    story.office.say(story.lead, general, "probelauf", mention=True)
    return story.card_saying("Hier probieren Sie einen Prozess aus", general)


def _started(story: Story) -> Message:
    seen = story.office.press(story.lead, _offer(story), "Probelauf vorbereiten")
    channel = story.office.channel(CHANNEL)
    started = story.office.submit(
        seen, "Probelauf starten", template="rems_murr_2021", channel=channel
    )
    assert "vorbereitet" in started.words, started.words
    return story.card_saying("Als Nächstes öffnet", channel)


def _step(story: Story, steering: Message, button: str) -> None:
    seen = story.office.press(story.lead, steering, "Nächster Schritt")
    story.office.submit(seen, button)


def _opened(story: Story, steering: Message) -> Message:
    _step(story, steering, "Jetzt öffnen")
    return story.card_saying("Das steht fest", story.office.channel(CHANNEL))


def _ended(story: Story, steering: Message) -> Seen:
    seen = story.office.press(story.lead, steering, "Beenden und löschen")
    return story.office.submit(seen, "Ja, alles löschen")


def _count(story: Story, table: str) -> int:
    ((count,),) = story.rows(f"SELECT count(*) FROM {table}")
    return int(count)


def _wait_until_gone(story: Story) -> None:
    channel = story.office.channel(CHANNEL)
    deadline = time.monotonic() + 20
    while [one for one in story.office.messages(channel) if one.is_bot and one.card]:
        assert time.monotonic() < deadline, "cards of the rehearsal are still there"
        story.office.wait_for_change(channel, story.office.revision(channel), wait=1)
