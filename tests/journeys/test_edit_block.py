"""`edit_block`: words, questions and dates change until a block opens, and not a moment longer."""

from tests.journeys.leading import REASON, acts, begin, status
from tests.journeys.story import CHANNELS, OPENED, Story
from tests.office import Seen

EDIT = "Bearbeiten: Grundverständnis und Ziele"
WORDS = "Titel und Einleitung"
ANNOUNCED = "2027-03-25T12:00:00+01:00"
FIXED = {
    "intro_fixed_de": "Die Teams bleiben (erfunden).",
    "intro_fixed_en": "The teams stay (invented).",
}
DO = "Ja, ändern"


def part(story: Story, name: str = WORDS) -> Seen:
    """Open the fields of a part."""
    return story.office.submit(begin(story, EDIT), name)


def changed(story: Story, page: Seen, **entries: str) -> Seen:
    """Change fields of a part and go as far as the page that confirms."""
    return story.office.submit(page, "Weiter", reason=REASON, **entries)


def toml(page: Seen) -> str:
    """The text that the field for TOML shows."""
    return str(next(field["value"] for field in page.fields if field["id"] == "toml"))


def test_words_change_silently_before_the_announcement_and_are_what_people_read(
    story: Story,
) -> None:
    story.set_up()
    started = story.card_saying("Es geht los", story.office.channel())
    sure = changed(story, part(story), title_de="Worum es uns geht", **FIXED)
    assert "Titel: „Worum es uns geht“ (bisher „Grundverständnis und Ziele“)" in sure.words
    assert "Die neue Fassung gilt" in story.office.submit(sure, DO).words
    assert "Bearbeiten: Worum es uns geht" in status(story).actions
    assert story.card_saying("Worum es uns geht: offen", story.office.channel())
    assert "Worum es uns geht" in story.now_reads(started)
    channel = story.office.channel(CHANNELS["basics"])
    story.office.move_clock(OPENED)
    card = story.card_saying("Das steht fest", channel)
    assert "Die Teams bleiben (erfunden)." in card.words
    assert story.cards_saying("Geändert:", channel) == []
    assert "Vielen Dank" in story.answer(story.staff[0], card).words
    assert EDIT not in status(story).actions


def test_new_dates_of_an_announced_block_are_told_and_kept(story: Story) -> None:
    story.set_up()
    channel = story.office.channel(CHANNELS["basics"])
    story.office.move_clock(ANNOUNCED)
    announced = story.card_saying("hier im Kanal am Donnerstag, 1. April 2027", channel)
    sure = changed(story, part(story, "Termine"), opens_on="2027-04-06")
    assert "öffnet am Dienstag, 6. April 2027, 08:00 Uhr" in sure.words
    story.office.submit(sure, DO)
    for place in (channel, story.office.channel()):
        assert REASON in story.card_saying("Geändert: Grundverständnis", place).words
    moved = story.card_saying("hier im Kanal am Dienstag, 6. April 2027", channel)
    assert moved.id == announced.id
    story.office.move_clock(OPENED)
    assert story.rows("SELECT state FROM topic_blocks WHERE position = 0") == [("planned",)]
    story.office.move_clock("2027-04-06T10:00:00+02:00")
    assert "Jetzt teilnehmen" in story.card_saying("Das steht fest", channel).actions


def test_other_words_of_an_announced_block_are_told_in_its_channel_only(story: Story) -> None:
    story.set_up()
    channel = story.office.channel(CHANNELS["basics"])
    story.office.move_clock(ANNOUNCED)
    story.card_saying("1. April 2027", channel)
    story.office.submit(changed(story, part(story), **FIXED), DO)
    assert REASON in story.card_saying("Geändert: Grundverständnis", channel).words
    assert story.cards_saying("Geändert:", story.office.channel()) == []


def test_toml_is_refused_with_place_and_mend_and_stays_until_it_fits(story: Story) -> None:
    story.set_up()
    page = part(story, "Als TOML")
    source = toml(page)
    assert source.startswith('[[topic_blocks]]\nkey = "basics"')
    wrong = source.replace('key = "basics"', 'key = "other"').replace("closes_on", "close_on")
    page = changed(story, page, toml=wrong)
    assert "basics.toml:key: " in page.words
    assert "basics.toml:close_on: " in page.words
    assert toml(page) == wrong
    assert acts(story) == ["set_up_process"]
    sure = changed(story, page, toml=source.replace("2027-04-21", "2027-04-23"))
    assert "bleibt offen bis Freitag, 23. April 2027" in sure.words
    story.office.submit(sure, DO)
    assert acts(story) == ["set_up_process", "edit_block"]
    (process,) = story.rows("SELECT process_id FROM processes")
    said = story.bot.command("audit", process[0])
    assert (said.returncode, "Themenblock bearbeitet" in said.stdout) == (0, True)


def test_a_block_that_opens_while_it_is_edited_stays_as_it_is(story: Story) -> None:
    story.set_up()
    page, sure = part(story), changed(story, part(story), title_de="Zu spät")
    story.office.move_clock(OPENED)
    for seen, button in ((sure, DO), (page, "Andere Stelle")):
        assert "nicht mehr in Planung" in story.office.submit(seen, button).words
    assert acts(story) == ["set_up_process"]
    assert story.rows("SELECT revision FROM topic_blocks WHERE position = 0") == [(1,)]


def test_four_deliveries_are_one_version(story: Story) -> None:
    story.set_up()
    data = story.button(changed(story, part(story), **FIXED), DO)["data"]
    value = {"data": data, "context": {"theme": "default"}}
    answers = story.office.invoke(story.lead, story.lead.chat, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert acts(story) == ["set_up_process", "edit_block"]
    assert story.rows("SELECT revision FROM block_versions") == [(1,)]
