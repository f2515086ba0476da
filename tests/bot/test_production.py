"""The production configuration, unchanged: the handbook's settings, Microsoft's names, its ports.

Everything else that is tested here runs with the sandbox's addresses and authority, which are
settings that an office does not have.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.bot.production import KNOCKS, OWN, handbooks_settings, why_not
from tests.house.source import ROOT

WHY_NOT = why_not()
FACTS = dict.fromkeys(("app_id", "app_secret", "tenant_id"), "filled in")
SANDBOXS = ("LOGIN_AUTHORITY", "OPENID_METADATA", "TRUSTED_CA_FILE")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in a place of its own."""
    if WHY_NOT:
        pytest.skip(WHY_NOT)
    directory = tmp_path_factory.mktemp("production")
    command = [*OWN, sys.executable, "-m", "tests.bot.production", str(directory)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_an_answer_goes_its_whole_way_with_the_handbooks_settings(told: dict[str, Any]) -> None:
    assert "gespeichert" in told["receipt"]
    assert told["responses"] == 1
    assert set(told["asked"]) >= {"jwks", "token", "post", "roster", "team"}
    assert told["failed"] == []
    assert "_failed" not in told["log"]
    assert told["leads_out"] is False


def test_nothing_but_the_handbooks_settings_was_in_the_environment(told: dict[str, Any]) -> None:
    assert told["settings"].keys() == {"PATH", *handbooks_settings(FACTS)}


def test_the_handbook_names_nothing_of_the_sandboxs() -> None:
    named = handbooks_settings(FACTS)
    assert "THEMENBLOCK_APP_ID" in named
    assert not [name for name in named if name.removeprefix("THEMENBLOCK_") in SANDBOXS]


@pytest.mark.parametrize("what", KNOCKS)
def test_the_door_is_the_same_door(told: dict[str, Any], what: str) -> None:
    status = told["door"][what]
    assert status == (200 if what == "good" else 403 if "serviceUrl" in what else 401)


def test_nobody_comes_in_without_a_token(told: dict[str, Any]) -> None:
    assert told["without_token"] == 401
