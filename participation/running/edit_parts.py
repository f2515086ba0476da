"""The parts of a block that are edited by themselves: which fields each has, and what they change.

A block as a whole does not fit one card. A field of several lines holds a list, one entry a line;
lists whose entries have keys keep their entries here and change only what these say.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal

from participation.forms import Form, Problem
from participation.running.act import check_reason
from participation.running.editing import DATES
from participation.templates.block_toml import Raw, block_toml, raw_block
from participation.templates.local_text import LANGUAGES
from participation.templates.template import TopicBlockTemplate
from participation.templates.validation.mistake import Finding, Path

WORDS, DAYS, TOML = "words", "dates", "toml"
PROMPT = "prompt_"
PART_ENTRY = "#part"
"""Under this name a kept form says which part it edits; no input has such a name."""

LONGEST_PART = 15_000
"""In characters of UTF-16: what the fields of one card can hold and show again with mistakes."""

OPTIONAL = frozenset({"help", "plain", "unit"})
LISTS = ("statements", "options")
LABELS = ("low_label", "high_label", "unit")

OVERTAKEN = {"decision": "publishes_on", "topic_blocks": "closes_on"}
"""The day that comes too late if the decision, or the next block, is found to come too early."""

FieldKind = Literal["text", "lines", "day", "toml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditField:
    """One input; `path` leads into the block, `language` is empty where there is but one text.

    `inner` leads from an entry of a list to its text.
    """

    id: str
    kind: FieldKind
    path: Path
    language: str = ""
    inner: Path = ()

    @property
    def name(self) -> str:
        """What it is called, whatever its language."""
        return str(self.path[-1]) if self.path else TOML

    @property
    def is_required(self) -> bool:
        """Whether it cannot stay empty."""
        return self.name not in OPTIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class EditInput:
    """What somebody sent who edits a block.

    `action` is open, part (show a part's fields), fresh (the same without what was begun), check
    (show what would change), back, or do. `entries` are the fields of a page. `version` says from
    which state of the kept form the page was made, `seen` what was confirmed,
    `confirmed` the texts that are kept although they look like personal data.
    """

    process_id: str
    block_key: str
    action: str = "open"
    part: str = ""
    nonce: str = ""
    version: int = 0
    entries: Form
    seen: str = ""
    confirmed: frozenset[str] = frozenset()


def parts_of(content: TopicBlockTemplate) -> tuple[str, ...]:
    """Return the parts of a block in the order in which they are offered."""
    return (WORDS, DAYS, *(f"{PROMPT}{one.key}" for one in content.prompts), TOML)


def fields_of(content: TopicBlockTemplate, part: str) -> tuple[EditField, ...]:
    """Return the fields of a part."""
    if part == DAYS:
        return tuple(EditField(id=name, kind="day", path=(name,)) for name in DATES)
    if part == TOML:
        return (EditField(id=TOML, kind="toml", path=()),)
    if part == WORDS:
        intro: tuple[EditField, ...] = (
            *_both("lines", ("intro", "fixed")),
            *_both("lines", ("intro", "open")),
            *_both("text", ("intro", "decided_by")),
        )
        return (*_both("text", ("title",)), *intro)
    return tuple(_of_prompt(raw_block(content), part.removeprefix(PROMPT)))


def filled(content: TopicBlockTemplate, part: str) -> dict[str, str]:
    """Return the entries that the fields of a part begin with."""
    if part == TOML:
        return {TOML: block_toml(content)}
    raw = raw_block(content)
    return {field.id: _entry(raw, field) for field in fields_of(content, part)}


def changed(content: TopicBlockTemplate, part: str, form: Form) -> Raw:
    """Return the block's data with what the fields of a part say; TOML has another way.

    A list whose lines do not belong together stays as it was.
    """
    raw = deepcopy(raw_block(content))
    for field in fields_of(content, part):
        entry = form.get(field.id, "")
        if field.kind == "day":
            raw[field.name] = entry.strip()
        elif field.kind == "text":
            _set_text(raw, field, entry)
    for pair in _lists(fields_of(content, part)):
        if not _line_problems(raw, pair, form):
            _set_lines(raw, pair, form)
    return raw


def check_form(content: TopicBlockTemplate, part: str, form: Form) -> Iterator[Problem]:
    """Yield what is wrong with entries before they make a block."""
    yield from check_reason(form)
    raw = raw_block(content)
    for pair in _lists(fields_of(content, part)):
        yield from _line_problems(raw, pair, form)


def _line_problems(raw: Raw, pair: Sequence[EditField], form: Form) -> list[Problem]:
    counts = {field.id: len(_split(form.get(field.id, ""))) for field in pair}
    if pair[0].inner:
        kept = len(_at(raw, pair[0].path))
        return [Problem(field, "lines_fixed") for field, count in counts.items() if count != kept]
    return [Problem(pair[-1].id, "lines_uneven")] if len(set(counts.values())) > 1 else []


def fits_a_card(content: TopicBlockTemplate, part: str) -> bool:
    """Say whether a part is short enough to be edited in one card."""
    return not is_too_long(filled(content, part))


def is_too_long(form: Form) -> bool:
    """Say whether entries are longer than one card can show, counted as a card writes them."""
    written = json.dumps(list(form.values()), ensure_ascii=False)
    return len(written.encode("utf-16-le")) > 2 * LONGEST_PART


def field_of(found: Finding, fields: Sequence[EditField]) -> str:
    """Return the field below which a finding is told, empty for one that concerns no field."""
    first = str(found.path[0]) if found.path else ""
    if first in OVERTAKEN and any(field.id == OVERTAKEN[first] for field in fields):
        return OVERTAKEN[first]
    for field in fields:
        is_inside = found.path[: len(field.path)] == field.path and field.path
        language = next((part for part in found.path if part in LANGUAGES), field.language)
        if is_inside and field.language in ("", language):
            return field.id
    return ""


def _both(kind: FieldKind, path: Path, inner: Path = ()) -> tuple[EditField, ...]:
    name = "_".join(str(part) for part in path if isinstance(part, str) and part != "prompts")
    return tuple(
        EditField(id=f"{name}_{one}", kind=kind, path=path, language=one, inner=inner)
        for one in LANGUAGES
    )


def _of_prompt(raw: Raw, key: str) -> Iterator[EditField]:
    prompts: Any = raw["prompts"]
    place = next((number for number, one in enumerate(prompts) if one["key"] == key), None)
    if place is None:
        return
    at: Path = ("prompts", place)
    for name in ("question", "help", "plain"):
        yield from _both("text", (*at, name))
    for name in LABELS:
        if name in prompts[place]:
            yield from _both("text", (*at, name))
    for name in LISTS:
        if name in prompts[place]:
            yield from _both("lines", (*at, name), ("text",))


def _lists(fields: Sequence[EditField]) -> list[tuple[EditField, ...]]:
    """Return the fields of each list, one for each language."""
    paths = dict.fromkeys(field.path for field in fields if field.kind == "lines")
    return [tuple(field for field in fields if field.path == path) for path in paths]


def _entry(raw: Raw, field: EditField) -> str:
    found = _at(raw, field.path)
    if field.kind == "day":
        return str(found)
    if field.kind == "text":
        return str(found[field.language]) if found else ""
    return "\n".join(_one_line(_at(one, field.inner)[field.language]) for one in found)


def _set_text(raw: Raw, field: EditField, entry: str) -> None:
    owner = _at(raw, field.path[:-1])
    text = dict(owner.get(field.name) or {})
    text[field.language] = "\n".join(entry.strip().splitlines())
    if not field.is_required and not any(text.values()):
        owner.pop(field.name, None)
        return
    owner[field.name] = text


def _set_lines(raw: Raw, pair: Sequence[EditField], form: Form) -> None:
    owner, name, inner = _at(raw, pair[0].path[:-1]), pair[0].name, pair[0].inner
    before = owner[name]
    lines = {field.language: _split(form.get(field.id, "")) for field in pair}
    entries = []
    for number, texts in enumerate(zip(*lines.values(), strict=True)):
        old = before[number] if number < len(before) else {}
        known = _at(old, inner) if old else {}
        new = {
            language: _kept(known.get(language, ""), text)
            for language, text in zip(lines, texts, strict=True)
        }
        entries.append({**old, inner[0]: new} if inner else new)
    owner[name] = entries


def _kept(before: str, line: str) -> str:
    """Return the text as it was if its line says the same: a line cannot show a break in it."""
    return before if _one_line(before) == line else line


def _split(entry: str) -> list[str]:
    return [line for line in map(_one_line, entry.splitlines()) if line]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _at(raw: Any, path: Path) -> Any:
    for part in path:
        raw = raw.get(part) if isinstance(raw, Mapping) else raw[part]
    return raw
