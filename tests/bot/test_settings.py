"""Start is refused, with words, when something is missing or unsafe."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import aiohttp
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pydantic import ValidationError

from bot import cli
from bot.cli import main
from bot.door.front_door import FrontDoor, RefusedError
from bot.door.signing_keys import SigningKeys
from bot.settings import Settings
from tests.bot.knocking import knock
from tests.bot.test_front_door import send
from tests.journeys.story import Story

COMPLETE = {
    "THEMENBLOCK_APP_ID": "4679d4a6-626d-4ea0-8963-fcef90559aa5",
    "THEMENBLOCK_APP_SECRET": "a secret of a test",
    "THEMENBLOCK_TENANTS": "7077d28d-d325-5862-ba90-d536d2f26415",
    "THEMENBLOCK_SERVICE_HOSTS": "smba.example",
}


def serve(directory: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    """Start the bot with settings that must be refused."""
    settings = {
        **COMPLETE,
        "THEMENBLOCK_KEY_DIR": str(directory / "keys"),
        "THEMENBLOCK_DATABASE_URL": f"sqlite:///{directory}/kept.db",
        **changed,
    }
    environment = {"PATH": os.environ["PATH"]} | {k: v for k, v in settings.items() if v}
    command = [sys.executable, "-m", "bot", "serve"]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "name",
    [
        "THEMENBLOCK_APP_ID",
        "THEMENBLOCK_TENANTS",
        "THEMENBLOCK_SERVICE_HOSTS",
        "THEMENBLOCK_KEY_DIR",
    ],
)
def test_a_missing_setting_is_named(tmp_path: Path, name: str) -> None:
    refused = serve(tmp_path, **{name: ""})
    assert refused.returncode == 1
    assert f"{name} fehlt" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "changed",
    [
        {"THEMENBLOCK_LOGIN_AUTHORITY": "http://login.example/adfs"},
        {"THEMENBLOCK_LOGIN_AUTHORITY": "https://127.0.0.1:1/adfs"},
        {"THEMENBLOCK_OPENID_METADATA": "https://127.0.0.1:1/metadata"},
        {"THEMENBLOCK_TRUSTED_CA_FILE": "/etc/hostname"},
        {"THEMENBLOCK_TENANTS": " , "},
        {"THEMENBLOCK_TENANTS": "*"},
        {"THEMENBLOCK_TENANTS": "amt.onmicrosoft.example"},
        {"THEMENBLOCK_SERVICE_HOSTS": "*"},
        {"THEMENBLOCK_SERVICE_HOSTS": "*.trafficmanager.net"},
        {"THEMENBLOCK_SERVICE_HOSTS": "https://smba.trafficmanager.net/"},
        {"THEMENBLOCK_SERVICE_HOSTS": "smba.trafficmanager.net,127.0.0.1"},
        {"THEMENBLOCK_SERVICE_HOSTS": "localhost"},
        {"THEMENBLOCK_LOGIN_AUTHORITY": "https://login.example/adfs"},
        {"THEMENBLOCK_LOGIN_AUTHORITY": "https://login.microsoftonline.com@login.example/adfs"},
        {"THEMENBLOCK_OPENID_METADATA": "https://keys.example/v1"},
        {"THEMENBLOCK_OPENID_METADATA": "https://login.botframework.com.example/v1"},
        {"THEMENBLOCK_OPENID_METADATA": "https://["},
        {"THEMENBLOCK_APP_ID": "my bot"},
        {"THEMENBLOCK_APP_SECRET": "  "},
        {"THEMENBLOCK_APP_SECRET": ""},
        {"THEMENBLOCK_APP_CERTIFICATE": "nowhere.pem"},
        {"THEMENBLOCK_MANAGED_IDENTITY": "yes"},
        {"THEMENBLOCK_APP_CERTIFICATE": __file__},
        {"THEMENBLOCK_PORT": "99999"},
    ],
)
def test_unsafe_or_senseless_settings_are_refused(
    tmp_path: Path,
    changed: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settle(monkeypatch, tmp_path, **changed)
    assert main(["serve"]) == 1
    said = capsys.readouterr()
    assert "THEMENBLOCK_" in said.err
    assert COMPLETE["THEMENBLOCK_APP_SECRET"] not in said.err + said.out


@pytest.mark.parametrize("empty", ["", " ", "\t"])
@pytest.mark.parametrize("name", [*COMPLETE, "THEMENBLOCK_KEY_DIR", "THEMENBLOCK_DATABASE_URL"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_an_empty_setting_is_no_setting(
    tmp_path: Path,
    name: str,
    empty: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settle(monkeypatch, tmp_path, **{name: empty})
    assert main(["--language", language, "serve"]) == 1
    assert "THEMENBLOCK_" in capsys.readouterr().err
    assert not (tmp_path / "kept.db").exists()


ODD = ("", "0", "1", "false", "true", "off", "none", "null", "*", "skip", "https://127.0.0.1:1/x")


@pytest.mark.parametrize("odd", ODD)
async def test_whatever_a_setting_says_the_door_stays_shut(
    tmp_path: Path, odd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each setting by itself, and all of those that may be empty at once."""
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    claims = {"aud": COMPLETE["THEMENBLOCK_APP_ID"], "iss": "https://api.botframework.com"}
    claims |= {"serviceurl": "https://smba.example/", "nbf": 0, "exp": 4_000_000_000}  # type: ignore[dict-item]
    headers = [
        None,
        "",
        "Bearer",
        f"Bearer {jwt.encode(claims, '', algorithm='none', headers={'kid': 'a'})}",
        f"Bearer {jwt.encode(claims, 'x' * 32, algorithm='HS256', headers={'kid': 'a'})}",
        f"Bearer {jwt.encode(claims, own, algorithm='RS256', headers={'kid': 'a'})}",
    ]
    names = [f"THEMENBLOCK_{name.upper()}" for name in Settings.model_fields]
    begun = 0
    for changed in [*({name: odd} for name in names), dict.fromkeys(names[5:], odd)]:
        settle(monkeypatch, tmp_path, **changed)
        try:
            settings = Settings()
        except ValidationError:
            continue
        begun += 1
        async with aiohttp.ClientSession() as session:
            # Nobody answers there: what needs no key is refused all the same, the rest waits.
            door = FrontDoor(settings, SigningKeys(session, "https://127.0.0.1:1/metadata"))
            for header in headers:
                with pytest.raises(RefusedError):
                    await door.authenticate(header)
    assert begun


