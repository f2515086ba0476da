"""The bot as the handbook sets it up, in a place where Microsoft's names lead to the sandbox.

`python -m tests.bot.production DIRECTORY`, run in namespaces of its own (`OWN`): a network that has
nothing but this machine, and mounts that nobody else sees. What is mounted there are Microsoft's
names in the list of hosts, the sandbox's authority among those that this machine trusts, and the
two directories that the handbook's settings name. The bot is told nothing of all this. The last
line that is printed says what happened, as JSON.
"""

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, create_connection, socket
from struct import pack
from typing import Any

import certifi

from tests.bot_process import Bot
from tests.house.source import ROOT
from tests.journeys.story import Story
from tests.office import Office, Person, Seen
from tests.sandbox_process import sandbox_process

HANDBOOK = ROOT / "docs" / "handbuch" / "it-betrieb.md"
NAMES = ("login.botframework.com", "login.microsoftonline.com", "smba.trafficmanager.net")
OWN = ["unshare", "--net", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
TRUSTED_BY_OPENSSL = Path(ssl.get_default_verify_paths().openssl_cafile)
SETTING = re.compile(r"^(THEMENBLOCK_\w+)=(\S+)", re.MULTILINE)
TO_FILL_IN = "…"
PORT = 3978
"""The default; the handbook's settings do not name another one."""

NOWHERE = ("192.0.2.1", 443)
SIOCSIFFLAGS, UP_AND_RUNNING = 0x8914, 0x1 | 0x40
CHANNEL = "Koordinator*innen"


def why_not() -> str:
    """Why it cannot be done on this machine; empty if it can."""
    if not shutil.which("unshare"):
        return "there is no unshare on this machine"
    tried = [*OWN, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    done = subprocess.run(tried, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"no namespaces of our own are allowed here: {done.stderr.strip()}"
    if not TRUSTED_BY_OPENSSL.parent.is_dir():
        return f"OpenSSL looks for authorities in {TRUSTED_BY_OPENSSL}, where nothing can be put"
    return ""


def handbooks_settings(facts: Mapping[str, str]) -> dict[str, str]:
    """The settings as the handbook lists them, with what an office fills in."""
    filled_in = {
        "THEMENBLOCK_APP_ID": facts["app_id"],
        "THEMENBLOCK_APP_SECRET": facts["app_secret"],
        "THEMENBLOCK_TENANTS": facts["tenant_id"],
        "THEMENBLOCK_OFFICE_NAME": "Kreisjugendamt (erfunden)",
        "THEMENBLOCK_CONTACT": "planung@amt.example",
    }
    listed = dict(SETTING.findall(HANDBOOK.read_text("utf-8").split("## Einstellungen")[1]))
    return {
        name: filled_in[name] if value == TO_FILL_IN else value for name, value in listed.items()
    }


class HandbookBot(Bot):
    """A bot with these settings and nothing else in its environment."""

    def __init__(self, office: Office, directory: Path) -> None:
        super().__init__(office, directory)
        self.port = PORT
        self.environment = {"PATH": os.environ["PATH"]} | handbooks_settings(office.facts)
        self.database_url = self.environment["THEMENBLOCK_DATABASE_URL"]

    def grant(self, role: str, person: Person) -> None:
        """Give a role as the handbook says."""
        tenant = self.office.facts["tenant_id"]
        given = self.command("roles", "grant", role, "--tenant", tenant, "--person", person.oid)
        assert given.returncode == 0, given.stderr


def main(directory: Path) -> None:
    """Set everything up and let one person answer."""
    _switch_on_loopback()
    _mount(directory)
    options: dict[str, str | Path | bool | None] = {
        "--microsoft-port": "443",
        "--as-microsoft": True,
    }
    with sandbox_process(directory / "sandbox", options) as facts:
        _trust(Path(facts["ca_file"]))
        office = Office(facts, directory)
        bot = HandbookBot(office, directory)
        bot.start()
        try:
            told = _told(Story(office, bot)) | {"settings": bot.environment, "log": bot.log}
        finally:
            bot.stop()
    sys.stdout.write(json.dumps(told) + "\n")


def _told(story: Story) -> dict[str, Any]:
    story.bot.grant("process_lead", story.lead)  # type: ignore[attr-defined]
    story.office.install()
    receipt = _answered(story)
    asked = [(one["kind"], one["attempts"][-1]["status"]) for one in story.office.requests()]
    return {
        "receipt": receipt.words,
        "responses": story.rows("SELECT count(*) FROM responses")[0][0],
        "asked": sorted({kind for kind, status in asked if status < 300}),
        "failed": sorted({f"{kind} {status}" for kind, status in asked if status >= 300}),
        "door": {name: _knock(story, **what) for name, what in KNOCKS.items()},
        "without_token": _without_token(story.bot.url),
        "leads_out": _leads_out(),
    }


def _answered(story: Story) -> Seen:
    general, channel = story.office.channel(), story.office.channel(CHANNEL)
    story.office.say(story.lead, general, "probelauf", mention=True)
    offer = story.card_saying("Hier probieren Sie einen Prozess aus", general)
    seen = story.office.press(story.lead, offer, "Probelauf vorbereiten")
    story.office.submit(seen, "Probelauf starten", template="rems_murr_2021", channel=channel)
    steering = story.card_saying("Als Nächstes öffnet", channel)
    seen = story.office.press(story.lead, steering, "Nächster Schritt")
    story.office.submit(seen, "Jetzt öffnen")
    return story.answer(story.staff[0], story.card_saying("Das steht fest", channel))


MACHINE = "https://127.0.0.1/teams/"
PLAIN = "http://127.0.0.1/teams/"
KNOCKS: Mapping[str, Mapping[str, Any]] = {
    "good": {},
    "serviceUrl is this machine": {"url": MACHINE},
    "serviceUrl is this machine by name": {"url": "https://localhost/teams/"},
    "serviceUrl is this machine without TLS": {"url": PLAIN},
    "serviceUrl without TLS": {"url": "http://smba.trafficmanager.net/teams/"},
    "serviceUrl elsewhere": {"url": "https://elsewhere.example/"},
    "serviceUrl of a name that begins alike": {
        "url": "https://smba.trafficmanager.net.example/teams/"
    },
    "serviceUrl with somebody in front": {
        "url": "https://smba.trafficmanager.net@elsewhere.example/"
    },
    "forged": {"token": {"signer": "stranger", "kid": "current"}},
    "unsigned": {"token": {"alg": "none"}},
}


def _knock(story: Story, url: str = "", token: Mapping[str, Any] | None = None) -> int:
    activity = {"serviceUrl": url} if url else {}
    given = {"claims": {"serviceurl": url}} if url else dict(token or {})
    person, place = story.staff[1], story.office.channel()
    return int(story.office.activity(person, place, activity, given)["status"])


def _without_token(url: str) -> int:
    request = urllib.request.Request(url, b"{}", {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def _leads_out() -> bool:
    with suppress(OSError):
        create_connection(NOWHERE, timeout=2).close()
        return True
    return False


def _switch_on_loopback() -> None:
    with socket(AF_INET, SOCK_DGRAM) as one:
        ioctl(one, SIOCSIFFLAGS, pack("16sh", b"lo", UP_AND_RUNNING))


def _mount(directory: Path) -> None:
    hosts = directory / "hosts"
    hosts.write_text(f"127.0.0.1 localhost {' '.join(NAMES)}\n", "utf-8")
    _run("mount", "--bind", hosts, "/etc/hosts")
    for place in ("/var/lib", "/run"):
        _run("mount", "-t", "tmpfs", "tmpfs", place)
        Path(place, "themenblock").mkdir()


def _trust(authority: Path) -> None:
    _run("mount", "-t", "tmpfs", "tmpfs", TRUSTED_BY_OPENSSL.parent)
    shutil.copyfile(authority, TRUSTED_BY_OPENSSL)
    _run("mount", "--bind", authority, Path(certifi.where()).resolve())


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
