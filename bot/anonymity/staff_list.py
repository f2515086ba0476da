"""A list of staff, as an export of Entra or anything with the same columns."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ACCOUNT_COLUMNS = ("object_id", "objectid", "object id", "objekt-id", "oid", "id")
NAME_COLUMNS = ("userprincipalname", "mail", "email", "e-mail", "displayname", "name")
SHORTEST_NAME = 6
"""Shorter entries stand in any text by chance."""


class NotAStaffListError(Exception):
    """A file has no column with the accounts of people."""


@dataclass(frozen=True, slots=True)
class Employee:
    """One line: the account, and by what else a file would name the person."""

    account: str
    names: tuple[str, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """Everything that would name the person."""
        return (self.account, *self.names)


def read_staff_list(file: Path) -> tuple[Employee, ...]:
    """Return the people in a CSV file with a line of headings; separated by comma or semicolon.

    Raises NotAStaffListError, or OSError or UnicodeDecodeError for what cannot be read.
    """
    lines = file.read_text("utf-8-sig").splitlines()
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = list(csv.reader(lines, delimiter=separator))
    headings = [one.strip().lower() for one in rows[0]] if rows else []
    account = next((headings.index(one) for one in ACCOUNT_COLUMNS if one in headings), None)
    if account is None:
        raise NotAStaffListError
    named = [place for place, one in enumerate(headings) if one in NAME_COLUMNS]
    people = (_employee(row, account, named) for row in rows[1:])
    return tuple(one for one in people if one.account)


def _employee(row: list[str], account: int, named: Iterable[int]) -> Employee:
    cells = {place: cell.strip() for place, cell in enumerate(row)}
    names = (cells.get(place, "") for place in named)
    return Employee(
        account=cells.get(account, "").lower(),
        names=tuple(name for name in names if len(name) >= SHORTEST_NAME),
    )
