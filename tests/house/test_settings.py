"""Nothing turns authentication off, and nothing watches who reads or clicks."""

import argparse
import ast
import re
from collections.abc import Iterator

from bot.cli import parser
from bot.settings import Settings
from tests.house.source import lines, modules, rooms

DANGEROUS = re.compile(
    r"auth|verif|insecure|debug|disable|skip|unsafe|bypass|anonym|trust|allow|dev|test|mock|fake|"
    r"local|sandbox|emulator|check|enforce|ssl|tls"
)
EXCUSED = {
    "login_authority": "names where the bot signs in; https only, and never empty in effect",
    "trusted_ca_file": "adds a CA, and only for a login authority on this machine",
}
TRACKING = re.compile(
    r"message_?reaction|read_?receipt|typing_activity|\bclicked\b|\bseen_at\b|\bread_at\b|"
    r"\blast_seen\b|\btracking\b|\bimpression",
    re.IGNORECASE,
)
WATCHED = tuple(room for room in rooms() if room != "sandbox")


def test_no_setting_sounds_as_if_it_could_turn_authentication_off() -> None:
    found = [name for name in Settings.model_fields if DANGEROUS.search(name)]
    assert set(found) == EXCUSED.keys()


def test_no_setting_is_a_switch() -> None:
    # One mode only: a setting that is true or false, or one of a few words, is a second mode.
    switch = re.compile(r"bool|Literal|Enum|list|dict|Any|object")
    switches = [
        name
        for name, field in Settings.model_fields.items()
        if switch.search(str(field.annotation))
    ]
    assert not switches, lines(switches)


def test_serving_takes_nothing_from_the_command_line() -> None:
    serve = _command("serve")
    assert [action.dest for action in serve._actions] == ["help"]
    top = [action.dest for action in parser()._actions if action.option_strings]
    assert top == ["help", "language"]


def test_every_variable_that_the_code_names_is_a_setting() -> None:
    known = {f"THEMENBLOCK_{name.upper()}" for name in Settings.model_fields}
    named = {
        (word, str(module.path))
        for module in modules(*WATCHED)
        for word in re.findall(r"THEMENBLOCK_\w+", module.text)
        if word != "THEMENBLOCK_"
    }
    strange = [f"{path}: {word}" for word, path in sorted(named) if word not in known]
    assert not strange, lines(strange)


def test_nothing_in_the_code_takes_a_certificate_or_a_signature_on_trust() -> None:
    found = [
        f"{module.path}:{line} {what}"
        for module in modules(*WATCHED)
        for line, what in _taken_on_trust(module.tree)
    ]
    assert not found, lines(found)


def test_what_is_taken_on_trust_would_be_found() -> None:
    careless = """
session.get(url, verify=False)
aiohttp.TCPConnector(ssl=False)
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
ssl._create_unverified_context()
jwt.decode(token, options={"verify_signature": False})
jwt.decode(token, key, algorithms=["HS256"])
jwt.decode(token, key, algorithms=named)
from os import getenv
getenv("X")
"""
    assert [line for line, _ in _taken_on_trust(ast.parse(careless))] == [*range(2, 10)]
    assert list(_read_from_outside(ast.parse(careless))) == [10, 11]


def test_settings_come_in_by_one_door() -> None:
    # A variable read elsewhere would be a setting that no reference names and no check sees.
    found = [
        f"{module.path}:{line}"
        for module in modules(*WATCHED)
        for line in _read_from_outside(module.tree)
    ]
    assert not found, lines(found)


def test_nothing_tracks_who_reads_or_clicks() -> None:
    found = [
        f"{module.path}:{number} {line.strip()}"
        for module in modules(*WATCHED)
        for number, line in enumerate(module.text.splitlines(), 1)
        if TRACKING.search(line)
    ]
    assert not found, lines(found)


OUTSIDE = frozenset({"environ", "environb", "getenv", "getenvb", "dotenv", "load_dotenv"})
CARELESS = frozenset({"CERT_NONE", "_create_unverified_context", "verify_mode", "check_hostname"})


def _command(name: str) -> argparse.ArgumentParser:
    commands = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    found: argparse.ArgumentParser = commands.choices[name]
    return found


def _read_from_outside(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        named = {getattr(node, "attr", ""), getattr(node, "id", "")}
        if isinstance(node, ast.ImportFrom | ast.Import):
            named |= {alias.name for alias in node.names}
        if named & OUTSIDE:
            yield int(getattr(node, "lineno", 0))


def _taken_on_trust(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a program would stop to look closely at what others show it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and not _is_careful(node):
            found.add((node.value.lineno, f"{node.arg}={ast.unparse(node.value)}"))
        if isinstance(node, ast.Attribute) and node.attr in CARELESS:
            found.add((node.lineno, node.attr))
    return iter(sorted({line: (line, what) for line, what in sorted(found)}.values()))


def _is_careful(given: ast.keyword) -> bool:
    if given.arg in ("verify", "ssl"):
        return not (isinstance(given.value, ast.Constant) and given.value.value in (False, None))
    if given.arg == "options":
        return "verify" not in ast.unparse(given.value)
    return given.arg != "algorithms" or ast.unparse(given.value) == "['RS256']"
