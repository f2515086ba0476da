"""Pictures in the pages: each is there, small, told in words, and made by `make pictures`."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.house.source import ROOT, lines, texts
from tests.manifest.png import size
from tests.pictures.__main__ import FOLDER
from tests.pictures.scenes import SCENES
from tests.pictures.small_png import small_png

EMBEDDED = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
LARGEST = 150 * 1024
FEWEST_WORDS = 8

SHOWN = [
    (path, words, (ROOT / path.parent / target).resolve())
    for path, text in texts()
    if path.suffix == ".md"
    for words, target in EMBEDDED.findall(text)
]


def test_every_picture_that_a_page_shows_exists() -> None:
    missing = [f"{path}: {target.name}" for path, _, target in SHOWN if not target.exists()]
    assert not missing, lines(missing)


def test_every_picture_is_told_in_words_and_as_invented() -> None:
    bare = [
        f"{path}: {target.name}"
        for path, words, target in SHOWN
        if len(words.split()) < FEWEST_WORDS or not re.search("erfunden|invented", words)
    ]
    assert not bare, lines(bare)


def test_the_pictures_are_those_that_the_script_makes() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SCENES)


def test_every_picture_is_shown_somewhere() -> None:
    assert {target.name for _, _, target in SHOWN} == set(SCENES)


def test_every_picture_is_small() -> None:
    large = [path.name for path in FOLDER.iterdir() if path.stat().st_size >= LARGEST]
    assert not large, lines(large)


def test_a_picture_with_few_colours_keeps_them_all(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 40, "height": 30})
    page.set_content("<body style='margin: 0; background: #c62828'>")
    packed = small_png(page.screenshot(), browser)
    page.close()
    (tmp_path / "red.png").write_bytes(packed)
    assert size(tmp_path / "red.png") == (40, 30)
    assert b"PLTE" + bytes.fromhex("c62828") in packed


def test_a_small_part_in_another_colour_keeps_it(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 300, "height": 300})
    style = "background: linear-gradient(135deg, #003, #0f8 40%, #fe9)"
    badge = "position: absolute; width: 6px; height: 6px; background: #c62828"
    page.set_content(f"<body style='margin: 0; {style}'><p style='{badge}'>")
    packed = small_png(page.screenshot(), browser)
    page.close()
    assert bytes.fromhex("c62828") in packed.partition(b"IDAT")[0]
