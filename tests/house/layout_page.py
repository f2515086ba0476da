"""docs/reference/json-layouts.md: what commands print as JSON, from the models that print it."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from bot.findings.opinion_layout import AnalyseLayout
from bot.findings.themes_layout import ThemesLayout
from tests.house.markdown import page, table

LAYOUTS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("themenblock analyse VOTES.csv --json", AnalyseLayout),
    ("themenblock themes TEXTS.csv --seeds SEEDS.toml --json", ThemesLayout),
)


def layouts() -> str:
    """Return the whole page."""
    parts: list[str] = []
    for command, layout in LAYOUTS:
        parts += [f"## `{command}`", *_parts(layout, [])]
    return page("JSON layouts", "What commands print with `--json`, for programs.", *parts)


def _parts(layout: type[BaseModel], seen: list[type[BaseModel]]) -> Iterator[str]:
    if layout in seen:
        return
    seen.append(layout)
    yield f"### {layout.__name__}\n\n{layout.__doc__}"
    rows = [
        (f"`{name}`", _named(field.annotation), field.description or "")
        for name, field in layout.model_fields.items()
    ]
    yield table(("field", "type", "meaning"), rows)
    for field in layout.model_fields.values():
        for inner in _models(field.annotation):
            yield from _parts(inner, seen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _named(annotation: Any) -> str:
    if get_origin(annotation) is list:
        return f"list of {_named(get_args(annotation)[0])}"
    if isinstance(annotation, UnionType):
        return " or ".join(_named(one) for one in get_args(annotation))
    if annotation is type(None):
        return "null"
    if inner := get_args(annotation):
        return " or ".join(f"`{one}`" for one in inner)
    return str(getattr(annotation, "__name__", annotation))
