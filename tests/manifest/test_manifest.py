"""The app manifest: valid by Microsoft's schema, in step with the texts, asking for little."""

from typing import Any

import pytest
from jsonschema import Draft4Validator

from content.words import Language, words
from tests.house.source import lines, project
from tests.manifest import png
from tests.manifest.package import (
    APP_ID,
    HOST,
    SCHEMAS,
    commands,
    english,
    icon,
    in_english,
    manifest,
    readable,
    schema,
)

NEWEST_WANTED = (1, 30)
IN_BOTH_LANGUAGES = pytest.mark.parametrize(
    ("language", "shown"),
    [("de", manifest()), ("en", in_english())],
    ids=["de", "en"],
)
WHITE = (255, 255, 255, 255)
NO_ALPHA, OPAQUE = (), (255,)


@IN_BOTH_LANGUAGES
def test_the_filled_manifest_is_valid(language: str, shown: dict[str, Any]) -> None:
    # In English as well: the schema of localisations leaves the limits of names unchecked, since
    # in its dialect nothing counts beside a $ref.
    found = [fault.message for fault in Draft4Validator(schema("")).iter_errors(shown)]
    assert not found, lines([language, *found])


def test_the_localisation_is_valid() -> None:
    checker = Draft4Validator(schema(".Localization"))
    found = [fault.message for fault in checker.iter_errors(english())]
    assert not found, lines(found)


def test_the_schema_is_the_newest_that_we_know() -> None:
    known = (one.name.removeprefix("v").split(".") for one in SCHEMAS.glob("v1.*"))
    newest = max((int(major), int(minor)) for major, minor in known)
    assert manifest()["manifestVersion"] == "{}.{}".format(*min(newest, NEWEST_WANTED))


@pytest.mark.parametrize("file", [manifest(), english()], ids=["manifest", "localisation"])
def test_both_files_name_the_same_version_of_the_schema(file: dict[str, Any]) -> None:
    assert f"/v{manifest()['manifestVersion']}/" in file["$schema"]


def test_the_app_has_the_version_of_the_program() -> None:
    # Teams takes an update for a new app package only when this number has grown.
    assert manifest()["version"] == project()["project"]["version"]


def test_nothing_but_id_and_host_has_to_be_filled_in() -> None:
    assert "{{" not in str(manifest())
    assert "{{" not in str(english())


def test_app_and_bot_are_the_one_registration() -> None:
    filled = manifest()
    assert [filled["id"], filled["bots"][0]["botId"]] == [APP_ID, APP_ID]


def test_every_address_is_on_the_host_of_the_office() -> None:
    filled = manifest()
    addresses = [value for key, value in filled["developer"].items() if key.endswith("Url")]
    assert filled["validDomains"] == [HOST]
    assert len(addresses) == 3
    assert all(address.startswith(f"https://{HOST}/") for address in addresses)


@IN_BOTH_LANGUAGES
def test_a_channel_offers_exactly_the_commands_of_the_texts(
    language: Language, shown: dict[str, Any]
) -> None:
    offered = [command["title"] for command in commands(shown, "team")]
    assert offered == [*words(language).list("commands")]


@IN_BOTH_LANGUAGES
def test_the_personal_chat_offers_what_works_there(
    language: Language, shown: dict[str, Any]
) -> None:
    # A process belongs to a team: in the personal chat setting one up would only be refused.
    set_up = words(language).text("commands.set_up_process")
    elsewhere = [one for one in commands(shown, "team") if one["title"] != set_up]
    assert commands(shown, "personal") == elsewhere


@IN_BOTH_LANGUAGES
def test_every_command_is_described(language: str, shown: dict[str, Any]) -> None:
    offered = commands(shown, "team")
    assert all(one.get("description", "").strip() for one in offered), language


def test_every_text_is_in_both_languages_and_no_other() -> None:
    assert english().keys() - {"$schema"} == readable()


def test_the_bot_lives_in_channels_of_every_kind_and_in_personal_chats() -> None:
    assert manifest()["bots"][0]["scopes"] == ["team", "personal"]
    assert manifest()["supportsChannelFeatures"] == "tier1"


def test_no_permission_is_asked_for_but_to_answer_in_private() -> None:
    # A summary asked for in a channel is sent to the person; nothing else needs anybody's consent.
    filled = manifest()
    assert filled["permissions"] == ["messageTeamMembers"]
    assert filled.keys().isdisjoint({"authorization", "devicePermissions", "webApplicationInfo"})


@pytest.mark.parametrize(("name", "side"), [("color", 192), ("outline", 32)])
def test_icons_have_the_size_that_teams_demands(name: str, side: int) -> None:
    assert png.size(icon(name)) == (side, side)


def test_the_colour_icon_fills_its_square() -> None:
    alpha = {pixel[3:] for pixel in png.pixels(icon("color"))}
    assert alpha <= {NO_ALPHA, OPAQUE}


def test_the_outline_icon_is_white_on_transparent() -> None:
    visible = {pixel for pixel in png.pixels(icon("outline")) if pixel[3]}
    transparent = [pixel for pixel in png.pixels(icon("outline")) if not pixel[3]]
    assert visible == {WHITE}
    assert transparent
