"""The JSON Schema that editors read says what the check says."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from participation.templates.validation import json_schema
from tests.participation.examples import kinds, rems_murr, small


def as_file(template: Any) -> dict[str, Any]:
    """Return the template as an editor sees it."""
    data: dict[str, Any] = template.model_dump(mode="json", exclude_none=True)
    return data


def test_the_schema_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "template", [small(), kinds(), rems_murr()], ids=lambda template: template.key
)
def test_good_templates_fit_the_schema(template: Any) -> None:
    assert list(Draft202012Validator(json_schema()).iter_errors(as_file(template))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("smallest_group",), 4),
        (("holiday_region",), "XY"),
        (("colour",), "red"),
        (("topic_blocks", 0, "title"), {"de": "Nur deutsch"}),
        (("topic_blocks", 0, "title", "en"), "a" * 121),
        (("topic_blocks", 0, "prompts", 1, "kind"), "stars"),
        (("topic_blocks", 0, "prompts", 1, "points"), 12),
    ],
)
def test_mistakes_do_not_fit_the_schema(path: tuple[Any, ...], value: object) -> None:
    data: Any = as_file(small())
    target = data
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    assert not Draft202012Validator(json_schema()).is_valid(data)


def test_every_table_and_every_field_of_the_schema_explains_itself() -> None:
    schema = json_schema()
    tables = {"top": schema, **schema["$defs"]}
    for name, table in tables.items():
        assert table["title"], name
        assert table["description"], name
        for field, content in table["properties"].items():
            assert field in ("de", "en") or content.get("description"), f"{name}.{field}"


def test_prompts_are_told_apart_by_their_kind() -> None:
    prompts = json_schema()["$defs"]["TopicBlockTemplate"]["properties"]["prompts"]
    known = prompts["items"]["discriminator"]["mapping"]
    assert sorted(known) == [
        "date",
        "multiple_choice",
        "number",
        "ranking",
        "resistance",
        "scale",
        "single_choice",
        "statements",
        "text",
    ]
