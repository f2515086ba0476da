"""What the program does not do at all, and that the pages about security name tests that exist."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.house.source import ROOT, lines, modules, rooms

PRODUCT = tuple(room for room in rooms() if room != "sandbox")
NOT_IMPORTED = {
    "subprocess": "no commands of the system are run",
    "pty": "no commands of the system are run",
    "pickle": "nothing is unpacked that can run code",
    "marshal": "nothing is unpacked that can run code",
    "shelve": "nothing is unpacked that can run code",
    "yaml": "nothing is unpacked that can run code",
    "xml": "no XML is read",
    "lxml": "no XML is read",
    "ldap3": "no directory is asked",
    "smtplib": "no mail is sent",
}
NOT_CALLED = frozenset({"eval", "exec", "compile", "__import__", "system", "popen", "md5", "sha1"})
CHANCE = {"bot/delivery.py": "spreads load, keeps no secret"}
PAGES = ("threat-model.md", "asvs.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
REQUIREMENT = re.compile(r"^\| (V(\d+)\.(\d+)\.(\d+)) \|", re.MULTILINE)
LAST_CHAPTER = 17


def test_nothing_dangerous_is_imported() -> None:
    found = [
        f"{module.path}: {name}, though {NOT_IMPORTED[name]}"
        for module in modules(*PRODUCT)
        for name in _imported(module.tree)
        if name in NOT_IMPORTED
    ]
    assert not found, lines(found)


def test_nothing_dangerous_is_called() -> None:
    found = [
        f"{module.path}:{node.lineno} {_name(node)}"
        for module in modules(*PRODUCT)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _name(node) in NOT_CALLED and not _is_pattern(node)
    ]
    assert not found, lines(found)


def test_what_must_not_be_guessed_never_comes_from_ordinary_chance() -> None:
    found = {str(module.path) for module in modules(*PRODUCT) if "random" in _imported(module.tree)}
    assert found == CHANCE.keys()


def test_no_statement_of_sql_is_put_together_from_data() -> None:
    # SQLAlchemy binds values; text that is put together would go past it.
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules("storage")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _name(node) in ("text", "exec_driver_sql")
        if any(_is_put_together(one) for one in node.args[:1])
        if str(module.path) not in NAMES_OF_OUR_OWN
    ]
    assert not found, lines(found)


NAMES_OF_OUR_OWN = frozenset({"storage/engines/on_postgresql.py"})
"""Modules that put in names of our own tables or numbers of our own, never data."""


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_about_security_names_exists(page: str) -> None:
    named = NAMED.findall(_text(page))
    assert named
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists()
        or (test and f"def {test}(" not in (ROOT / file).read_text("utf-8"))
    ]
    assert not missing, lines(missing)


def test_every_chapter_of_the_standard_is_spoken_of_and_no_requirement_twice() -> None:
    page = _text("asvs.md")
    found = [tuple(map(int, one[1:])) for one in REQUIREMENT.findall(page)]
    chapters = {int(number) for number in re.findall(r"^## V(\d+) ", page, re.MULTILINE)}
    assert chapters == set(range(1, LAST_CHAPTER + 1))
    assert all(before < after for before, after in pairwise(found)), found


def test_every_requirement_that_is_met_names_a_test() -> None:
    rows = [line for line in _text("asvs.md").splitlines() if REQUIREMENT.match(line)]
    bare = [row for row in rows if not NAMED.search(row)]
    assert not bare, lines(bare)


def _text(page: str) -> str:
    return (ROOT / "docs" / "development" / page).read_text("utf-8")


def _imported(tree: ast.Module) -> set[str]:
    return set(_all_imported(tree))


def _all_imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", "") or getattr(call.func, "attr", ""))


def _is_pattern(call: ast.Call) -> bool:
    return ast.unparse(call.func) == "re.compile"


def _is_put_together(given: ast.expr) -> bool:
    return isinstance(given, ast.JoinedStr | ast.BinOp) or (
        isinstance(given, ast.Call) and _name(given) in ("format", "join")
    )
