"""The pages about process templates, made from their JSON Schema."""

import json
from typing import Any

from participation.templates.validation import WARNINGS, json_schema
from tests.house.markdown import code, page, table

Schema = dict[str, Any]
LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minItems": "at least {} entries",
    "maxItems": "at most {} entries",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "matches `{}`",
}


def schema() -> str:
    """The JSON Schema, as `themenblock process schema` prints it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def template() -> str:
    """Every field of a template, table by table."""
    whole = json_schema()
    warnings = ", ".join(code(one) for one in sorted(WARNINGS))
    about = (
        "A process is one TOML file. `themenblock process validate FILE` reports all its mistakes "
        "at once; editors use the [JSON Schema](process-template.schema.json), which "
        "`themenblock process schema` prints. Fields that are not listed are refused. Beyond the "
        "schema, keys and texts must differ from each other, dates must follow each other, and a "
        f"reminder must fall inside its block. Only warned of: {warnings}."
    )
    parts = [_section(one) for one in (whole, *whole["$defs"].values())]
    return page("Process template", about, *parts)


def _section(one: Schema) -> str:
    required = one.get("required", ())
    rows = [
        (
            code(name),
            _value(field),
            "yes" if name in required else _default(field),
            field.get("description", ""),
        )
        for name, field in one["properties"].items()
    ]
    header = ("field", "value", "required", "meaning")
    return "\n\n".join([f"## {one['title']}", one.get("description", ""), table(header, rows)])


def _value(field: Schema) -> str:
    limits = [text.format(field[name]) for name, text in LIMITS.items() if name in field]
    inner = field.get("properties", {}).get("de", {})
    limits += [text.format(inner[name]) for name, text in LIMITS.items() if name in inner]
    return ", ".join([_kind(field), *limits])


def _kind(field: Schema) -> str:
    if "$ref" in field:
        return _named(field["$ref"])
    if "oneOf" in field:
        return " or ".join(_named(one["$ref"]) for one in field["oneOf"])
    if "enum" in field:
        return "one of " + ", ".join(code(one) for one in field["enum"])
    if "const" in field:
        return code(f'"{field["const"]}"')
    if "items" in field:
        return f"list of: {_value(field['items'])}"
    return str(field.get("format") or field["type"])


def _named(reference: str) -> str:
    target = json_schema()["$defs"][reference.rsplit("/", 1)[-1]]
    title = str(target["title"])
    anchor = "".join(one for one in title.lower().replace(" ", "-") if one.isalnum() or one == "-")
    return f"[{title}](#{anchor})"


def _default(field: Schema) -> str:
    given = field.get("default")
    if given is None:
        return "no"
    return f"no, else {code(json.dumps(given, ensure_ascii=False))}"
