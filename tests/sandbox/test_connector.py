"""The connector: sending, changing, reading the roster, and its refusals."""

from __future__ import annotations

from urllib.parse import quote

from tests.office import Office
from tests.sandbox.fake_bot import FakeBot
from tests.seen import Json


def test_a_new_thread_in_a_channel_gets_an_id_that_replies_can_use(
    office: Office, bot: FakeBot
) -> None:
    channel = {"channel": {"id": office.channel("Planungsräume")}}
    activity = {"type": "message", "text": "Ein Anfang"}
    body = {"isGroup": True, "channelData": channel, "activity": activity}
    opened = bot.call("POST", "v3/conversations", body).json()
    bot.send(opened["id"], {"text": "Eine Antwort"})
    first, second = office.messages(office.channel("Planungsräume"))
    assert opened["id"].endswith(f";messageid={opened['activityId']}")
    assert second.thread == first.id == opened["activityId"]


def test_a_chat_is_opened_with_a_member_and_refused_with_an_outsider(
    office: Office, bot: FakeBot
) -> None:
    outsider = next(person for person in office.people() if not person.is_member)
    member = office.people()[3]
    opened = bot.call("POST", "v3/conversations", _chat_with(office, member.user_id))
    refused = bot.call("POST", "v3/conversations", _chat_with(office, outsider.user_id))
    assert opened.json() == {"id": member.chat}
    assert (refused.status_code, refused.json()["error"]["code"]) == (
        403,
        "ForbiddenOperationException",
    )


def test_nothing_reaches_a_person_who_blocks_the_bot(office: Office, bot: FakeBot) -> None:
    person = office.people()[4]
    office.block(person)
    assert bot.send(person.chat, {"text": "Hallo"}).status_code == 403
    office.block(person, is_blocked=False)
    assert bot.send(person.chat, {"text": "Hallo"}).status_code == 201


def test_an_update_adds_a_version_and_a_deletion_keeps_them(office: Office, bot: FakeBot) -> None:
    chat = office.people()[5].chat
    sent = bot.send(chat, {"text": "eins"}).json()["id"]
    path = f"v3/conversations/{quote(chat, safe='')}/activities/{sent}"
    bot.call("PUT", path, {"type": "message", "text": "zwei"})
    bot.call("DELETE", path)
    (message,) = office.messages(chat)
    assert message.text == ""
    assert [version["text"] for version in message.versions] == ["eins", "zwei"]
    assert bot.call("DELETE", path).status_code == 404


def test_the_roster_comes_in_pages_and_is_complete(office: Office, bot: FakeBot) -> None:
    found = [_account_id(member) for member in _paged(office, bot)]
    assert found == [person.oid for person in office.people() if person.is_member]


def test_a_page_of_the_roster_names_the_account_in_one_of_two_ways(
    office: Office, bot: FakeBot
) -> None:
    names = [set(row) & {"objectId", "aadObjectId"} for row in _paged(office, bot)]
    assert {len(found) for found in names} == {1}
    assert names.count({"objectId"}) == names.count({"aadObjectId"}) == len(names) / 2


def test_a_member_asked_for_alone_is_named_in_both_ways(office: Office, bot: FakeBot) -> None:
    person = office.people()[0]
    path = f"v3/conversations/{quote(office.channel(), safe='')}/members/{person.user_id}"
    found = bot.call("GET", path).json()
    assert found["objectId"] == found["aadObjectId"] == person.oid


def _paged(office: Office, bot: FakeBot) -> list[Json]:
    path = f"v3/conversations/{quote(office.channel(), safe='')}/pagedmembers?pageSize=20"
    found: list[Json] = []
    token = ""
    while True:
        page = bot.call("GET", f"{path}&continuationToken={token}").json()
        found += page["members"]
        token = page.get("continuationToken", "")
        if not token:
            return found


def _account_id(member: Json) -> str:
    return str(member.get("aadObjectId") or member["objectId"])


def test_team_and_channels_are_told(office: Office, bot: FakeBot) -> None:
    team = quote(office.channel(), safe="")
    details = bot.call("GET", f"v3/teams/{team}").json()
    channels = bot.call("GET", f"v3/teams/{team}/conversations").json()["conversations"]
    assert details["name"] == "Sozialraumorientierung"
    assert [channel.get("name") for channel in channels][:2] == [None, "Grundverständnis und Ziele"]


def test_a_message_over_100_kb_in_utf_16_is_too_large(office: Office, bot: FakeBot) -> None:
    chat = office.people()[6].chat
    assert bot.send(chat, {"text": "ä" * 51_500}).status_code == 413
    assert bot.send(chat, {"text": "ä" * 50_000}).status_code == 201


def test_an_unsound_card_and_an_unknown_conversation_are_refused(
    office: Office, bot: FakeBot
) -> None:
    no_card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"body": []}}
    unsound = bot.send(office.people()[7].chat, {"attachments": [no_card]})
    unknown = bot.send("19:nowhere@thread.tacv2", {"text": "Hallo"})
    assert (unsound.status_code, unknown.status_code) == (400, 404)


def test_a_targeted_message_is_seen_by_one_person_only(office: Office, bot: FakeBot) -> None:
    one, other = office.people()[:2]
    channel = office.channel("Koordinator*innen")
    path = f"v3/conversations/{quote(channel, safe='')}/activities?isTargetedActivity=true"
    body = {"type": "message", "text": "Nur für Sie", "recipient": {"id": one.user_id}}
    bot.call("POST", path, body)
    assert [m.text for m in office.messages(channel, person=one)] == ["Nur für Sie"]
    assert office.messages(channel, person=other) == []


def test_after_removal_from_the_team_the_bot_may_no_longer_write(
    office: Office, bot: FakeBot
) -> None:
    office.uninstall()
    refused = bot.send(office.channel(), {"text": "Hallo"}).status_code
    office.install()
    assert (refused, bot.last("installationUpdate")["action"]) == (403, "add")


def _chat_with(office: Office, user_id: str) -> dict[str, object]:
    tenant = {"tenant": {"id": office.facts["tenant_id"]}}
    return {"members": [{"id": user_id}], "channelData": tenant}
