"""What whoever edits a block does at the level of dialogs."""

from cards.running import edit_block_card
from dialogs.running.edit_block import edit_block, open_edit_block
from tests.cards.tree import inputs
from tests.dialogs.leading import PROCESS_ID, Office, Window

KEY = "planning_areas"
WORDS = "Titel und Einleitung"
DATES = "Termine"
TOML = "Als TOML"
REASON = {"reason": "Druckfehler (erfunden)"}
DO = "Ja, ändern"


def opened(office: Office, who: str = "lead", key: str = KEY) -> Window:
    """Press the button of the status card."""
    data = {"verb": edit_block_card.VERB, "process": PROCESS_ID, "block": key}
    reply = office.run(edit_block_card.read, open_edit_block, who, data)
    return Window(office, who, edit_block_card.read, edit_block, reply.card)


def entries(window: Window) -> dict[str, str]:
    """What the fields of a page hold."""
    return {one["id"]: one.get("value", "") for one in inputs(window.card)}


def checked(window: Window, **changed: str) -> Window:
    """Change some fields of a page and go on."""
    return window.press("Weiter", **{**entries(window), **REASON, **changed})


def renamed(office: Office, title: str, who: str = "lead") -> Window:
    """Go as far as the page that confirms another title."""
    return checked(opened(office, who).press(WORDS), title_de=title)


def title_of(office: Office) -> str:
    """The block's title as it is kept."""
    return office.standing().block(KEY).content.title.de
