"""`post_meeting_outcome`: a moderator posts what came out of a meeting."""

from typing import Any

import pytest

from tests.journeys.meetings import (
    OFFER,
    RESULT,
    SEND,
    anew,
    begin,
    card_number,
    fill_in,
    invoked,
    kept,
    moderator,
    opened,
    post,
    revoke,
)
from tests.journeys.story import Story

SECRET = "Geheimwort Sanddornhecke"


@pytest.fixture
def channel(shared: Story) -> str:
    """The channel of the open block in the shared office."""
    return opened(shared)


@pytest.mark.parametrize("role", ["moderator", "coordinator", "process_lead"])
def test_an_outcome_becomes_a_card_in_the_blocks_channel(
    shared: Story, channel: str, role: str
) -> None:
    number = ["moderator", "coordinator", "process_lead"].index(role)
    card = post(shared, moderator(shared, number, role), channel)
    for expected in (
        "Ergebnis einer Bereichsbesprechung",
        "511 Sozialer Dienst",
        "Grundverständnis und Ziele",
        "Fachkräfte 511 Sozialer Dienst: 6; Bereichsleitung: 1",
        "Danach schauen wir gemeinsam.",
        "Zuständig: Jugendhilfeplanung · bis 31. Mai 2027",
        "Wer vertritt die Koordination im Urlaub?",
    ):
        assert expected in card.words
    assert kept(shared)[-1] == (1, RESULT, "basics")
    assert shared.rows("SELECT 1 FROM unfinished_forms") == []


def test_in_another_channel_it_belongs_to_no_topic_unless_one_is_chosen(shared: Story) -> None:
    opened(shared)
    person, general = moderator(shared), shared.office.channel()
    assert "Themenblock\n" not in post(shared, person, general).words
    card = post(shared, person, general, block="planning_areas")
    assert "Planungsräume" in card.words


def test_from_the_personal_chat_it_goes_to_the_channel_of_its_topic(
    shared: Story, channel: str
) -> None:
    person, before = moderator(shared), len(shared.cards_saying("Dabei waren", channel))
    seen = fill_in(shared, anew(shared, person, person.chat))
    assert "im Kanal dieses Themenblocks" in seen.words
    shared.office.submit(seen, SEND)
    assert RESULT.splitlines()[0] in card_number(shared, channel, before + 1).words
    assert not [m for m in shared.office.messages(person.chat) if RESULT[:20] in m.words]


def test_from_the_personal_chat_without_a_topic_it_goes_where_the_process_was_announced(
    shared: Story,
) -> None:
    opened(shared)
    person, general = moderator(shared), shared.office.channel()
    before = len(shared.cards_saying("Dabei waren", general))
    seen = fill_in(shared, anew(shared, person, person.chat), block="-")
    assert "angekündigt wurde" in seen.words
    shared.office.submit(seen, SEND)
    card_number(shared, general, before + 1)


def test_nobody_without_the_role_is_offered_the_form(shared: Story, channel: str) -> None:
    person = shared.staff[0]
    shared.office.say(person, channel, "ergebnis", mention=True)
    assert shared.card_saying("Nur für Moderation und Koordination", channel)
    offer = shared.card_saying(OFFER, channel)
    seen = shared.office.press(person, offer, SEND)
    assert "Nur für Moderation" in seen.words


def test_nobody_without_the_role_can_send_a_page_of_somebody_elses_form(
    shared: Story, channel: str
) -> None:
    seen = fill_in(shared, anew(shared, moderator(shared), channel))
    before = kept(shared)
    (answer,) = shared.office.invoke(
        shared.staff[0], channel, "task/submit", invoked(shared, seen, SEND)
    )
    assert "Nur für Moderation" in str(answer["body"])
    assert kept(shared) == before


def test_another_moderator_cannot_send_somebody_elses_form(shared: Story, channel: str) -> None:
    seen = fill_in(shared, anew(shared, moderator(shared), channel))
    other, before = moderator(shared, 1), kept(shared)
    (answer,) = shared.office.invoke(other, channel, "task/submit", invoked(shared, seen, SEND))
    assert "gibt es nicht mehr" in str(answer["body"])
    assert kept(shared) == before


