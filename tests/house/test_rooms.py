"""Which rooms there are, and that every list of them says the same."""

from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

from tests.house.source import ROOT, files, lines, modules, project, rooms

# Data that is installed beside the rooms, because a command of the program needs it.
DATA = frozenset({"manifest"})
# Used by whoever develops, never by the installed program: Alembic's frame for new migrations, and
# what the icons were drawn from.
NOT_SHIPPED = frozenset(
    Path(path)
    for path in ("storage/migrations/script.py.mako", "manifest/icon.svg", "manifest/outline.svg")
)


def test_rooms_on_disk_are_the_rooms_of_the_contracts() -> None:
    # A room outside the contracts could import whatever it liked.
    assert sorted(project()["tool"]["importlinter"]["root_packages"]) == [*rooms()]


def test_every_room_stands_in_a_layer_except_the_sandbox() -> None:
    contracts = project()["tool"]["importlinter"]["contracts"]
    contract = next(one for one in contracts if one["type"] == "layers")
    layered = {room.strip() for layer in contract["layers"] for room in layer.split("|")}
    assert layered == set(rooms()) - {"sandbox"}


def test_every_package_on_disk_is_installed() -> None:
    # The editable installation finds everything; a built wheel only what is listed.
    on_disk = {".".join(module.path.parent.parts) for module in modules()} | DATA
    assert sorted(project()["tool"]["setuptools"]["packages"]) == sorted(on_disk)


def test_every_data_file_of_a_room_is_installed() -> None:
    listed = project()["tool"]["setuptools"]["package-data"]
    patterns = [f"{room}/{pattern}" for room, found in listed.items() for pattern in found]
    owners = {*rooms(), *DATA}
    data = {path for path in files() if path.parts[0] in owners and path.suffix != ".py"}
    missing = [
        str(path)
        for path in sorted(data - NOT_SHIPPED)
        if not any(fnmatch(str(path), pattern) for pattern in patterns)
    ]
    assert not missing, lines(missing)


def test_nobody_else_owns_a_name_of_ours() -> None:
    # pip overwrites a foreign package of the same name without a word.
    owners = packages_distributions()
    ours = {*rooms(), *DATA}
    foreign = {room: set(owners.get(room, ())) - {"themenblock"} for room in ours}
    assert not any(foreign.values()), foreign


def test_the_root_holds_no_python_file() -> None:
    # It would be importable from everywhere, past all contracts.
    assert [path for path in files() if len(path.parts) == 1 and path.suffix == ".py"] == []


def test_every_folder_of_tests_is_a_package() -> None:
    # Without __init__.py a folder like tests/cards would shadow the room of the same name.
    folders = {module.path.parent for module in modules("tests")}
    with_parents = set(chain(folders, *(folder.parents for folder in folders))) - {Path()}
    assert [one for one in sorted(with_parents) if not (ROOT / one / "__init__.py").exists()] == []
