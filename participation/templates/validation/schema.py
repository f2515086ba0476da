"""The JSON Schema of a template, for editors and for finding one's way through it."""

from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from participation.templates.template import ProcessTemplate
from participation.templates.validation.mistake import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


class _TomlSchema(GenerateJsonSchema):
    """TOML has no null: a field that may be empty is left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of the value alone."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave out a default that cannot be written down."""
        written = super().default_schema(schema)
        if written.get("default", "") is None:
            del written["default"]
        return written


def json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a template's TOML file."""
    schema = ProcessTemplate.model_json_schema(schema_generator=_TomlSchema)
    return {"$schema": DIALECT, **schema}


def walk(location: Path) -> tuple[Path, Schema]:
    """Follow a location as pydantic tells it, and return its path in the file and its schema.

    Pydantic names the kind of a prompt on the way (`prompts, 0, "scale", "points"`); the file does
    not. Below a field that nothing is known of, the schema is empty.
    """
    path: list[str | int] = []
    schema = _whole()
    for part in location:
        kinds = schema.get("discriminator", {}).get("mapping", {})
        if part in kinds:
            schema = _resolved({"$ref": kinds[part]})
            continue
        path.append(part)
        below = schema.get("items") if isinstance(part, int) else _fields(schema).get(part)
        schema = _resolved(below or {})
    return tuple(path), schema


def known_fields(location: Path) -> tuple[str, ...]:
    """Return the names of the fields that the table at `location` may have."""
    return tuple(_fields(walk(location)[1]))


def _fields(schema: Schema) -> Schema:
    fields: Schema = schema.get("properties", {})
    return fields


def _resolved(schema: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    name = str(schema["$ref"]).rsplit("/", 1)[-1]
    target: Schema = _whole()["$defs"][name]
    return target


@cache
def _whole() -> Schema:
    return json_schema()
