"""`correct_meeting_outcome`: an outcome is corrected in place; what was there before stays."""

import pytest

from tests.journeys.meetings import (
    RESULT,
    SAVE,
    begin,
    card_number,
    correct,
    fill_in,
    invoked,
    kept,
    moderator,
    now_says,
    opened,
    post,
    revoke,
    save,
)
from tests.journeys.story import Story
from tests.office import Message

NEWER = "Wir beginnen in drei Gemeinden."
OTHER = "Wir warten noch ab."


@pytest.fixture
def channel(shared: Story) -> str:
    """The channel of the open block in the shared office."""
    return opened(shared)


@pytest.fixture
def card(shared: Story, channel: str) -> Message:
    """A fresh outcome of the first moderator."""
    return post(shared, moderator(shared), channel)


def version_of(story: Story, seen_result: str) -> list[int]:
    """Return the versions that say `seen_result`."""
    return [version for version, result, _ in kept(story) if result == seen_result]


def test_a_correction_changes_the_card_in_its_place(shared: Story, card: Message) -> None:
    before = len(shared.office.messages(card.conversation))
    assert "Berichtigt" in save(shared, moderator(shared), card, result=NEWER).words
    now = now_says(shared, card, NEWER)
    assert "Fassung 2 vom Donnerstag, 1. April 2027" in now.words
    assert RESULT.splitlines()[0] not in now.words
    assert len(shared.office.messages(card.conversation)) == before


def test_the_form_begins_with_everything_that_was_said(shared: Story, card: Message) -> None:
    seen = correct(shared, moderator(shared), card)
    for said in (RESULT.splitlines()[1], "bis 31. Mai 2027", "Wer vertritt", "Bereichsleitung: 1"):
        assert said in seen.words
    assert "Die bisherige Fassung bleibt lesbar" in seen.words


def test_a_correction_that_says_the_same_is_refused(shared: Story, card: Message) -> None:
    assert "Nichts geändert" in save(shared, moderator(shared), card).words


def test_another_moderator_may_not_correct_it(shared: Story, card: Message) -> None:
    seen = shared.office.press(moderator(shared, 1), card, "Berichtigen")
    assert "Berichtigen kann, wer eingetragen hat" in seen.words
    assert "Nur für Moderation" in shared.office.press(shared.staff[0], card, "Berichtigen").words


def test_the_process_lead_may_and_the_author_still_may_afterwards(
    shared: Story, card: Message
) -> None:
    save(shared, shared.lead, card, result=NEWER)
    now_says(shared, card, "Fassung 2")
    save(shared, moderator(shared), card, result=OTHER)
    now_says(shared, card, "Fassung 3")


def test_of_two_at_once_the_later_is_told_and_sees_both(shared: Story, card: Message) -> None:
    author = moderator(shared)
    later = correct(shared, author, card, result=OTHER)
    save(shared, shared.lead, card, result=NEWER)
    told = shared.office.submit(later, SAVE)
    assert "Inzwischen geändert" in told.words
    assert NEWER in told.words
    assert OTHER in told.words
    assert "Fassung 2" in now_says(shared, card, NEWER).words
    assert "Berichtigt" in shared.office.submit(told, "Meine Fassung speichern").words
    assert "Fassung 3" in now_says(shared, card, OTHER).words


def test_who_goes_on_editing_after_that_has_seen_the_newer_one(
    shared: Story, card: Message
) -> None:
    later = correct(shared, moderator(shared), card, result=OTHER)
    save(shared, shared.lead, card, result=NEWER)
    told = shared.office.submit(later, SAVE)
    seen = shared.office.submit(told, "Meine Fassung weiter bearbeiten")
    while SAVE not in seen.actions:
        seen = shared.office.submit(seen, "Weiter")
    assert "Berichtigt" in shared.office.submit(seen, SAVE).words
    now_says(shared, card, OTHER)


def test_who_saves_over_what_was_seen_is_told_again_if_it_changed_again(
    shared: Story, card: Message
) -> None:
    later = correct(shared, moderator(shared), card, result=OTHER)
    save(shared, shared.lead, card, result=NEWER)
    told = shared.office.submit(later, SAVE)
    save(shared, shared.lead, card, result="Noch einmal anders.")
    again = shared.office.submit(told, "Meine Fassung speichern")
    assert "Noch einmal anders." in again.words


