"""Names as files write them: in any case, marks apart, escaped as in JSON, in old encodings."""

import codecs
import json
import unicodedata
from collections.abc import Collection

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def plain(text: str) -> str:
    """Return a text in the form in which the same names are the same characters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def spellings(names: Collection[str]) -> frozenset[str]:
    """Return the forms in which names may stand in a plain text."""
    known = [plain(one) for one in names]
    escaped = [json.dumps(form)[1:-1] for one in names for form in (one, one.upper(), one.lower())]
    return frozenset((*known, *map(plain, escaped)))


def readable(content: bytes) -> str:
    """Return bytes as plain text, whatever they were written as."""
    encoding = "utf-16" if content.startswith(UTF_16_MARKS) else "utf-8"
    try:
        return plain(content.decode(encoding))
    except UnicodeDecodeError:
        # A database, a picture or an older encoding: names may stand in it in either way.
        both = (content.decode(one, "replace") for one in ("utf-8", "cp1252"))
        return "\n".join(map(plain, both))
