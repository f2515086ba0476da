"""The form of an outcome: interrupted, repeated, on two devices, and nothing is lost."""

import pytest

from tests.journeys.meetings import (
    RESULT,
    SEND,
    anew,
    begin,
    continued,
    fill_in,
    invoked,
    kept,
    moderator,
    opened,
    walk_to,
)
from tests.journeys.story import Story


@pytest.fixture
def channel(shared: Story) -> str:
    """The channel of the open block in the shared office."""
    return opened(shared)


@pytest.mark.parametrize(
    ("field", "entry", "told"),
    [
        ("held_on", "2027-04-02", "liegt in der Zukunft"),
        ("department", "-", "der sich besprochen hat"),
        ("result", "x" * 3001, "Das sind 3.001 Zeichen. Möglich sind 3.000."),
        ("measure_1_what", "", "was zu tun ist"),
        ("measure_1_due_on", "2027-03-31", "liegt vor dem Treffen"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(
    shared: Story, channel: str, field: str, entry: str, told: str
) -> None:
    seen = fill_in(shared, anew(shared, moderator(shared), channel), **{field: entry})
    assert told in seen.words
    assert field in seen.inputs
    again = fill_in(shared, continued(shared, moderator(shared), channel))
    assert SEND in again.actions


def test_a_page_arriving_four_times_at_once_is_turned_once(shared: Story, channel: str) -> None:
    person = moderator(shared)
    seen = walk_to(shared, anew(shared, person, channel), "measure_1_what")
    value = invoked(shared, seen, "Noch eine Maßnahme", measure_1_what="Erste")
    answers = shared.office.invoke(person, channel, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    seen = continued(shared, person, channel)
    assert [name for name in seen.inputs if name.endswith("_what")] == [
        "measure_1_what",
        "measure_2_what",
    ]


def test_a_repetition_that_comes_late_changes_nothing(shared: Story, channel: str) -> None:
    person = moderator(shared)
    seen = walk_to(shared, anew(shared, person, channel), "measure_1_what")
    seen = shared.office.submit(seen, "Noch eine Maßnahme", measure_1_what="Erste")
    late = invoked(shared, seen, "Maßnahme 1 entfernen", measure_1_what="Erste")
    seen = shared.office.submit(seen, "Maßnahme 1 entfernen")
    seen = shared.office.submit(seen, "Weiter", measure_2_what="Zweite")
    before = shared.rows("SELECT * FROM unfinished_forms")
    shared.office.invoke(person, channel, "task/submit", late)
    assert shared.rows("SELECT * FROM unfinished_forms") == before


def test_measures_are_added_and_taken_away(shared: Story, channel: str) -> None:
    seen = walk_to(shared, anew(shared, moderator(shared), channel), "measure_1_what")
    for number in range(1, 6):
        title = "Noch eine Maßnahme"
        seen = shared.office.submit(seen, title, **{f"measure_{number}_what": f"Nummer {number}"})
    assert "Schritt 5 von 7" in seen.words
    seen = shared.office.submit(seen, "Maßnahme 6 entfernen")
    seen = shared.office.submit(seen, "Maßnahme 2 entfernen")
    preview = fill_in(shared, seen, measure_1_what="Nummer 1")
    assert "1. Nummer 1\n" in preview.words
    assert "2. Nummer 3\n" in preview.words
    assert "Nummer 2" not in preview.words


def test_what_was_closed_half_way_goes_on_on_another_device(story: Story) -> None:
    channel, person = opened(story), moderator(story)
    walk_to(story, begin(story, person, channel), "measure_1_what")
    story.bot.restart()
    seen = continued(story, person, person.chat)
    assert "measure_1_what" in seen.inputs
    assert RESULT.splitlines()[0] in fill_in(story, seen).words
    story.office.submit(continued(story, person, channel), SEND)
    assert len(kept(story)) == 1


def test_whoever_goes_back_loses_nothing_that_was_typed(shared: Story, channel: str) -> None:
    seen = walk_to(shared, anew(shared, moderator(shared), channel), "result")
    seen = shared.office.submit(seen, "Zurück", result="Halb geschrieben")
    seen = shared.office.submit(seen, "Weiter", count_staff_511=6)
    assert "Halb geschrieben" in str(seen.card)


def test_two_devices_with_the_same_form_are_told_of_each_other(shared: Story, channel: str) -> None:
    person = moderator(shared)
    seen = walk_to(shared, anew(shared, person, channel), "result")
    other = continued(shared, person, channel)
    shared.office.submit(other, "Weiter", result="Vom Telefon.")
    later = shared.office.submit(seen, "Weiter", result="Vom Schreibtisch.")
    assert "auf einem anderen Gerät geändert" in later.words
    assert "Inzwischen gespeichert: Vom Telefon." in later.words
    assert "Vom Schreibtisch." in str(later.card)
    assert "Vom Schreibtisch." in fill_in(shared, later, result="Vom Schreibtisch.").words


def test_a_preview_that_is_out_of_date_posts_nothing(shared: Story, channel: str) -> None:
    person, before = moderator(shared), kept(shared)
    preview = fill_in(shared, anew(shared, person, channel))
    other = continued(shared, person, channel)
    shared.office.submit(other, "Zurück")
    assert "auf einem anderen Gerät geändert" in shared.office.submit(preview, SEND).words
    assert kept(shared) == before


def test_a_form_begun_anew_elsewhere_is_gone_here(shared: Story, channel: str) -> None:
    person = moderator(shared)
    seen = walk_to(shared, anew(shared, person, channel), "result")
    fresh = shared.office.submit(continued(shared, person, channel), "Von vorn beginnen")
    assert "kind" in fresh.inputs
    shared.office.submit(fresh, "Weiter", department="512", held_on="2027-04-01")
    assert "gibt es nicht mehr" in shared.office.submit(seen, "Weiter", result="Alt").words
