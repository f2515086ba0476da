"""What attacks tell: what was tried, how often, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AttackName = Literal[
    "staff_in_answers",
    "staff_in_files",
    "keys",
    "ballots",
    "rows_left",
    "row_traces",
    "order",
    "columns",
    "join",
    "narrowing",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Something that gives people away; its words stand under `verify.finds.<name>`."""

    name: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One attack, on one block (or on everything, if `block_key` is empty).

    `tried` counts what it tried: files, rows, people, withheld counts. `not_tried` names the reason
    if it could not be tried; its words stand under `verify.not_tried`. `facts` are figures that the
    report tells beside a clean result.
    """

    name: AttackName
    block_key: str = ""
    tried: int = 0
    finds: tuple[Find, ...] = ()
    not_tried: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def state(self) -> Literal["clean", "found", "not_tried"]:
        """How it ended."""
        if self.finds:
            return "found"
        return "not_tried" if self.not_tried else "clean"
