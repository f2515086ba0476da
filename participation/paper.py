"""Paper forms: whoever does not use Teams answers on paper, and a moderator enters it.

A form has a number instead of an account. It stands for its author everywhere: one form is one
response, under the same rules, and whoever has the number can change or withdraw it.
"""

import re
from dataclasses import replace

from participation.people import Person
from participation.refusals import NotModeratorError, SlipUnknownError
from participation.roles import may_enter_paper

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs; 0, 1, I and O are missing, because handwriting confuses them."""
SLIP_LENGTH = 8


def require_may_enter(person: Person) -> None:
    """Refuse unless the person is a moderator or leads processes."""
    if not may_enter_paper(person):
        raise NotModeratorError


def new_slip(nonce: str) -> str:
    """Return the number of a new form, drawn by the dialog `nonce` (32 random hex digits)."""
    drawn = int(nonce, 16)
    return "".join(ALPHABET[drawn >> (5 * place) & 31] for place in range(SLIP_LENGTH))


def slip_of(typed: str) -> str:
    """Return a number as it is kept, whatever spaces and case it was typed with, or refuse it."""
    slip = re.sub(r"[\s-]", "", typed).upper()
    if len(slip) != SLIP_LENGTH or not set(slip) <= set(ALPHABET):
        raise SlipUnknownError
    return slip


def shown(slip: str) -> str:
    """Return a number as people read it: ABCD-EFGH."""
    return f"{slip[:4]}-{slip[4:]}"


def author_of(slip: str, moderator: Person) -> Person:
    """Return whom a form's answers belong to: nobody with an account."""
    return replace(moderator, object_id=f"paper:{slip}", slip=slip)
