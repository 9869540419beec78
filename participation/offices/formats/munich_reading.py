"""What the reading of a Munich export has in hand: services, offices, the rows being built, the account."""

from __future__ import annotations

from dataclasses import dataclass, field

from participation.offices.formats.account import Account
from participation.offices.formats.json_files import Entry
from participation.offices.formats.shipped import shipped_rows
from participation.offices.formats.tables import Rows

MUNICH = "091620000000"
CITY, INTERNAL, CITIZENS = "munich-city", "internal", "citizens-office"


@dataclass(slots=True)
class Munich:
    """The rows of our tables as far as they are made, and the account of what they are made from."""

    services: dict[str, Entry]
    offices: dict[str, Entry]
    rows: Rows
    account: Account = field(default_factory=Account)
    served: dict[str, dict[str, Entry]] = field(default_factory=dict)  # our service -> the offices that do it
    seen: set[tuple[str, ...]] = field(default_factory=set)  # rows that several services may bring

    def add(self, table: str, **row: object) -> None:
        """Add a row unless two services that are one of ours have already brought it."""
        key = (table, *(str(value) for name, value in row.items() if name != "reason"))
        if key not in self.seen:
            self.seen.add(key)
            self.rows.setdefault(table, []).append(row)


def office_unit(id_: str) -> str:
    return f"munich-office-{id_}"


def kind(office: Entry) -> str:
    """Return what sort of office it is, empty if unknown."""
    return _shipped(office)["kind"]


def topic(office: Entry) -> str:
    return _shipped(office)["topic"]


def door(office: Entry) -> tuple[str, ...]:
    """Return what people see: teams of one name at one address are behind one door."""
    return office.text("displayName"), office.text("street"), office.text("houseNumber")


def _shipped(office: Entry) -> dict[str, str]:
    name = office.text("displayName")
    return next((row for row in shipped_rows("munich_offices") if name.startswith(row["begins"])),
                {"kind": "", "topic": ""})  # fmt: skip
