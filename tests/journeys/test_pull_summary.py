"""`pull_summary`: the steering circle pulls what is published, and nobody else does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.story import CHANNELS, END_OF_JULY, PUBLISHED, Story, told

HEAD = re.compile(r"Stand (\d+:[0-9a-f]{16})")
SECRET = "Geheimwort Brombeerhecke"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """An office at the end of July, with twenty answers to the first block."""
    with told(tmp_path_factory.mktemp("office")) as story:
        card = story.open_block()
        story.office.colleagues(card, 20, seed=7, excepted=[story.lead])
        story.answer(story.lead, card, text=SECRET)
        story.office.move_clock(PUBLISHED)
        # At the end of July it is Saturday, and at weekends nothing is posted.
        story.card_saying("21 von 40", story.office.channel(CHANNELS["basics"]))
        story.office.move_clock(END_OF_JULY)
        for person in (story.steering, story.staff[0]):
            story.office.install(person)
        yield story


def test_pull_summary(published: Story) -> None:
    story = published
    story.office.say(story.steering, story.steering.chat, "zusammenfassung")
    assert story.card_saying("Koordinator*innen", story.steering.chat)


def test_earlier_blocks_are_one_button_away(published: Story) -> None:
    story = published
    story.office.say(story.steering, story.steering.chat, "zusammenfassung")
    latest = story.card_saying("Koordinator*innen", story.steering.chat)
    basics = next(title for title in latest.actions if "Grundverständnis" in title)
    story.office.press(story.steering, latest, basics)
    shown = story.card_saying("21 von 40", story.steering.chat)
    assert "Sozialer Dienst" in shown.words


def test_a_publication_names_the_head_of_the_audit_trail(published: Story) -> None:
    story = published
    card = story.card_saying("21 von 40", story.office.channel(CHANNELS["basics"]))
    (head,) = HEAD.findall(card.words)
    ((process,),) = story.rows("SELECT process_id FROM processes")
    good = story.bot.command("audit", process, "--head", head)
    assert (good.returncode, f"Der Stand {head} steht im Protokoll" in good.stdout) == (0, True)
    beyond = f"99:{head.partition(':')[2]}"
    cut = story.bot.command("audit", process, "--head", beyond)
    assert (cut.returncode, "abgeschnitten" in cut.stderr) == (1, True)
    story.office.say(story.steering, story.steering.chat, "zusammenfassung")
    latest = story.card_saying("Koordinator*innen", story.steering.chat)
    assert len(HEAD.findall(latest.words)) == 1


def test_records_say_the_same_as_the_summary(published: Story, tmp_path: Path) -> None:
    story, target = published, tmp_path / "records"
    ((process,),) = story.rows("SELECT process_id FROM processes")
    done = story.bot.command("records", "export", process, str(target))
    assert done.returncode == 0, done.stderr
    results = (target / "results.md").read_text("utf-8")
    assert "21 von 40" in results
    assert "Grundverständnis und Ziele" in results
    everything = "".join(file.read_text("utf-8") for file in target.iterdir())
    assert "Brombeerhecke" not in everything
    assert "export_records" in [act for (act,) in story.rows("SELECT act FROM audit_entries")]


def test_a_purge_looks_at_everything_while_the_bot_is_running(published: Story) -> None:
    story = published
    ((process,),) = story.rows("SELECT process_id FROM processes")
    done = story.bot.command("purge", process)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nichts ist über seine Frist hinaus gespeichert." in done.stdout
    assert "Nachweis: vollständig gelöscht." in done.stdout
    story.office.say(story.steering, story.steering.chat, "zusammenfassung")
    assert story.card_saying("Koordinator*innen", story.steering.chat)


def test_texts_are_counted_but_never_shown(published: Story) -> None:
    assert "Brombeerhecke" not in str(published.office.traffic()["stored"])


def test_in_a_channel_the_answer_is_only_sent_to_you_privately(published: Story) -> None:
    story, channel = published, published.office.channel()
    before = len(story.office.messages(channel))
    story.office.say(story.steering, channel, "zusammenfassung", mention=True)
    told_card = story.card_saying("persönlich geschickt", channel)
    assert "21" not in told_card.words
    assert len(story.office.messages(channel)) == before + 2


def test_somebody_else_is_refused_kindly(published: Story) -> None:
    story, person = published, published.staff[0]
    story.office.say(person, person.chat, "zusammenfassung")
    assert story.card_saying("Steuerungskreis", person.chat)


def test_a_forged_button_shows_nothing_to_somebody_else(published: Story) -> None:
    story, person = published, published.staff[0]
    ((process_id,),) = story.rows("SELECT process_id FROM processes")
    value = {"verb": "pull_summary", "process": process_id, "block": "basics"}
    story.office.activity(person, person.chat, {"value": value, "text": None})
    assert "von 40" not in "".join(m.words for m in story.office.messages(person.chat))


def test_before_anything_is_published_there_is_nothing_to_see(story: Story) -> None:
    story.open_block()
    story.office.install(story.steering)
    story.office.say(story.steering, story.steering.chat, "zusammenfassung")
    assert story.card_saying("veröffentlicht", story.steering.chat)


def test_everybody_reads_the_result_in_the_channel(published: Story) -> None:
    channel = published.office.channel(CHANNELS["basics"])
    assert published.card_saying("21 von 40", channel)


def test_pulling_works_after_the_bot_was_killed(published: Story) -> None:
    story = published
    story.bot.restart()
    count = len(story.office.messages(story.steering.chat))
    story.office.say(story.steering, story.steering.chat, "summary")
    story.office.last_card(story.steering.chat)
    assert len(story.office.messages(story.steering.chat)) > count