def test_who_discards_leaves_what_is_there(shared: Story, card: Message) -> None:
    later = correct(shared, moderator(shared), card, result=OTHER)
    save(shared, shared.lead, card, result=NEWER)
    told = shared.office.submit(later, SAVE)
    whole = shared.office.submit(told, "Gespeicherte Fassung ganz ansehen")
    assert NEWER in whole.words
    seen = correct(shared, moderator(shared), card)
    told = shared.office.submit(seen, SAVE)
    assert "Verworfen" in shared.office.submit(told, "Meine Fassung verwerfen").words
    assert NEWER in correct(shared, moderator(shared), card).words


def test_the_last_button_arriving_four_times_at_once_saves_one_version(
    shared: Story, card: Message
) -> None:
    author, before = moderator(shared), kept(shared)
    value = invoked(shared, correct(shared, author, card, result=NEWER), SAVE)
    answers = shared.office.invoke(author, card.conversation, "task/submit", value, times=4)
    assert len({str(answer) for answer in answers}) == 1
    assert "Berichtigt" in str(answers[0])
    assert len(kept(shared)) == len(before) + 1
    now_says(shared, card, "Fassung 2")


def test_a_correction_that_was_closed_half_way_goes_on(shared: Story, card: Message) -> None:
    author = moderator(shared)
    correct(shared, author, card, result=NEWER)
    again = shared.office.press(author, card, "Berichtigen")
    assert "Sie machen dort weiter" in again.words
    assert NEWER in again.words
    fresh = shared.office.submit(again, "Von vorn beginnen")
    assert "kind" in fresh.inputs


def test_the_form_of_one_outcome_does_not_mix_with_another(
    shared: Story, channel: str, card: Message
) -> None:
    author = moderator(shared)
    correct(shared, author, card, result=NEWER)
    seen = begin(shared, author, channel)
    assert "Sie machen dort weiter" not in seen.words
    assert NEWER not in fill_in(shared, seen).words


@pytest.mark.parametrize("outcome", ["0" * 32, "../keys", "", None])
def test_a_forged_outcome_is_refused_kindly(
    shared: Story, card: Message, outcome: str | None
) -> None:
    data = {"verb": "correct_meeting_outcome", "msteams": {"type": "task/fetch"}}
    value = {"data": {**data, "outcome": outcome}}
    author = moderator(shared)
    (answer,) = shared.office.invoke(author, card.conversation, "task/fetch", value)
    assert answer["status"] == 200
    assert "nicht" in str(answer["body"])


def test_an_outcome_of_another_channel_is_unknown_here(shared: Story, card: Message) -> None:
    author, value = moderator(shared), {"data": {"verb": "correct_meeting_outcome"}}
    ((outcome_id,),) = shared.rows(
        "SELECT outcome_id FROM meeting_outcomes ORDER BY rowid DESC LIMIT 1"
    )
    value["data"]["outcome"] = outcome_id
    for place in (shared.office.channel(), author.chat):
        (answer,) = shared.office.invoke(author, place, "task/fetch", value)
        assert "Ergebnis nicht gefunden" in str(answer["body"])


def test_the_button_of_a_form_cannot_name_another_outcome(
    shared: Story, channel: str, card: Message
) -> None:
    lead_card = post(shared, shared.lead, channel)
    value = invoked(shared, correct(shared, shared.lead, lead_card, result=NEWER), SAVE)
    ((own,),) = shared.rows(
        "SELECT outcome_id FROM meeting_outcomes WHERE written_by != "
        f"'{shared.lead.oid}' ORDER BY rowid DESC LIMIT 1"
    )
    before = kept(shared)
    value["data"]["outcome"] = own
    (answer,) = shared.office.invoke(shared.lead, channel, "task/submit", value)
    assert "gibt es nicht mehr" in str(answer["body"])
    assert kept(shared) == before


def test_a_role_that_is_revoked_ends_the_correction(shared: Story, channel: str) -> None:
    author = moderator(shared, 2)
    preview = correct(shared, author, post(shared, author, channel), result=NEWER)
    revoke(shared, "moderator", author)
    assert "Nur für Moderation" in shared.office.submit(preview, SAVE).words


def test_a_card_that_teams_took_in_silence_is_single_again_after_the_first_press(
    story: Story,
) -> None:
    channel, author = opened(story), moderator(story)
    preview = fill_in(story, begin(story, author, channel))
    # The connection breaks after the work, so the bot cannot know and sends again.
    story.office.add_fault("post", drop="after", count=1)
    story.office.submit(preview, "Ergebnis eintragen")
    second = card_number(story, channel, 2)
    first, _ = story.cards_saying("Dabei waren", channel)
    assert "Berichtigt" in save(story, author, first, result=NEWER).words
    now_says(story, second, NEWER)
    left = [card for card in story.office.messages(channel) if not card.deleted_at]
    assert [card.id for card in left if "Dabei waren" in card.words] == [second.id]
