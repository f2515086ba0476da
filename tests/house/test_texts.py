"""Every text is used, exists in both languages, and every refusal has words."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from string import Formatter

import pytest

from bot.app_package.manifest import FOLDER, PLACE
from content import mistakes
from content.words import words
from participation.refusals import ParticipationError
from participation.templates.validation import WARNINGS
from tests.house.source import ROOT, Module, lines, modules

# The words for faults of ours; nothing that the rules refuse.
NOT_A_REFUSAL = {"internal", "unsure"}
FOLDERS = ("texts", "mistakes")


@pytest.mark.parametrize("folder", FOLDERS)
def test_both_languages_have_the_same_texts(folder: str) -> None:
    assert _flat(folder, "de").keys() == _flat(folder, "en").keys()


@pytest.mark.parametrize("folder", FOLDERS)
def test_both_languages_fill_in_the_same_values(folder: str) -> None:
    german, english = _flat(folder, "de"), _flat(folder, "en")
    different = [key for key in german if _places(german[key]) != _places(english[key])]
    assert not different, lines(different)


def test_every_text_is_used() -> None:
    # A text that nobody says is maintained, translated and believed for nothing.
    known = words("de").texts
    unused = [key for key in known if not _is_used(key)]
    assert not unused, lines(unused)


def test_every_refusal_has_words_for_title_and_text() -> None:
    wanted = {f"errors.{code}.{part}" for code in _refusal_codes() for part in ("title", "text")}
    missing = sorted(wanted - words("de").texts.keys())
    assert not missing, lines(missing)


def test_no_words_for_a_refusal_that_does_not_exist() -> None:
    worded = {key.split(".")[1] for key in words("de").texts if key.startswith("errors.")}
    assert worded - _refusal_codes() == NOT_A_REFUSAL


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [refusal.code for refusal in _refusals()]
    assert all(codes)
    assert len(codes) == len(set(codes))


def test_every_refusal_is_raised_by_somebody() -> None:
    raised = {
        node.id
        for module in modules()
        for statement in ast.walk(module.tree)
        if isinstance(statement, ast.Raise)
        for node in ast.walk(statement)
        if isinstance(node, ast.Name)
    }
    idle = [refusal.__name__ for refusal in _refusals()]
    idle = [name for name in idle if name not in raised]
    assert not idle, lines(idle)


def test_every_mistake_in_a_template_has_words_and_can_be_made() -> None:
    said = {text for module in modules("participation") for text in _constants(module)}
    unused = [code for code in mistakes.codes("de") if code not in said | WARNINGS]
    assert not unused, lines(unused)


def _flat(folder: str, language: str) -> dict[str, str]:
    source = (ROOT / "content" / folder / f"{language}.toml").read_text("utf-8")
    return dict(_pairs("", tomllib.loads(source)))


def _pairs(prefix: str, table: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _pairs(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", str(value)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _refusals(
    kind: type[ParticipationError] = ParticipationError,
) -> Iterator[type[ParticipationError]]:
    for module in modules("participation"):
        import_module(module.name)
    for refusal in kind.__subclasses__():
        if refusal.__module__.startswith("participation."):
            yield refusal
            yield from _refusals(refusal)


def _refusal_codes() -> set[str]:
    return {refusal.code for refusal in _refusals()}


def _is_used(key: str) -> bool:
    if key in _said() or any(key.startswith(prefix) for prefix in _lists()):
        return True
    matches = (pattern.fullmatch(key) for pattern in _composed())
    # What fills the gap of f"errors.{code}.text" stands in the code as well, or is a number.
    return any(all(map(_can_be_filled, found.groups())) for found in matches if found)


def _can_be_filled(part: str) -> bool:
    return part.isdecimal() or part in _said()


@cache
def _said() -> frozenset[str]:
    counted = {
        f"{argument}.{form}"
        for argument in _first_arguments("counted")
        for form in ("one", "other")
    }
    packed = PLACE.findall((FOLDER / "manifest.json").read_text("utf-8"))
    return frozenset(text for module in modules() for text in _constants(module)) | {
        *counted,
        *packed,
    }


@cache
def _lists() -> frozenset[str]:
    return frozenset(f"{argument}." for argument in _first_arguments("list"))


@cache
def _composed() -> tuple[re.Pattern[str], ...]:
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr) and "." in _literal(node.values[0]):
                parts = (re.escape(_literal(one)) or r"([a-z0-9_]+)" for one in node.values)
                found.append(re.compile("".join(parts)))
    return tuple(found)


def _literal(node: ast.expr) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else ""


def _constants(module: Module) -> Iterator[str]:
    # What something is only compared with is not said by that.
    compared = {
        side
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Compare)
        for side in node.comparators
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in compared:
            yield node.value


def _first_arguments(method: str) -> Iterator[str]:
    for module in modules():
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == method
                and node.args
            ):
                yield _literal(node.args[0])
