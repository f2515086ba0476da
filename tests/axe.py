"""axe-core in the tests' browser: what on a page somebody could not see, reach or hear.

`assert_accessible(page)` checks all that is shown; `assert_accessible(page, "#dialog")` a part of
it. Every rule of WCAG 2.2 A and AA and of axe's own best practice runs, and none is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """([part, tags]) => axe.run(part ?? document, {
  runOnly: { type: "tag", values: tags },
  resultTypes: ["violations"],
})"""


@dataclass(frozen=True, slots=True)
class Barrier:
    """One element that breaks one rule."""

    rule: str
    help: str
    target: str
    html: str
    summary: str

    def __str__(self) -> str:
        """The barrier as a test's message shows it."""
        return f"{self.rule}: {self.help}\n  at {self.target}\n  {self.html}\n  {self.summary}"


def barriers(page: Page, part: str | None = None) -> list[Barrier]:
    """What axe finds wrong on the page, or inside the part that a selector names."""
    # The debugger's evaluation is not bound by the page's content policy.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_script())
    found = page.evaluate(RUN, [part, list(TAGS)])
    return [barrier for rule in found["violations"] for barrier in _barriers_of(rule)]


def assert_accessible(page: Page, part: str | None = None) -> None:
    """Fail with rule, place and markup of everything axe finds wrong."""
    found = barriers(page, part)
    assert not found, "\n".join(map(str, found))


@cache
def _script() -> str:
    if not SCRIPT.exists():
        pytest.fail(f"{SCRIPT.relative_to(ROOT)} is missing: make test installs it")
    return SCRIPT.read_text("utf-8")


def _barriers_of(rule: dict[str, Any]) -> list[Barrier]:
    return [
        Barrier(
            rule["id"],
            rule["help"],
            " ".join(map(str, node["target"])),
            node["html"],
            node["failureSummary"].replace("\n", "\n  "),
        )
        for node in rule["nodes"]
    ]
