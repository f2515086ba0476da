"""Texts are looked over before anything of them is kept, in every dialog that takes texts.

What looks like personal data comes back on its page as it was typed, and is kept only when its
author changes it or consciously sends it anyway. Until then nothing of it is written anywhere; the
reply names the kinds, so that they can be counted.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from analysis.personal_data.concerns import Concerns, Texts, concerns_about
from cards.elements.concern_note import Audience, asked
from content.words import words
from dialogs.reply import Reply
from dialogs.turn import Turn

EXEMPT: Mapping[tuple[str, str], str] = {
    ("set_up_process", "contact"): "whom to ask has to be named: a person, a number, an address",
    ("set_up_process", "staff_council_reference"): "a reference number looks like a file's",
    ("correct_notice", "contact"): "the same, corrected",
    ("correct_notice", "staff_council_reference"): "the same, corrected",
    ("name_deputy", "wanted"): "a colleague is looked for by name; what is typed is kept nowhere",
    ("destroy_early", "wording"): "what is to be deleted has to be named; it is kept nowhere",
    ("show_my_data", "json"): "shows what is kept, to be copied; what is typed there is not read",
    ("enter_paper", "slip"): "the number of a form; anything else is refused and kept nowhere",
}
"""Dialog and input: the only texts that are not looked over, and why."""


def looked_over(
    verb: str, texts: Texts, known: Texts, confirmed: Collection[str]
) -> Concerns | None:
    """Return what has to be asked before `texts` of the dialog `verb` are kept.

    `known` is what is kept in the same fields; it has been asked about when it came.
    """
    free = {field: text for field, text in texts.items() if (verb, field) not in EXEMPT}
    return concerns_about(free, known, confirmed)


def asking(
    page: Reply, concerns: Concerns, audience: Audience, turn: Turn, **pressed: object
) -> Reply:
    """Return the page as it was typed, with the question; `pressed` is in its button's data."""

    def presses(data: Mapping[str, Any]) -> bool:
        return all(data.get(name) == value for name, value in pressed.items())

    spoken = words(turn.person.language)
    card = asked(page.card, concerns, audience, presses, spoken)
    return replace(page, card=card, asked_about=concerns.kinds)
