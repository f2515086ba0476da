"""Private and shared channels, guests and people of other organisations, as a bot meets them."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.office import Office, Person, RefusedError
from tests.sandbox.fake_bot import FakeBot
from tests.seen import Json

PRIVATE, SHARED = "Steuerungskreis", "Runde mit freien Trägern"


@pytest.fixture
def shared(office: Office, bot: FakeBot) -> str:
    """The shared channel, with the bot in it."""
    office.change_channel("add_bot", channel=SHARED)
    bot.heard.clear()
    return office.channel(SHARED)


def test_a_bot_of_the_team_must_be_added_to_a_private_channel(office: Office, bot: FakeBot) -> None:
    channel = office.channel(PRIVATE)
    before = bot.send(channel, {"text": "Hallo"}).status_code, PRIVATE in _names(office, bot)
    office.change_channel("add_bot", channel=PRIVATE)
    after = bot.send(channel, {"text": "Hallo"}).status_code, PRIVATE in _names(office, bot)
    office.change_channel("remove_bot", channel=PRIVATE)
    assert (before, after) == ((403, False), (201, True))
    assert bot.send(channel, {"text": "Hallo"}).status_code == 403


def test_the_bot_learns_that_it_was_added_from_the_channel_itself(
    office: Office, bot: FakeBot
) -> None:
    office.change_channel("add_bot", channel=PRIVATE)
    told = bot.last("conversationUpdate")
    office.change_channel("remove_bot", channel=PRIVATE)
    removed = bot.last("conversationUpdate")
    assert told["membersAdded"] == removed["membersRemoved"] == [_bot(office)]
    assert told["channelData"]["eventType"] == "channelMemberAdded"
    assert removed["channelData"]["eventType"] == "channelMemberRemoved"
    assert told["conversation"]["id"] == told["channelData"]["channel"]["id"]
    assert told["channelData"]["channel"]["type"] == "private"
    assert told["channelData"]["team"]["id"] == office.channel()


def test_a_private_channel_has_a_roster_of_its_own(office: Office, bot: FakeBot) -> None:
    members = [person.oid for person in office.people(role="steering")]
    made = office.change_channel("create", name="Nur Steuerung", members=members)
    assert [_oid(row) for row in _roster(bot, made["id"])] == members


def test_a_shared_channel_names_the_tenant_of_each_member(
    office: Office, bot: FakeBot, shared: str
) -> None:
    tenants = {_oid(row): row["tenantId"] for row in _roster(bot, shared)}
    partner = _partner(office)
    assert tenants[partner.oid] == partner.tenant_id != office.facts["tenant_id"]
    assert tenants[office.people()[0].oid] == office.facts["tenant_id"]
    assert len(set(tenants.values())) == 2


def test_somebody_external_is_a_user_and_a_guest_is_a_guest(
    office: Office, bot: FakeBot, shared: str
) -> None:
    guest = next(person for person in office.people() if person.is_guest)
    partner = _one(bot, shared, _partner(office))
    invited = _one(bot, office.channel(), guest)
    assert (partner["userRole"], invited["userRole"]) == ("user", "guest")
    assert invited["tenantId"] == office.facts["tenant_id"]
    assert "#EXT#" in invited["userPrincipalName"]
    (source,) = partner["membershipSources"]
    assert source == _direct(shared, partner["tenantId"])


def test_who_is_external_speaks_under_the_tenant_of_the_channel(
    office: Office, bot: FakeBot, shared: str
) -> None:
    partner = _partner(office)
    office.say(partner, shared, "hilfe")
    activity = bot.last("message")
    assert activity["from"]["aadObjectId"] == partner.oid
    assert activity["conversation"]["tenantId"] == office.facts["tenant_id"]
    assert activity["channelData"]["tenant"]["id"] == office.facts["tenant_id"]
    assert activity["channelData"]["channel"]["type"] == "shared"


def test_somebody_external_is_in_shared_channels_only_and_has_no_chat(
    office: Office, bot: FakeBot
) -> None:
    partner = _partner(office)
    places = office.get(f"/api/conversations?person={partner.oid}")
    tenant = {"tenant": {"id": office.facts["tenant_id"]}}
    body = {"members": [{"id": partner.user_id}], "channelData": tenant}
    assert [place["name"] for place in places] == [SHARED]
    assert bot.call("POST", "v3/conversations", body).status_code == 403
    with pytest.raises(RefusedError, match="403"):
        office.say(partner, partner.chat, "Hallo")


def test_who_comes_to_a_shared_channel_and_leaves_it_is_told_one_by_one(
    office: Office, bot: FakeBot, shared: str
) -> None:
    members = _members(office, SHARED)
    partner = _partner(office)
    office.change_channel("members", channel=SHARED, members=[*(members - {partner.oid})])
    left = bot.last("conversationUpdate")
    office.change_channel("members", channel=SHARED, members=[*members])
    came = bot.last("conversationUpdate")
    account = {"id": partner.user_id, "aadObjectId": partner.oid}
    assert left["membersRemoved"] == came["membersAdded"] == [account]
    assert left["channelData"]["eventType"] == "channelMemberRemoved"
    assert came["channelData"]["membershipSource"] == _direct(shared, partner.tenant_id)
    assert len(bot.heard) == 2


@pytest.mark.parametrize(("channel", "who"), [(SHARED, "guest"), (PRIVATE, "partner")])
def test_no_channel_takes_whom_teams_would_refuse(
    office: Office, bot: FakeBot, channel: str, who: str
) -> None:
    guest = next(person for person in office.people() if person.is_guest)
    wrong = guest if who == "guest" else _partner(office)
    members = [*_members(office, channel), wrong.oid]
    with pytest.raises(RefusedError, match="403"):
        office.change_channel("members", channel=channel, members=members)


def test_what_happens_to_a_channel_without_the_bot_is_not_told(
    office: Office, bot: FakeBot
) -> None:
    made = office.change_channel(
        "create", name="Ohne Bot", kind="shared", members=[office.people()[0].oid], has_bot=False
    )
    office.change_channel("rename", channel=made["id"], name="Immer noch ohne")
    office.change_channel("delete", channel=made["id"])
    assert bot.heard == []


def test_standard_channels_are_told_as_before(office: Office, bot: FakeBot) -> None:
    made = office.change_channel("create", name="Für alle")
    office.change_channel("rename", channel=made["id"], name="Für alle da")
    office.change_channel("delete", channel=made["id"])
    events = [heard.activity["channelData"]["eventType"] for heard in bot.heard]
    assert events == ["channelCreated", "channelRenamed", "channelDeleted"]


def test_a_name_that_comes_back_gets_a_new_id(office: Office, bot: FakeBot) -> None:
    first = office.change_channel("create", name="Wieder da")
    office.change_channel("delete", channel=first["id"])
    second = office.change_channel("create", name="Wieder da")
    assert first["id"] != second["id"]
    with pytest.raises(RefusedError, match="403"):
        office.change_channel("create", name="Wieder da")


def _partner(office: Office) -> Person:
    return next(person for person in office.people() if person.is_external)


def _members(office: Office, name: str) -> set[str]:
    channels = office.get("/api/office")["channels"]
    return set(next(one["members"] for one in channels if one["name"] == name))


def _names(office: Office, bot: FakeBot) -> list[str]:
    team = quote(office.channel(), safe="")
    rows = bot.call("GET", f"v3/teams/{team}/conversations").json()["conversations"]
    return [row["name"] for row in rows if "name" in row]


def _roster(bot: FakeBot, channel: str) -> list[Json]:
    path = f"v3/conversations/{quote(channel, safe='')}/pagedmembers"
    return list(bot.call("GET", path).json()["members"])


def _one(bot: FakeBot, channel: str, person: Person) -> Json:
    path = f"v3/conversations/{quote(channel, safe='')}/members/{person.oid}"
    return dict(bot.call("GET", path).json())


def _oid(member: Json) -> str:
    return str(member.get("aadObjectId") or member["objectId"])


def _bot(office: Office) -> Json:
    return {"id": f"28:{office.facts['app_id']}"}


def _direct(channel: str, tenant_id: str) -> Json:
    return {
        "sourceType": "channel",
        "id": channel,
        "membershipType": "direct",
        "tenantId": tenant_id,
    }
