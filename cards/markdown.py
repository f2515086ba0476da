"""What a card says, as Markdown: for records that outlive Teams."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from microsoft_teams.cards import CardElement

SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
HEADINGS = {"Large": "##", "Medium": "###"}

Node = Mapping[str, Any]


def markdown(elements: Sequence[CardElement]) -> str:
    """Return elements as Markdown, in reading order; buttons and inputs are left out."""
    nodes = [one.model_dump(mode="json", exclude_none=True) for one in elements]
    return "\n\n".join(part for node in nodes for part in _parts(node) if part)


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it stands, each line of it on its own."""
    lines = (SPECIAL.sub(r"\\\1", line) for line in text.splitlines())
    return "  \n".join(lines)


def _parts(node: Node) -> Iterator[str]:
    match node["type"]:
        case "TextBlock":
            yield _text_block(node)
        case "RichTextBlock":
            yield escaped(_inlines(node))
        case "FactSet":
            yield "\n".join(
                f"- **{escaped(one['title'])}**: {escaped(one['value'])}" for one in node["facts"]
            )
        case "Table":
            yield _table(node)
        case "ColumnSet":
            yield from _columns(node)
        case "Container" | "Column":
            yield from _all(node["items"])


def _all(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield from _parts(node)


def _text_block(node: Node) -> str:
    text = escaped(node["text"])
    if node.get("style") == "heading":
        return f"{HEADINGS.get(node.get('size', ''), '####')} {text}"
    return f"**{text}**" if node.get("weight") == "Bolder" else text


def _inlines(node: Node) -> str:
    return "".join(one if isinstance(one, str) else one["text"] for one in node["inlines"])


def _columns(node: Node) -> Iterator[str]:
    columns = [list(_all(column["items"])) for column in node["columns"]]
    # A list has its dots in a column of their own.
    if len(columns) == 2 and columns[0] == ["•"]:
        yield f"- {'  '.join(columns[1])}"
    else:
        yield from (part for column in columns for part in column)


def _table(node: Node) -> str:
    rows = [[" ".join(_all(cell["items"])) for cell in row["cells"]] for row in node["rows"]]
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])
