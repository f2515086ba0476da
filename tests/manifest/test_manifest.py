"""The app manifest: valid by Microsoft's schema, in step with the texts, asking for little."""

import pytest
from jsonschema import Draft4Validator

from bot import routes
from bot.routes import COMMANDS
from tests.house.source import lines, project
from tests.manifest import png
from tests.manifest.package import (
    OFFICE,
    SCHEMAS,
    Json,
    commands,
    english,
    icon,
    in_english,
    manifest,
    offered,
    readable,
    schema,
)

NEWEST_WANTED = (1, 30)
IN_BOTH_LANGUAGES = pytest.mark.parametrize(
    ("language", "shown"),
    [("de", manifest()), ("en", in_english())],
    ids=["de", "en"],
)
# Commands that nobody needs to be shown, each with its reason.
NOT_OFFERED: dict[str, str] = {}
WHITE = (255, 255, 255, 255)
NO_ALPHA, OPAQUE = (), (255,)


@IN_BOTH_LANGUAGES
def test_the_filled_manifest_is_valid(language: str, shown: Json) -> None:
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
def test_both_files_name_the_same_version_of_the_schema(file: Json) -> None:
    assert f"/v{manifest()['manifestVersion']}/" in file["$schema"]


def test_the_app_has_the_version_of_the_program() -> None:
    # Teams takes an update for a new app package only when this number has grown.
    assert manifest()["version"] == project()["project"]["version"]


def test_nothing_but_id_and_host_has_to_be_filled_in() -> None:
    assert "{{" not in str(manifest())
    assert "{{" not in str(english())


def test_app_and_bot_are_the_one_registration() -> None:
    filled = manifest()
    assert [filled["id"], filled["bots"][0]["botId"]] == [OFFICE.app_id] * 2


def test_every_address_is_on_the_host_of_the_office() -> None:
    filled = manifest()
    addresses = [value for key, value in filled["developer"].items() if key.endswith("Url")]
    assert filled["validDomains"] == [OFFICE.host]
    assert len(addresses) == 3
    assert all(address.startswith(f"https://{OFFICE.host}/") for address in addresses)


@pytest.mark.parametrize("scope", offered())
def test_every_command_that_is_offered_exists(scope: str) -> None:
    unknown = [key for key in offered()[scope] if key not in COMMANDS]
    assert not unknown, lines(f"manifest/manifest.json, {scope}: {key}" for key in unknown)


def test_every_command_is_offered_somewhere() -> None:
    known = {key for keys in offered().values() for key in keys} | NOT_OFFERED.keys()
    missing = [key for key in COMMANDS if key not in known]
    assert not missing, lines(f"not in manifest/manifest.json: {key}" for key in missing)


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("scope", offered())
def test_the_bot_understands_what_is_offered(language: str, shown: Json, scope: str) -> None:
    started = [routes.command(command["title"]) for command in commands(shown, scope)]
    assert started == [COMMANDS[key] for key in offered()[scope]], language


def test_both_languages_offer_the_same_commands() -> None:
    for scope in offered():
        assert len(commands(manifest(), scope)) == len(commands(in_english(), scope))


@IN_BOTH_LANGUAGES
def test_every_command_is_described(language: str, shown: Json) -> None:
    shown_somewhere = [one for scope in offered() for one in commands(shown, scope)]
    assert all(one["description"].strip() for one in shown_somewhere), language


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
