"""The project's own files, as the house tests read them."""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOT_ROOMS = frozenset({"tests", "bench"})
"""Top-level folders whose Python code is not part of the product."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file; `path` is relative to the root."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The top-level folder."""
        return self.path.parts[0]

    @property
    def name(self) -> str:
        """The dotted name that it is imported by."""
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    def functions(self) -> Iterator[Function]:
        """All functions, methods and inner functions."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node


@cache
def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def rooms() -> tuple[str, ...]:
    """The top-level folders with Python code of the product."""
    found = {path.parts[0] for path in files() if path.suffix == ".py" and len(path.parts) > 1}
    return tuple(sorted(found - NOT_ROOMS))


def modules(*wanted: str) -> tuple[Module, ...]:
    """The modules of some rooms, or of all; "tests" counts as a room when it is asked for."""
    return tuple(module for module in _modules() if module.room in (wanted or rooms()))


@cache
def files() -> tuple[Path, ...]:
    """All files that belong to the project: those that .gitignore does not name."""
    patterns = (ROOT / ".gitignore").read_text("utf-8").split()
    ignored = [pattern.rstrip("/") for pattern in (*patterns, ".git")]
    return tuple(path.relative_to(ROOT) for path in _below(ROOT, ignored))


def lines(found: Iterable[object]) -> str:
    """What a test has found, one a line: pytest would shorten a list."""
    return "".join(f"\n  {one}" for one in found)


def texts() -> Iterator[tuple[Path, str]]:
    """All files that hold text, with that text."""
    for path in files():
        try:
            yield path, (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue


def _below(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path, ignored)
        else:
            yield path


@cache
def _modules() -> tuple[Module, ...]:
    found = []
    for path in files():
        if path.suffix == ".py" and len(path.parts) > 1:
            text = (ROOT / path).read_text("utf-8")
            found.append(Module(path, text, ast.parse(text)))
    return tuple(found)
