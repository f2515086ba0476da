"""The command `python -m tests.pictures`: writes docs/handbuch/bilder/ from a running office.

Starts the sandbox and the bot as `make run` does, walks through the main screens in a headless
Chromium, and writes a picture of each.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.tryout import office
from tests.bot_process import Bot
from tests.browser import headless
from tests.house.source import ROOT
from tests.journeys.story import Story
from tests.office import Office
from tests.pictures.scenes import SCENES, Walk
from tests.pictures.small_png import small_png

FOLDER = ROOT / "docs" / "handbuch" / "bilder"


def main() -> int:
    """Write every picture and return the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as directory, headless() as browser:
        place = Path(directory) / "office"
        with office(place, 0) as facts:
            running = Office(facts, place)
            walk = Walk(Story(running, Bot(running, place)), browser)
            for name, scene in SCENES.items():
                picture = small_png(scene(walk), browser)
                (FOLDER / name).write_bytes(picture)
                sys.stdout.write(f"{name}: {len(picture) // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
