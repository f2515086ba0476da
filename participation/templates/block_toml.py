"""A topic block as TOML, in the form in which it stands in a template file."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from participation.templates.template import TopicBlockTemplate
from participation.templates.values import plainly_written

ALWAYS_WRITTEN = ("announce_days_before_open", "reminder_days_before_close")
"""What a reader should see even where it is what goes without saying."""

Raw = dict[str, object]


def raw_block(content: TopicBlockTemplate) -> Raw:
    """Return a block as the data that its TOML holds: without what goes without saying."""
    dumped = content.model_dump(exclude_none=True, exclude_defaults=True)
    shown = {name: getattr(content, name) for name in ALWAYS_WRITTEN}
    plain = _plain({**dumped, **shown})
    assert isinstance(plain, dict)  # noqa: S101 - tells the type checker what a table becomes
    fields = TopicBlockTemplate.model_fields
    return {name: plain[name] for name in fields if name in plain}


def block_toml(content: TopicBlockTemplate) -> str:
    """Return the TOML of a block, which says the same when it is read again."""
    return "\n".join(_lines(raw_block(content))) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(below) for name, below in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(below) for below in value]
    return plainly_written(value) if isinstance(value, Decimal) else value


def _lines(raw: Raw) -> Iterator[str]:
    tables = {name: value for name, value in raw.items() if name in ("intro", "prompts")}
    yield "[[topic_blocks]]"
    yield from _fields({name: value for name, value in raw.items() if name not in tables})
    for name, value in tables.items():
        entries = value if isinstance(value, list) else [value]
        for entry in entries:
            yield ""
            header = f"topic_blocks.{name}"
            yield f"[[{header}]]" if isinstance(value, list) else f"[{header}]"
            yield from _fields(entry)


def _fields(table: object) -> Iterator[str]:
    if not isinstance(table, Mapping):
        return
    for name, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{name} = ["
            yield from (f"    {_written(one)}," for one in value)
            yield "]"
        else:
            yield f"{name} = {_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{name} = {_written(below)}" for name, below in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(_written(one) for one in value)}]"
    if isinstance(value, date):
        return value.isoformat()
    # What JSON writes for texts, numbers and truth values is TOML as well.
    return json.dumps(value, ensure_ascii=False)
