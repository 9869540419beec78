"""What the reading of a Berlin export has in hand: its four files, the rows being built, the account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from participation.offices.formats.account import Account
from participation.offices.formats.json_files import Entry
from participation.offices.formats.tables import Rows

BERLIN, CITY = "110000000000", "11000000"  # the Land, for what holds everywhere, and the town people live in
Watch = Callable[[str, int, int], None]  # what is being done, how many of how many


@dataclass(frozen=True, slots=True)
class Export:
    """The four files of an export, by the id of each entry."""

    authorities: dict[str, Entry]
    locations: dict[str, Entry]
    services: dict[str, Entry]
    topics: dict[str, Entry]


@dataclass(slots=True)
class Reading:
    """The rows of our tables as far as they are made, and the account of what they are made from."""

    export: Export
    rows: Rows
    account: Account = field(default_factory=Account)
    authority_of: dict[str, str] = field(default_factory=dict)  # location -> authority, where it is known
    seen: set[tuple[str, ...]] = field(default_factory=set)  # rows that several services may bring

    def add(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)


def authority_unit(id_: str) -> str:
    return f"berlin-authority-{id_}"


def office_unit(id_: str) -> str:
    return f"berlin-office-{id_}"
