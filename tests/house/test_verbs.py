"""One word through the whole house: card, route, dialog and journey test carry the same name."""

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module

import pytest

from bot.routes import COMMANDS, FETCHED, PRESSED, SUBMITTED, Route, nothing
from tests.house.source import Module, lines, modules

BUTTONS = ("opens_dialog", "submits", "leaves")
# Nobody presses a button for it; the clock starts it.
STARTED_BY_THE_CALENDAR = "keep_calendar"


def test_every_button_that_opens_a_dialog_has_a_route() -> None:
    assert _verbs("opens_dialog") <= FETCHED.keys()


def test_every_button_that_sends_something_has_a_route() -> None:
    assert _verbs("submits", "leaves") <= SUBMITTED.keys() | PRESSED.keys()


def test_every_route_has_a_button() -> None:
    without = (FETCHED.keys() | SUBMITTED.keys() | PRESSED.keys()) - _verbs(*BUTTONS)
    assert not without, lines(without)


@pytest.mark.parametrize("routes", [SUBMITTED, PRESSED], ids=["submitted", "pressed"])
def test_a_verb_is_the_dialogs_module_and_function(routes: Mapping[str, Route]) -> None:
    for verb, route in routes.items():
        assert (_dialog(route), route.dialog.__name__) == (verb, verb)


def test_a_verb_that_opens_something_is_the_dialogs_module() -> None:
    assert {verb: _dialog(route) for verb, route in FETCHED.items()} == {
        verb: verb for verb in FETCHED
    }


def test_every_card_reads_what_its_buttons_send() -> None:
    # A verb whose card has no `read` would reach its dialog unchecked, unless nothing is read.
    unread = [
        verb
        for routes in (SUBMITTED, PRESSED)
        for verb, route in routes.items()
        if not route.read.__module__.startswith("cards.") and route.read is not nothing
    ]
    assert not unread, lines(unread)


def test_every_dialog_has_a_journey() -> None:
    tested = "\n".join(
        f"{module.path.stem}\n{module.text}"
        for module in modules("tests")
        if module.path.parts[1] == "journeys"
    )
    missing = sorted(dialog for dialog in _dialogs() if dialog not in tested)
    assert not missing, lines(f"no test under tests/journeys names {one}" for one in missing)


def _dialogs() -> set[str]:
    routes = [*FETCHED.values(), *SUBMITTED.values(), *PRESSED.values(), *COMMANDS.values()]
    return {_dialog(route) for route in routes} | {STARTED_BY_THE_CALENDAR}


def _dialog(route: Route) -> str:
    """Return the name of the dialog's module, which stands in `dialogs/` or a folder of it."""
    room, *_, name = route.dialog.__module__.split(".")
    return name if room == "dialogs" else route.dialog.__module__


def _verbs(*buttons: str) -> set[str]:
    return {verb for module in modules("cards") for verb in _verbs_of(module, buttons)}


def _verbs_of(module: Module, buttons: tuple[str, ...]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in buttons
        ):
            yield _value(module, node.args[0])


def _value(module: Module, node: ast.expr) -> str:
    """Return what a card gives as verb: "answer_block", VERB or withdraw_card.VERB."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    names = ast.unparse(node).split(".")
    found: object = import_module(module.name)
    for name in names:
        found = getattr(found, name)
    return str(found)
