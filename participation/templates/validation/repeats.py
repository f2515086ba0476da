"""Mistakes of meaning: keys and texts that stand there twice."""

from collections.abc import Iterator

from participation.templates.local_text import LANGUAGES
from participation.templates.validation.mistake import Finding, finding, shortened, written
from participation.templates.validation.node import Node

Found = Iterator[Finding]


def keys_twice(owner: Node, *lists: str) -> Found:
    """Find entries of the lists in `owner` with a key that an earlier one of the list has."""
    for name in lists:
        first: dict[str, str] = {}
        for entry in owner.each(name):
            key = entry.text("key")
            if key is None:
                continue
            if key in first:
                path = (*entry.path, "key")
                yield finding(path, "key_twice", key=shortened(key), first=first[key])
            first.setdefault(key, written(entry.path))


def texts_twice(owner: Node, *lists: str) -> Found:
    """Find entries of the lists in `owner` that read like an earlier one of the list."""
    for name in lists:
        for language in LANGUAGES:
            first: dict[str, str] = {}
            for entry in owner.each(name):
                text = entry.field("text").text(language) or ""
                plain = " ".join(text.casefold().split())
                path = (*entry.path, "text", language)
                if plain and plain in first:
                    yield finding(path, "text_twice", first=first[plain])
                first.setdefault(plain, written(path))
