"""First names and surnames, out of the lists of a well-kept library.

They are looked up, never shown. The languages are those that are common in German offices and
among the families they work with, as far as the library knows them.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

LANGUAGES = (
    *("de_DE", "de_AT", "de_CH", "tr_TR", "pl_PL", "it_IT", "es_ES", "hr_HR"),
    *("ro_RO", "fr_FR", "en_GB", "pt_PT", "hu_HU", "cs_CZ", "nl_NL"),
)
SHORTEST = 3
PROVIDERS = "faker.providers.person"
"""Imported with the first text: it takes a tenth of a second, which no start has to wait for."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names as they are written, first letter large."""

    first: frozenset[str]
    last: frozenset[str]


@cache
def names() -> Names:
    """Return all names; the first call takes some tenths of a second."""
    providers = [import_module(f"{PROVIDERS}.{language}").Provider for language in LANGUAGES]
    return Names(_listed(providers, "first_name"), _listed(providers, "last_name"))


def _listed(providers: list[Any], beginning: str) -> frozenset[str]:
    found = (
        name
        for provider in providers
        for attribute in dir(provider)
        if attribute.startswith(beginning)
        for name in _entries(getattr(provider, attribute))
    )
    return frozenset(name for name in found if len(name) >= SHORTEST and name[0].isupper())


def _entries(value: object) -> tuple[str, ...]:
    if isinstance(value, (tuple, list, dict)):
        return tuple(entry for entry in value if isinstance(entry, str))
    return ()
