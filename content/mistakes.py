"""The words for mistakes in a template file: what is wrong, and how it is mended."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from content.words import Language

_FRAME = "frame"


def message(code: str, language: Language, **values: object) -> str:
    """Return what is wrong; a code without words raises KeyError."""
    return _words(language)[code]["message"].format(**values)


def mend(code: str, language: Language, **values: object) -> str:
    """Return what to do about it; a code without words raises KeyError."""
    return _words(language)[code]["mend"].format(**values)


def worded(
    code: str,
    values: Mapping[str, object],
    language: Language,
    *,
    file: str,
    path: str,
    is_warning: bool = False,
) -> str:
    """Return the whole line `file:path: message → mend`, as the command line prints it."""
    return _words(language)[_FRAME]["warning" if is_warning else "mistake"].format(
        file=file,
        path=path,
        message=message(code, language, **values),
        mend=mend(code, language, **values),
    )


def codes(language: Language) -> tuple[str, ...]:
    """Return every code that has words, in the file's order."""
    return tuple(code for code in _words(language) if code != _FRAME)


@cache
def _words(language: Language) -> dict[str, dict[str, str]]:
    source = files("content").joinpath("mistakes", f"{language}.toml").read_text("utf-8")
    return tomllib.loads(source)
