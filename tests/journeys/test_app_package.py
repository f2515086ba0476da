"""The app package: what it offers in a place works in that place, for somebody who may do it."""

import pytest

from bot.app_package.office import PackageFor
from bot.app_package.package import build_package
from content.words import words
from tests.journeys.story import Story


@pytest.fixture(scope="module")
def installed(shared: Story) -> Story:
    """An office whose bot was added from its package, with a lead who may do everything."""
    package = PackageFor(app_id=shared.office.facts["app_id"], host="themenblock.example")
    shared.office.upload(build_package(package))
    for role in ("steering", "coordinator"):
        shared.grant(role, shared.lead)
    shared.office.install(shared.lead)
    shared.office.last_card(shared.lead.chat)
    return shared


@pytest.mark.parametrize("scope", ["team", "personal"])
def test_every_command_that_is_offered_is_answered_where_it_is_offered(
    installed: Story, scope: str
) -> None:
    office, lead = installed.office, installed.lead
    place = office.channel() if scope == "team" else lead.chat
    elsewhere = words("de").text("errors.not_a_team.title")
    for command in office.app(lead)["commands"][scope]:
        before = len([m for m in office.messages(place) if m.is_bot and m.card])
        said = office.say(lead, place, command["title"])
        assert said["status"] == 200
        answer = office.last_card(place, count=before + 1)
        assert elsewhere not in answer.words, command["title"]
