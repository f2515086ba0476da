"""Nothing turns authentication off, and nothing watches who reads or clicks."""

import ast
import re

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
    # One mode only: a setting that is true or false is a second mode.
    switches = [
        name for name, field in Settings.model_fields.items() if "bool" in str(field.annotation)
    ]
    assert not switches, lines(switches)


def test_settings_come_in_by_one_door() -> None:
    # A variable read elsewhere would be a setting that no reference names and no check sees.
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules(*WATCHED)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb")
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
