"""What people do in their client, and what reaches the bot."""

from __future__ import annotations

import pytest

from tests.office import Office, RefusedError
from tests.sandbox.fake_bot import Answer, FakeBot, card_of, dialog_of, said, submit
from tests.seen import Json, Message

NAME = {"type": "Input.Text", "id": "name", "isRequired": True, "errorMessage": "Bitte ausfüllen."}
COLOUR = {"type": "Input.Text", "id": "colour", "value": "blau"}


@pytest.fixture(scope="module")
def message(office: Office, bot: FakeBot) -> Message:
    """A card whose first button opens a dialog."""
    channel = office.channel("Grundverständnis und Ziele")
    actions = (submit("Öffnen", fetches=True, data={"block": "eins"}), submit("Melden"))
    sent = bot.send_card(channel, card_of(actions=actions))
    return next(m for m in office.messages(channel) if m.id == sent)


def test_in_a_channel_the_bot_hears_only_what_mentions_it(office: Office, bot: FakeBot) -> None:
    person, channel = office.people()[8], office.channel()
    office.say(person, channel, "ohne", mention=False)
    office.say(person, channel, "hilfe")
    (heard,) = bot.heard
    mention = heard.activity["entities"][-1]
    assert heard.activity["text"] == "<at>Themenblock</at> hilfe"
    assert mention["mentioned"]["id"] == f"28:{office.facts['app_id']}"
    assert [m.text for m in office.messages(channel)] == ["ohne", "@Themenblock hilfe"]


def test_an_activity_names_person_tenant_team_and_channel(office: Office, bot: FakeBot) -> None:
    person = office.people()[9]
    said_there = office.say(person, office.channel("Planungsräume"), "hilfe")
    activity = bot.last("message")
    data = activity["channelData"]
    assert activity["from"]["aadObjectId"] == person.oid
    assert data["tenant"]["id"] == office.facts["tenant_id"]
    assert (data["team"]["id"], data["channel"]["id"]) == (
        office.channel(),
        office.channel("Planungsräume"),
    )
    assert activity["conversation"]["id"].endswith(f";messageid={said_there['message']}")


def test_the_first_word_in_a_chat_installs_the_bot_there(office: Office, bot: FakeBot) -> None:
    person = office.people()[10]
    office.say(person, person.chat, "Hallo")
    kinds = [heard.activity["type"] for heard in bot.heard]
    assert kinds == ["conversationUpdate", "installationUpdate", "message"]
    assert bot.last("message")["conversation"]["conversationType"] == "personal"


def test_a_dialog_opens_goes_on_and_ends_with_words(
    office: Office, bot: FakeBot, message: Message
) -> None:
    form = card_of(NAME, COLOUR, actions=(submit("Senden", style="positive", data={"step": 1}),))
    bot.replies["task/fetch"] = lambda _: dialog_of(form, "Titel")
    bot.replies["task/submit"] = lambda activity: said(str(activity["value"]["data"]))
    opened = office.press(office.people()[0], message, "Öffnen")
    ended = office.submit(opened, "Senden", name="Pia")
    assert (opened.kind, opened.title, opened.inputs) == ("dialog", "Titel", ("name", "colour"))
    assert ended.text == "{'step': 1, 'name': 'Pia', 'colour': 'blau'}"
    fetch = bot.last("task/fetch")
    assert fetch["replyToId"] == message.id
    assert fetch["value"]["data"]["block"] == "eins"


def test_a_client_does_not_send_while_a_required_input_is_empty(
    office: Office, bot: FakeBot, message: Message
) -> None:
    bot.replies["task/fetch"] = lambda _: dialog_of(card_of(NAME, actions=(submit("Senden"),)))
    opened = office.press(office.people()[0], message, 0)
    refused = office.submit(opened, "Senden")
    assert (refused.kind, refused.text) == ("invalid", "Bitte ausfüllen.")
    assert [heard.activity["name"] for heard in bot.heard] == ["task/fetch"]


@pytest.mark.parametrize("answer", [(500, None), (200, {"task": {"type": "other"}}), (501, "no")])
def test_any_other_answer_is_shown_as_teams_shows_it(
    office: Office, bot: FakeBot, message: Message, answer: Answer
) -> None:
    bot.replies["task/fetch"] = lambda _: answer
    seen = office.press(office.people()[0], message, "Öffnen")
    assert (seen.kind, seen.text) == ("error", "Unable to reach app. Please try again.")
    assert seen.status == answer[0]


def test_a_slow_bot_gets_the_very_same_invoke_again(
    office: Office, bot: FakeBot, message: Message
) -> None:
    office.set_patience(dialog=0.3)
    bot.replies["task/fetch"] = lambda _: said("endlich")
    bot.delays += [0.6, 0.6]
    seen = office.press(office.people()[0], message, "Öffnen")
    office.set_patience(dialog=5)
    assert seen.text == "endlich"
    assert len({heard.activity["id"] for heard in bot.heard}) == 1
    assert len(bot.heard) == 3


def test_the_same_invoke_can_come_four_times_at_once(
    office: Office, bot: FakeBot, message: Message
) -> None:
    bot.replies["task/submit"] = lambda _: said("gespeichert")
    value: Json = {"data": {}, "context": {"theme": "default"}}
    person = office.people()[0]
    answers = office.invoke(person, message.conversation, "task/submit", value, times=4)
    assert [answer["status"] for answer in answers] == [200] * 4
    assert len({heard.activity["id"] for heard in bot.heard}) == 1


def test_a_plain_submit_is_a_message_with_a_value(
    office: Office, bot: FakeBot, message: Message
) -> None:
    assert office.press(office.people()[0], message, "Melden").kind == "sent"
    activity = bot.last("message")
    assert (activity["value"], activity["replyToId"]) == ({}, message.id)
    assert "text" not in activity


def test_an_executed_action_refreshes_the_card_for_one_person(office: Office, bot: FakeBot) -> None:
    execute = {"type": "Action.Execute", "title": "Tun", "verb": "do", "data": {"a": 1}}
    channel = office.channel("Koordinator*innen")
    sent = bot.send_card(channel, card_of(actions=(execute,)))
    fresh = card_of({"type": "TextBlock", "text": "Getan"})
    kind = "application/vnd.microsoft.card.adaptive"
    body = {"statusCode": 200, "type": kind, "value": fresh}
    bot.replies["adaptiveCard/action"] = lambda _: (200, body)
    one, other = office.people()[:2]
    (before,) = office.messages(channel, person=one)
    assert (before.id, office.press(one, before, "Tun").card) == (sent, fresh)
    assert office.last_card(channel, person=one).card == fresh
    assert office.last_card(channel, person=other).card == before.card


def test_nobody_presses_where_they_are_no_member(
    office: Office, bot: FakeBot, message: Message
) -> None:
    outsider = next(person for person in office.people() if not person.is_member)
    with pytest.raises(RefusedError, match="403"):
        office.press(outsider, message, "Öffnen")


def test_who_leaves_and_joins_is_told_to_the_bot(office: Office, bot: FakeBot) -> None:
    person = office.people()[11]
    office.leave(person)
    left = bot.last("conversationUpdate")["membersRemoved"]
    office.join(person)
    joined = bot.last("conversationUpdate")["membersAdded"]
    assert left == joined == [{"id": person.user_id, "aadObjectId": person.oid}]
