"""The little Markdown that generated pages need."""

from collections.abc import Iterable, Sequence


def page(title: str, about: str, *parts: str) -> str:
    """Return a whole page that says how it came about."""
    note = "Made from the program by `make docs`; changes here are lost."
    return "\n\n".join([f"# {title}", about, f"<sub>{note}</sub>", *parts]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; bars and line breaks in cells are made harmless."""
    lines = [_row(header), _row(["---"] * len(header)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def code(text: object) -> str:
    """Return text as code, or nothing for nothing."""
    return f"`{text}`" if str(text) else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
