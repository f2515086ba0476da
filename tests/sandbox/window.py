"""A window on the page: who acts in it, how wide it is, and a console without complaints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Locator, Page

from tests.office import Office, Person

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
REFUSED = "Failed to load resource: the server responded with a status of 4"


@contextmanager
def window(
    browser: Browser, office: Office, person: Person | None = None, **options: Any
) -> Iterator[Page]:
    """Open the page as somebody; things that move would be caught half-way, so nothing moves."""
    place = options.pop("place", "")
    context = browser.new_context(
        **{"locale": "de-DE", "viewport": DESK, "reduced_motion": "reduce"} | options
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    go(page, office, person, place)
    yield page
    context.close()
    # What the sandbox refuses is said on the page; Chromium says it once more.
    assert [text for text in complaints if not text.startswith(REFUSED)] == []


def go(page: Page, office: Office, person: Person | None = None, place: str = "") -> None:
    """Load the page as somebody, in a conversation."""
    parts = {"person": person.oid if person else "", "place": place}
    page.goto(f"{office.facts['page']}/?{urlencode(parts)}")
    page.wait_for_selector("body[data-ready]")


def focused(page: Page) -> str:
    """The name of what has the focus: its label, or its words."""
    return str(
        page.evaluate(
            """() => {
              const one = document.activeElement;
              const named = (one.getAttribute("aria-labelledby") ?? "").split(" ");
              const label = named.map((id) => document.getElementById(id)?.textContent ?? "");
              const own = one.labels?.[0]?.textContent ?? "";
              return (one.getAttribute("aria-label") ?? (label.join(" ").trim()
                || own || one.textContent)).trim().replace(/\\s+/g, " ");
            }"""
        )
    )


def press_until(page: Page, key: str, wanted: Locator, *, most: int = 80) -> None:
    """Press a key, as somebody without a pointer does, until something has the focus."""
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead there; the focus is on {focused(page)!r}")
