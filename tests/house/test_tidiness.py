"""What must not stand in any file of the project."""

import re

from tests.house.source import ROOT, lines, texts

# Written so that this file does not find itself.
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b|pragma: [n]o cover")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|workspace|mnt)/[\w.]")
ADDRESS = re.compile(r"(?:https?|wss?|ftp)://([A-Za-z0-9.-]+)")

# Every host that any file names, so that a registry or somebody's machine stands out.
KNOWN_HOSTS = {
    "127.0.0.1": "this machine, in the sandbox and in tests",
    "localhost": "this machine, in the sandbox's check of its own page",
    "api.botframework.com": "issuer and scope of Microsoft's tokens",
    "login.botframework.com": "where Microsoft publishes its signing keys",
    "login.microsoftonline.com": "where the bot signs in",
    "invalid.botframework.com": "an issuer that the sandbox is asked for and does not have",
    "sts.windows.net": "another issuer of tokens, in the sandbox",
    "smba.trafficmanager.net": "Microsoft's Connector service",
    "json-schema.org": "names of JSON Schema dialects",
    "adaptivecards.io": "name of the Adaptive Card schema",
    "www.w3.org": "name of the SVG namespace",
    "keepachangelog.com": "the form of the change log",
    "developer.microsoft.com": "names of the schemas of Teams app manifests",
    "opencollective.com": "funding notes that npm copies into its lock file",
    "paypal.me": "funding notes that npm copies into its lock file",
    "github.com": "funding notes that npm copies into its lock file",
    "sponsors.nolimits4web.com": "funding notes that npm copies into its lock file",
}
EXAMPLE = re.compile(r"(?:^|\.)(?:example|example\.(?:com|org|net)|invalid|test)$")


def test_nothing_is_left_unfinished() -> None:
    found = _found(UNFINISHED)
    assert not found, lines(found)


def test_no_path_of_somebodys_machine() -> None:
    found = _found(MACHINE_PATH)
    assert not found, lines(found)


def test_every_host_that_is_named_is_meant() -> None:
    strange = [
        f"{path}: {host}"
        for path, text in texts()
        for host in sorted(set(ADDRESS.findall(text)))
        if host not in KNOWN_HOSTS and not EXAMPLE.search(host)
    ]
    assert not strange, lines(strange)


def test_npm_is_not_told_which_registry_to_use() -> None:
    # Whoever builds this has their own way to packages.
    lines = (ROOT / ".npmrc").read_text("utf-8").splitlines()
    assert [line for line in lines if line.partition("=")[0].endswith("registry")] == []


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number} {line.strip()[:80]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
