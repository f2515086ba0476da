"""`answer_block`, interrupted: what was answered is kept until it is sent or the block closes."""

from tests.journeys.story import CLOSED, PUBLISHED, Story
from tests.office import Message, Person, Seen

SECRET = "Geheimwort Brombeerhecke"
RESUMED = "Sie machen dort weiter, wo Sie aufgehört haben."


def test_who_closes_the_window_goes_on_where_they_were(shared: Story, card: Message) -> None:
    left = begin(shared, card, shared.staff[0], 3)
    again = shared.office.press(shared.staff[0], card, "Jetzt teilnehmen")
    assert RESUMED in again.words
    assert position(again) == position(left)
    assert "Vielen Dank" in shared.office.submit(shared.walk(again), "Senden").words


def test_opening_a_dialog_leaves_no_trace(shared: Story, card: Message) -> None:
    before = kept(shared)
    shared.office.press(shared.staff[1], card, "Jetzt teilnehmen")
    assert kept(shared) == before


def test_going_on_on_another_device_keeps_the_order_and_the_answers(
    shared: Story, card: Message
) -> None:
    person = shared.staff[2]
    phone = begin(shared, card, person, 3)
    desk = shared.office.press(person, card, "Jetzt teilnehmen")
    assert without_hint(desk) == phone.words
    own = send(shared, desk, person, card, text="Erfundenes vom Schreibtisch")
    assert "Erfundenes vom Schreibtisch" in own.words


def test_the_bot_killed_between_any_two_pages_loses_nothing(story: Story) -> None:
    card = story.open_block()
    person = story.staff[0]
    seen = story.office.press(person, card, "Jetzt teilnehmen")
    while "Senden" not in seen.actions:
        seen = story.next_page(seen, text="Erfundenes vor dem Absturz")
        story.bot.restart()
    assert "Erfundenes vor dem Absturz" in seen.words
    assert "Vielen Dank" in story.office.submit(seen, "Senden").words
    story.bot.restart()
    own = story.office.press(person, card, "Jetzt teilnehmen")
    assert "Erfundenes vor dem Absturz" in own.words
    assert story.rows("SELECT * FROM drafts") == []


def test_a_draft_is_never_counted_and_goes_at_closing(story: Story) -> None:
    card = story.open_block()
    for person in story.staff[:6]:
        begin(story, card, person, 30)
    story.answer(story.staff[6], card)
    story.office.move_clock("2027-04-01T12:05:00+02:00")
    assert "weniger als 5 Antworten" in story.now_reads(card)
    assert len(story.rows("SELECT 1 FROM drafts")) == 6
    story.office.move_clock(CLOSED)
    assert story.rows("SELECT 1 FROM drafts") == []
    turnout = story.rows("SELECT sum(number) FROM frozen_counts WHERE item = ''")
    assert turnout == [(1,)]
    story.office.move_clock(PUBLISHED)
    result = story.card_saying("Ergebnisse:", card.conversation)
    assert "erst ab 5 Antworten" in result.words


def test_nothing_of_a_draft_is_left_in_the_file_after_closing(story: Story) -> None:
    card = story.open_block()
    seen = story.office.press(story.staff[0], card, "Jetzt teilnehmen")
    assert SECRET in story.walk(seen, text=SECRET).words
    ((ballot, dialog, base),) = story.rows("SELECT ballot, dialog, base FROM drafts")
    traces = (SECRET.encode(), ballot, dialog, base)
    assert all(trace in pages_of(story) for trace in traces)
    story.office.move_clock(CLOSED)
    assert [trace for trace in traces if trace in pages_of(story)] == []


def test_within_the_hour_nothing_is_left_of_what_was_withdrawn(story: Story) -> None:
    card, person = story.open_block(), story.staff[0]
    story.answer(person, card, text=SECRET)
    own, other = (story.office.press(person, card, "Jetzt teilnehmen") for _ in range(2))
    changing = story.walk(story.office.submit(other, "Ändern"), text=f"{SECRET} zwei")
    assert "Senden" in changing.actions
    sure = story.office.submit(own, "Zurückziehen")
    story.office.submit(sure, "Ja, zurückziehen")
    assert story.rows("SELECT 1 FROM drafts") == []
    story.office.move_clock("2027-04-01T11:00:30+02:00")
    assert SECRET.encode() not in pages_of(story)


def test_a_window_left_open_over_the_closing_is_refused_kindly(story: Story) -> None:
    card = story.open_block()
    seen = begin(story, card, story.staff[0], 4)
    story.office.move_clock(CLOSED)
    assert "geschlossen" in story.next_page(seen).words
    assert story.rows("SELECT 1 FROM drafts") == []


def begin(story: Story, card: Message, person: Person, pages: int) -> Seen:
    """Open the dialog and answer some pages of it, at most up to its review."""
    seen = story.office.press(person, card, "Jetzt teilnehmen")
    for _ in range(pages):
        if "Senden" not in seen.actions:
            seen = story.next_page(seen)
    return seen


def send(story: Story, seen: Seen, person: Person, card: Message, **answers: str) -> Seen:
    """Walk to the end and send; what the person then sees as their own answer."""
    story.office.submit(story.walk(seen, **answers), "Senden")
    return story.office.press(person, card, "Jetzt teilnehmen")


def position(seen: Seen) -> str:
    """Which step of how many a page says to be."""
    return next(line for line in seen.words.splitlines() if "Schritt" in line)


def without_hint(seen: Seen) -> str:
    """What a page says, but for the hint that somebody goes on."""
    dropped = (RESUMED, "Von vorn beginnen")
    return "\n".join(line for line in seen.words.splitlines() if line not in dropped)


def pages_of(story: Story) -> bytes:
    """All bytes of the bot's database, while the bot runs."""
    return b"".join(path.read_bytes() for path in story.bot.directory.glob("themenblock.db*"))


def kept(story: Story) -> list[object]:
    """Everything that is kept about answers."""
    tables = ("responses", "receipts", "drafts", "deliveries")
    return [story.rows(f"SELECT * FROM {table}") for table in tables]
