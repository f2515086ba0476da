"""Start is refused, with words, when something is missing or unsafe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
        "THEMENBLOCK_APP_SECRET",
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
        {"THEMENBLOCK_PORT": "99999"},
    ],
)
def test_unsafe_or_senseless_settings_are_refused(tmp_path: Path, changed: dict[str, str]) -> None:
    refused = serve(tmp_path, **changed)
    assert refused.returncode == 1
    assert "THEMENBLOCK_" in refused.stderr
    assert COMPLETE["THEMENBLOCK_APP_SECRET"] not in refused.stderr + refused.stdout
