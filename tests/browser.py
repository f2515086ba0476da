"""A real, headless Chromium for the tests, and where its pictures go."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / ".cache" / "screenshots"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> Path | None:
    """Return the Chromium that `.ci/browser` found or unpacked, or one on the path."""
    noted = ROOT / ".cache" / "chromium"
    known = [noted.read_text("utf-8").strip()] if noted.exists() else []
    known += [path for path in (shutil.which("chromium"),) if path]
    return next((Path(path) for path in known if Path(path).exists()), None)


@contextmanager
def headless() -> Iterator[Browser]:
    """Run a browser; without one the test is skipped, in CI it fails."""
    path = chromium()
    if path is None:
        reason = "no Chromium: .ci/browser found none and could not fetch Debian's"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def picture(page: Page, name: str) -> None:
    """Leave a screenshot that a person can look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def picture_of(part: Locator, name: str) -> None:
    """Leave a picture of one part of a page, whole, however long it is."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    part.screenshot(path=PICTURES / f"{name}.png")