def test_no_variable_that_others_use_for_it_opens_the_door(shared: Story) -> None:
    # What the SDK, its samples and its emulator read, and what somebody might try.
    tempting = {
        "MicrosoftAppId": "",
        "MicrosoftAppPassword": "",
        "MicrosoftAppType": "MultiTenant",
        "APP_ID": "",
        "CHANNEL_SERVICE": "https://127.0.0.1",
        "ChannelService": "https://127.0.0.1",
        "ToBotFromChannelOpenIdMetadataUrl": "https://127.0.0.1:1/",
        "BOT_DEV": "1",
        "DEBUG": "1",
        "PYTHONHTTPSVERIFY": "0",
        "PYTHONOPTIMIZE": "2",
        **{
            f"THEMENBLOCK_{name}": value
            for name, value in (
                ("AUTH", "off"),
                ("AUTHENTICATION", "false"),
                ("DISABLE_AUTH", "1"),
                ("SKIP_AUTH", "1"),
                ("INSECURE", "1"),
                ("DEBUG", "1"),
                ("DEV", "1"),
                ("MODE", "test"),
                ("ALLOW_EMULATOR", "1"),
                ("VERIFY", "0"),
            )
        },
    }
    shared.bot.stop()
    shared.bot.environment |= tempting
    shared.bot.start()
    assert send(shared, b"{}", None) == 401
    assert knock(shared, alg="none") == 401
    assert knock(shared, signer="stranger", kid="current") == 401
    assert knock(shared, {"channelId": "emulator"}) == 403
    assert knock(shared) == 200


def settle(monkeypatch: pytest.MonkeyPatch, directory: Path, **changed: str) -> None:
    """Set the environment to complete settings with some changed."""
    settings = {
        **COMPLETE,
        "THEMENBLOCK_KEY_DIR": str(directory / "keys"),
        "THEMENBLOCK_DATABASE_URL": f"sqlite:///{directory}/kept.db",
        **changed,
    }
    monkeypatch.setattr(cli, "served_from", started)
    for name in os.environ:
        if name.startswith("THEMENBLOCK_"):
            monkeypatch.delenv(name)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def started(settings: Settings) -> NoReturn:
    """Stand where serving begins: nothing that has to be refused comes so far."""
    raise AssertionError(f"it starts with {settings!r}")
