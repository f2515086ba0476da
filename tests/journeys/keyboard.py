"""Somebody at the sandbox's page who has a keyboard and nothing else, and how long that takes them.

Nothing waits: the time is reckoned from the keys that were pressed and the words that were read.
"""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.sandbox.window import focused

SECONDS_PER_KEY = 0.25
WORDS_PER_MINUTE = 230
FARTHEST = 60
# The ring belongs to what has the focus or, for the field of the composer, to the box around it.
# The last stop of a day is a button inside the field, which the browser rings by itself.
IS_SEEN = """() => {
  const one = document.activeElement;
  if (one === document.body || (one.type === "date" && !one.matches(":focus"))) return true;
  const rings = [one, one.closest(".box")].filter(Boolean).map((each) => getComputedStyle(each));
  const isRinged = rings.some(
    (ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2
  );
  const place = one.getBoundingClientRect();
  const x = place.left + place.width / 2, y = place.top + Math.min(place.height, 40) / 2;
  const onTop = document.elementFromPoint(x, y);
  const isOnTop = [one, ...(one.labels ?? [])].some((each) => each.contains(onTop));
  return one.matches(":focus-visible") && isRinged && isOnTop;
}"""


@dataclass(slots=True)
class Hands:
    """Ten fingers and a pair of eyes; what was pressed and read is counted."""

    page: Page
    keys: int = 0
    words: int = 0
    known: set[str] = field(default_factory=set)

    @property
    def seconds(self) -> float:
        """How long all of it takes somebody who is neither fast nor slow."""
        return self.keys * SECONDS_PER_KEY + self.words / WORDS_PER_MINUTE * 60

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def go_to(self, wanted: Locator, key: str = "Tab") -> None:
        """Go from stop to stop until something has the focus; every stop has to be seen."""
        for _ in range(FARTHEST):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
            assert self.page.evaluate(IS_SEEN), f"nobody sees the focus on {focused(self.page)!r}"
        raise AssertionError(f"{key} does not lead there; the focus is on {focused(self.page)!r}")

    def push(self, button: Locator, key: str = "Tab") -> None:
        """Go to a button and press it."""
        self.go_to(button, key)
        self.press("Enter")

    def enter(self, control: Locator, entry: str) -> None:
        """Go to a field and fill it in; of lists, type how an entry begins; choices are ticked."""
        kind = control.get_attribute("type")
        if kind == "radio":
            self.choose(control)
            return
        self.go_to(control)
        match kind:
            case "checkbox":
                self.press("Space")
                expect(control).to_be_checked()
            case "date":
                # The tests' Chromium asks for a day in the English way: month, day, year.
                year, month, day = entry.split("-")
                self.type(month + day + year)
                expect(control).to_have_value(entry)
            case _:
                self.type(entry)

    def choose(self, radio: Locator) -> None:
        """Choose one of a group: Tab leads into it, the arrows from choice to choice."""
        group = self.page.locator(f"input[name='{radio.get_attribute('name')}']")
        checked = [one for one in group.all() if one.is_checked()]
        self.go_to([*checked, group.first][0])
        self.go_to(radio, "ArrowDown")
        self.press("Space")
        expect(radio).to_be_checked()

    def read(self, part: Locator) -> None:
        """Read what is there; lines that differ from known ones in numbers alone are not."""
        for line in part.inner_text().splitlines():
            gist = re.sub(r"\d+", "#", line.strip(" *•"))
            if gist and gist not in self.known:
                self.known.add(gist)
                self.words += len(gist.split())
