"""`themenblock roles`: giving and taking roles on the command line."""

import os
import subprocess
import sys
from pathlib import Path

TENANT, PERSON = "7077d28d-d325-5862-ba90-d536d2f26415", "0d5f7a1e-3c0e-4bb1-a7f5-5d0f4bb6ad2b"
WHO = ("--tenant", TENANT, "--person", PERSON)


def test_a_role_is_given_listed_and_taken_back(tmp_path: Path) -> None:
    assert _roles(tmp_path, "list").stdout == ""
    given = _roles(tmp_path, "grant", "steering", *WHO)
    assert (given.returncode, PERSON in given.stdout) == (0, True)
    again = _roles(tmp_path, "grant", "steering", *WHO)
    assert again.returncode == 0
    assert _roles(tmp_path, "list").stdout == f"{TENANT} {PERSON} steering\n"
    assert _roles(tmp_path, "revoke", "steering", *WHO).returncode == 0
    assert _roles(tmp_path, "list").stdout == ""


def test_an_unknown_role_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    refused = _roles(tmp_path, "grant", "king", *WHO)
    assert refused.returncode != 0
    assert "steering" in refused.stderr
    assert _roles(tmp_path, "list").stdout == ""


def _roles(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "THEMENBLOCK_DATABASE_URL": f"sqlite:///{directory}/themenblock.db",
        "THEMENBLOCK_KEY_DIR": str(directory / "keys"),
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", "roles", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
