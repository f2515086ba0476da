"""What has to be asked about texts before they are kept, and what counts as a conscious answer.

Somebody who sends a text all the same confirms exactly this text in this field: a confirmation
carries a name that is made from both. Text that is kept already has been confirmed, or was there
before anybody asked; so only its new lines are looked at, and what they make of the old ones.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256

from analysis.personal_data.check import CERTAIN, KINDS, check_text

Texts = Mapping[str, str]
"""Field → what somebody has typed there."""


@dataclass(frozen=True, slots=True)
class Concerns:
    """What texts look like: field → kinds, and what names exactly these texts when confirmed."""

    kinds_by_field: Mapping[str, tuple[str, ...]]
    confirmation: frozenset[str]

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds once, the clearest first."""
        found = {kind for kinds in self.kinds_by_field.values() for kind in kinds}
        return tuple(kind for kind in KINDS if kind in found)

    @property
    def is_certain(self) -> bool:
        """Say whether something is clearly personal, and does not only sound like it."""
        return is_certain(self.kinds)


def concerns_about(
    texts: Texts, known: Texts, confirmed: Collection[str] = frozenset()
) -> Concerns | None:
    """Return what has to be asked about `texts`, or None if all of them may be kept.

    `known` is what is kept in the same fields, `confirmed` names the texts that were confirmed.
    """
    found = {
        field: kinds
        for field, text in texts.items()
        if (kinds := _new_kinds(text, known.get(field, "")))
    }
    names = {field: _name_of(field, texts[field]) for field in found}
    left = {field: kinds for field, kinds in found.items() if names[field] not in confirmed}
    return Concerns(left, frozenset(names.values())) if left else None


def is_certain(kinds: Collection[str]) -> bool:
    """Say whether one of the kinds is clearly personal."""
    return any(kind in CERTAIN for kind in kinds)


def kinds_in(text: str) -> tuple[str, ...]:
    """Return what a text looks like, whatever spaces and invisible signs came along with it."""
    return check_text("\n".join(_readable(line) for line in text.splitlines())).kinds


def _new_kinds(text: str, known: str) -> tuple[str, ...]:
    """Return what new lines look like, by themselves or only together with those before them."""
    lines = _new_lines(text, known)
    if not lines:
        return ()
    alone, whole, before = kinds_in(lines), kinds_in(text), kinds_in(known)
    found = {*alone, *(kind for kind in whole if kind not in before)}
    return tuple(kind for kind in KINDS if kind in found)


def _new_lines(text: str, known: str) -> str:
    there = {_readable(line) for line in known.splitlines()}
    return "\n".join(line for line in text.splitlines() if _readable(line) not in there)


def _readable(line: str) -> str:
    # What is pasted brings hard spaces and signs of no width, which nobody sees.
    seen = "".join(sign for sign in line if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split())


def _name_of(field: str, text: str) -> str:
    # Clients do not all break lines in the same way.
    plain = "\n".join(_readable(line) for line in text.strip().splitlines())
    return sha256(f"{field}\n{plain}".encode()).hexdigest()[:32]
