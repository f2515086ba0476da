"""What in a text looks like a person: a hint to whoever writes, never a refusal.

This is the one place where the texts of an outcome are looked at. It finds the obvious only;
names without a salutation are for people to find.
"""

import re

from participation.meetings.outcome import OutcomeContent

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])(?:\+|00|0)[1-9](?:[ /()-]{0,2}[0-9]){6,13}(?![\w])")
# What follows has to begin like a name: with a capital letter.
SALUTATION = re.compile(r"\b(?:Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?)\s+(?:Dr\.\s+)?([^\W\d_][\w-]+)")


def hints_of(content: OutcomeContent) -> tuple[str, ...]:
    """Return what looks like an address, a telephone number or a name, each once, in order."""
    found = [hint for text in _texts(content) for hint in _hints(text)]
    return tuple(dict.fromkeys(found))


def _hints(text: str) -> list[str]:
    named = [one[0] for one in SALUTATION.finditer(text) if one[1][0].isupper()]
    return [*EMAIL.findall(text), *PHONE.findall(text), *named]


def _texts(content: OutcomeContent) -> tuple[str, ...]:
    return (
        *(group.name for group in content.took_part),
        content.result,
        *(text for one in content.measures for text in (one.what, one.responsible)),
        *(point.text for point in content.open_points),
    )
