"""`show_meeting_outcome`: everybody in the channel reads an outcome whole, in every version."""

import pytest

from tests.journeys.meetings import RESULT, moderator, now_says, opened, post, save
from tests.journeys.story import Story
from tests.office import Message, Seen

NEWER = "Wir beginnen in drei Gemeinden."
# Signs that take most room in a message: the longest outcome that the form accepts.
WIDE = "\N{SEEDLING}"


@pytest.fixture(scope="module")
def corrected(shared: Story) -> Message:
    """The card of an outcome that was corrected once."""
    card = post(shared, moderator(shared), opened(shared))
    save(shared, moderator(shared), card, result=NEWER)
    return now_says(shared, card, "Fassung 2")


def test_whoever_is_in_the_channel_reads_what_was_there_before(
    shared: Story, corrected: Message
) -> None:
    seen = shared.office.press(shared.staff[0], corrected, "Frühere Fassungen ansehen")
    assert NEWER in seen.words
    earlier = shared.office.submit(seen, "Frühere Fassung 1")
    assert RESULT.splitlines()[0] in earlier.words
    assert "Diese Fassung gilt nicht mehr" in earlier.words
    assert NEWER in shared.office.submit(earlier, "Spätere Fassung 2").words


def test_an_outcome_too_long_for_a_card_is_cut_for_all_to_see_and_read_whole_in_a_window(
    shared: Story,
) -> None:
    channel = opened(shared)
    long = {"result": WIDE * 3000, "measure_1_what": WIDE * 240, "point_1": WIDE * 240}
    card = post(shared, moderator(shared), channel, **long)
    assert f"{WIDE * 3000}" in card.words
    fill_up(shared, shared.office.press(moderator(shared), card, "Berichtigen"))
    now = now_says(shared, card, "Hier steht nur ein Teil")
    assert now.words.count("… und 10 weitere Einträge") == 2
    seen = shared.office.press(shared.staff[0], now, "Ganzes Ergebnis ansehen")
    pages = [seen.words]
    while "Weiterlesen" in seen.actions:
        seen = shared.office.submit(seen, "Weiterlesen")
        pages.append(seen.words)
    whole = "".join(pages)
    assert all(f"{number}. Nummer {number} {WIDE}" in whole for number in range(1, 16))
    assert all(f"Punkt {number} {WIDE}" in whole for number in range(1, 16))
    assert WIDE * 3000 in whole
    assert shared.office.traffic()["violation_count"] == 0


def test_somebody_who_is_not_in_the_channel_reads_nothing(
    shared: Story, corrected: Message
) -> None:
    leaver = shared.staff[5]
    shared.office.leave(leaver)
    seen = shared.office.invoke(
        leaver, corrected.conversation, "task/fetch", {"data": button(corrected)}
    )
    shared.office.join(leaver)
    assert "Mitglied" in str(seen)
    assert NEWER not in str(seen)


@pytest.mark.parametrize(
    "change", [{"outcome": "0" * 32}, {"outcome": None}, {"version": -1}, {"page": "1"}]
)
def test_forged_data_is_refused_kindly(
    shared: Story, corrected: Message, change: dict[str, object]
) -> None:
    data = {**button(corrected), **change}
    (answer,) = shared.office.invoke(
        shared.staff[0], corrected.conversation, "task/fetch", {"data": data}
    )
    assert answer["status"] == 200
    assert "nicht" in str(answer["body"])


def test_the_same_outcome_is_not_shown_elsewhere(shared: Story, corrected: Message) -> None:
    person, data = shared.staff[0], button(corrected)
    for place in (shared.office.channel(), person.chat):
        (answer,) = shared.office.invoke(person, place, "task/fetch", {"data": data})
        assert NEWER not in str(answer["body"])


def fill_up(story: Story, seen: Seen) -> None:
    """Correct an outcome to as many measures and points as there is room for."""
    long = {f"measure_{number}_what": f"Nummer {number} {WIDE * 220}" for number in range(1, 16)}
    long |= {f"point_{number}": f"Punkt {number} {WIDE * 220}" for number in range(1, 16)}
    while "Berichtigung speichern" not in seen.actions:
        more = [title for title in seen.actions if title.startswith("Noch ein")]
        known = {name: entry for name, entry in long.items() if name in seen.inputs}
        seen = story.office.submit(seen, [*more, "Weiter"][0], **known)
    assert "Berichtigt" in story.office.submit(seen, "Berichtigung speichern").words


def button(card: Message) -> dict[str, object]:
    """What the button carries that opens the window."""
    actions = (card.card or {}).get("actions", [])
    return next(one["data"] for one in actions if one["data"]["verb"] == "show_meeting_outcome")
