"""How modules and functions look: docstrings, sizes, async at the rim only."""

import ast
from collections.abc import Iterator

from tests.house.source import Function, Module, lines, modules, rooms

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 6
DIALOG_TARGET = 15
MAY_BE_ASYNC = frozenset({"bot", "sandbox", "tests"})
# A migration is a frozen list of statements, in the order in which they run.
MIGRATIONS = "storage.migrations.versions."


def test_every_module_begins_with_a_docstring() -> None:
    bare = [str(module.path) for module in _all() if not ast.get_docstring(module.tree)]
    assert not bare, lines(bare)


def test_no_module_is_longer_than_can_be_read_at_once() -> None:
    too_long = [
        f"{module.path}: {len(module.text.splitlines())} lines"
        for module in _all()
        if len(module.text.splitlines()) > LONGEST_MODULE
    ]
    assert not too_long, lines(too_long)


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        f"{_place(module, function)}: {_length(function)} lines"
        for module, function in _functions()
        if _length(function) > LONGEST_FUNCTION and not module.name.startswith(MIGRATIONS)
    ]
    assert not too_long, lines(too_long)


def test_no_function_takes_more_than_a_handful_of_parameters() -> None:
    too_many = [
        f"{_place(module, function)}: {_parameter_count(function)} parameters"
        for module, function in _functions()
        if _parameter_count(function) > MOST_PARAMETERS
    ]
    assert not too_many, lines(too_many)


def test_dialogs_read_like_a_list_of_steps() -> None:
    # A conductor that grows is hiding a rule; one in five may need more lines than the target.
    lengths = {
        _place(module, function): _length(function)
        for module in modules("dialogs")
        for function in module.functions()
    }
    above = [f"{place}: {lines}" for place, lines in lengths.items() if lines > DIALOG_TARGET]
    assert len(above) * 5 <= len(lengths), lines(above)


def test_async_stays_at_the_rim() -> None:
    # Below the rim everything is a plain function that can be called and tested as it is.
    below = [
        _place(module, function)
        for module, function in _functions()
        if module.room not in MAY_BE_ASYNC and isinstance(function, ast.AsyncFunctionDef)
    ]
    assert not below, lines(below)


def _all() -> tuple[Module, ...]:
    return modules(*rooms(), "tests")


def _functions() -> Iterator[tuple[Module, Function]]:
    for module in _all():
        for function in module.functions():
            yield module, function


def _place(module: Module, function: Function) -> str:
    return f"{module.path}:{function.lineno} {function.name}"


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameter_count(function: Function) -> int:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    starred = [one for one in (given.vararg, given.kwarg) if one]
    return len([one for one in named if one.arg not in ("self", "cls")]) + len(starred)
