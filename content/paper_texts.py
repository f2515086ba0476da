"""The papers that an office needs, as text with places to be filled in: `{{name}}`.

`{{gap:what}}` is a place that only the office can fill in; it stays, clearly marked.
"""

import re
from collections.abc import Mapping
from importlib.resources import files

from content.words import Language

PAPERS = ("record_of_processing", "dpia", "service_agreement", "data_inventory")
PLACE = re.compile(r"\{\{([a-z_]+)\}\}")
GAP = re.compile(r"\{\{gap:([^{}]+)\}\}")

_FOLDER = files("content").joinpath("papers")


def source(paper: str, language: Language) -> str:
    """Return a paper as it is written, with its places."""
    return _FOLDER.joinpath(f"{paper}.{language}.md").read_text("utf-8")


def filled_in(paper: str, language: Language, facts: Mapping[str, str], gap: str) -> str:
    """Return a paper with its facts; `gap` marks what is left to the office, as `{what}`.

    Raises KeyError for a place that there is no fact for.
    """
    text = GAP.sub(lambda place: gap.replace("{what}", place[1]), source(paper, language))
    return PLACE.sub(lambda place: facts[place[1]], text)