def test_a_role_that_is_revoked_between_two_pages_ends_the_form(
    shared: Story, channel: str
) -> None:
    person = moderator(shared, 3, "coordinator")
    seen = fill_in(shared, anew(shared, person, channel))
    before = kept(shared)
    revoke(shared, "coordinator", person)
    assert "Nur für Moderation" in shared.office.submit(seen, SEND).words
    assert kept(shared) == before


def test_somebody_outside_the_channel_cannot_post_there_from_the_chat(shared: Story) -> None:
    opened(shared)
    stranger = next(person for person in shared.office.people() if not person.is_member)
    shared.grant("moderator", stranger)
    seen = anew(shared, stranger, stranger.chat)
    seen = shared.office.submit(seen, "Weiter", department="511", held_on="2027-04-01")
    assert "Mitglied" in seen.words


@pytest.mark.parametrize(
    "change",
    [{"process": "0" * 32}, {"process": "../keys"}, {"step": "kitchen_1"}, {"form": "0" * 32}],
)
def test_forged_data_is_refused_kindly_and_nothing_is_kept(
    shared: Story, channel: str, change: dict[str, str]
) -> None:
    person = moderator(shared)
    seen = fill_in(shared, anew(shared, person, channel))
    value = invoked(shared, seen, "Zurück")
    value["data"] |= change
    before = shared.rows("SELECT * FROM unfinished_forms")
    (answer,) = shared.office.invoke(person, channel, "task/submit", value)
    assert answer["status"] == 200
    assert "nicht" in str(answer["body"])
    assert shared.rows("SELECT * FROM unfinished_forms") == before


def test_a_forged_topic_is_told_like_any_other_mistake(shared: Story, channel: str) -> None:
    person = moderator(shared)
    seen = anew(shared, person, channel)
    entries = {"kind": "forum", "held_on": "2027-04-01", "block": "nowhere"}
    value = invoked(shared, seen, "Weiter", **entries)
    (answer,) = shared.office.invoke(person, channel, "task/submit", value)
    assert "Diesen Themenblock gibt es hier nicht" in str(answer["body"])


def test_the_last_button_arriving_four_times_at_once_posts_one_outcome(
    shared: Story, channel: str
) -> None:
    person, before = moderator(shared), len(shared.cards_saying("Dabei waren", channel))
    seen, rows = fill_in(shared, anew(shared, person, channel)), kept(shared)
    value = invoked(shared, seen, SEND)
    answers = shared.office.invoke(person, channel, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert "Eingetragen" in str(answers[0])
    card_number(shared, channel, before + 1)
    assert len(kept(shared)) == len(rows) + 1


def test_in_english_the_form_speaks_english_and_the_card_the_language_of_the_process(
    shared: Story, channel: str
) -> None:
    person = next(p for p in shared.office.people(role="staff") if p.locale == "en-GB")
    shared.grant("moderator", person)
    before = len(shared.cards_saying("Dabei waren", channel))
    shared.office.say(person, channel, "outcome", mention=True)
    offer = shared.card_saying("Post the outcome of a meeting", channel)
    seen = shared.office.press(person, offer, "Post outcome")
    pages: tuple[dict[str, Any], ...] = (
        {"kind": "network_meeting", "held_on": "2027-03-30"},
        {"count_schools": 3},
        {"result": "We meet again."},
        {},
        {},
    )
    for entries in pages:
        seen = shared.office.submit(seen, "Next", **entries)
    assert "Posted" in shared.office.submit(seen, "Post outcome").words
    assert "Netzwerktreffens" in card_number(shared, channel, before + 1).words


def test_what_was_written_reaches_the_channel_and_no_log(shared: Story, channel: str) -> None:
    post(shared, moderator(shared), channel, result=SECRET)
    assert "Sanddornhecke" not in shared.bot.log


def test_where_no_process_runs_there_is_nothing_to_post(story: Story) -> None:
    person, general = moderator(story), story.office.channel()
    story.office.say(person, general, "ergebnis", mention=True)
    assert story.card_saying("Hier läuft keine Beteiligung", general)


def test_posted_before_a_kill_it_is_there_once_after_it(story: Story) -> None:
    channel, person = opened(story), moderator(story)
    preview = fill_in(story, begin(story, person, channel))
    story.bot.restart()
    story.office.submit(preview, SEND)
    story.bot.restart()
    card_number(story, channel, 1)
