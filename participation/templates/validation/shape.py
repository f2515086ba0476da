"""Mistakes of shape: what pydantic finds, told as codes that have words of their own."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any
from zoneinfo import available_timezones

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from participation.templates.local_text import LANGUAGES
from participation.templates.template import HOLIDAY_REGIONS, ProcessTemplate
from participation.templates.validation.mistake import Finding, Path, finding, shortened
from participation.templates.validation.schema import known_fields, walk

Found = Iterator[Finding]

PLAIN = {
    "dict_type": "table_expected",
    "string_type": "text_expected",
    "string_too_short": "text_empty",
    "int_type": "number_expected",
    "figure_type": "figure_expected",
    "finite_number": "figure_expected",
    "bool_type": "yes_no_expected",
    "date_type": "date_expected",
    "date_parsing": "date_expected",
    "date_from_datetime_parsing": "date_expected",
    "date_from_datetime_inexact": "date_expected",
    "time_type": "time_expected",
    "time_parsing": "time_expected",
    "tuple_type": "list_expected",
}
"""Pydantic's kinds of errors that need nothing but another name."""


def shape_findings(raw: object) -> tuple[ProcessTemplate | None, tuple[Finding, ...]]:
    """Return the template, or None and what is wrong with the shape of the data."""
    try:
        return ProcessTemplate.model_validate(raw), ()
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
    found = [one for error in errors for one in _told(error)]
    meant = {(*one.path[:-1], one.values.get("near")) for one in found}
    # A misspelt field is missing as well; one message is enough for one mistake.
    return None, tuple(one for one in found if not (_is_missing(one) and one.path in meant))


def _told(error: ErrorDetails) -> Found:
    path, _ = walk(error["loc"])
    kind = error["type"]
    if kind in PLAIN:
        yield finding(path, PLAIN[kind])
    elif kind in _TELLERS:
        yield from _TELLERS[kind](path, error)
    else:
        yield finding(path, "value_invalid")


def _is_missing(one: Finding) -> bool:
    return one.code in {"field_missing", "language_missing"}


def _context(error: ErrorDetails) -> dict[str, Any]:
    return error.get("ctx", {})


def _missing(path: Path, error: ErrorDetails) -> Found:
    name = path[-1]
    if name not in LANGUAGES:
        yield finding(path, "field_missing", name=name)
    elif any(language in error["input"] for language in LANGUAGES):
        yield finding(path, "language_missing", name=name)
    elif name == LANGUAGES[0]:
        yield finding(path[:-1], "languages_expected")


def _unknown(path: Path, error: ErrorDetails) -> Found:
    known = known_fields(error["loc"][:-1])
    name = str(path[-1])
    near = get_close_matches(name, known, n=1)
    if near:
        yield finding(path, "field_unknown_near", name=shortened(name), near=near[0])
    else:
        yield finding(path, "field_unknown", name=shortened(name), known=", ".join(known))


def _table(path: Path, error: ErrorDetails) -> Found:
    is_text = _context(error).get("class_name") == "LocalText"
    yield finding(path, "languages_expected" if is_text else "table_expected")


def _pattern(path: Path, error: ErrorDetails) -> Found:
    yield finding(path, "key_invalid", given=shortened(error["input"]))


def _text_too_long(path: Path, error: ErrorDetails) -> Found:
    yield finding(path, "text_too_long", limit=_context(error)["max_length"])


def _local_text_too_long(path: Path, error: ErrorDetails) -> Found:
    for language in _context(error)["languages"]:
        yield finding((*path, language), "text_too_long", limit=_context(error)["max_length"])


def _too_small(path: Path, error: ErrorDetails) -> Found:
    code = "smallest_group_too_small" if path == ("smallest_group",) else "number_too_small"
    yield finding(path, code, limit=_context(error)["ge"], given=shortened(error["input"]))


def _too_large(path: Path, error: ErrorDetails) -> Found:
    yield finding(
        path, "number_too_large", limit=_context(error)["le"], given=shortened(error["input"])
    )


def _too_few(path: Path, error: ErrorDetails) -> Found:
    limit = _context(error)["min_length"]
    # Pydantic counts only the entries that are right in themselves.
    if len(error["input"]) < limit:
        yield finding(path, "too_few", limit=limit)


def _too_many(path: Path, error: ErrorDetails) -> Found:
    yield finding(path, "too_many", limit=_context(error)["max_length"])


def _choice(path: Path, error: ErrorDetails) -> Found:
    known = _context(error)["expected"].replace("'", "").replace(" or ", ", ")
    yield finding(path, "value_unknown", given=shortened(error["input"]), known=known)


def _kind(path: Path, error: ErrorDetails) -> Found:
    known = _context(error)["expected_tags"].replace("'", "")
    given = shortened(_context(error)["tag"])
    yield finding((*path, "kind"), "value_unknown", given=given, known=known)


def _no_kind(path: Path, error: ErrorDetails) -> Found:
    yield finding((*path, "kind"), "field_missing", name="kind")


def _number_for_date(path: Path, error: ErrorDetails) -> Found:
    is_time = walk(error["loc"])[1].get("format") == "time"
    yield finding(path, "time_expected" if is_time else "date_expected")


def _control(path: Path, error: ErrorDetails) -> Found:
    yield finding(path, "control_character", code_point=_context(error)["code_point"])


def _zone(path: Path, error: ErrorDetails) -> Found:
    given = str(error["input"])
    near = get_close_matches(given, available_timezones(), n=1) or ["Europe/Berlin"]
    yield finding(path, "time_zone_unknown", given=shortened(given), near=near[0])


def _region(path: Path, error: ErrorDetails) -> Found:
    known = ", ".join(HOLIDAY_REGIONS)
    yield finding(path, "holiday_region_unknown", given=shortened(error["input"]), known=known)


_TELLERS: dict[str, Callable[[Path, ErrorDetails], Found]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "model_type": _table,
    "model_attributes_type": _table,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _text_too_long,
    "local_text_too_long": _local_text_too_long,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "too_short": _too_few,
    "too_long": _too_many,
    "literal_error": _choice,
    "union_tag_invalid": _kind,
    "union_tag_not_found": _no_kind,
    "number_for_date": _number_for_date,
    "control_character": _control,
    "time_zone_unknown": _zone,
    "holiday_region_unknown": _region,
}
