"""What is kept, as the tables themselves say it: for papers about the program."""

from dataclasses import dataclass

from storage.tables import metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptColumn:
    """One column: why it exists, whether it is personal, and how long it is kept."""

    name: str
    why: str
    personal: str
    kept: str


def inventory() -> dict[str, tuple[KeptColumn, ...]]:
    """Return every table by name, with all its columns."""
    return {
        table.name: tuple(
            KeptColumn(
                name=column.name,
                why=column.info["why"],
                personal=column.info["personal"],
                kept=column.info["kept"],
            )
            for column in table.columns
        )
        for table in metadata.sorted_tables
    }
