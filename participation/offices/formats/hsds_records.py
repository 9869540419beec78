"""Records of HSDS 3 (Open Referral): one flat list, in which ids say who belongs to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from participation.core.text import told
from participation.offices.formats.shipped import shipped_rows

#: A table by the keys under which its objects stand in JSON, and by the names of its CSV file.
NAMES = {
    "organization": "organizations", "service": "services", "location": "locations", "program": "programs",
    "service_at_locations": "service_at_location", "accessibilities": "accessibility", "fundings": "funding",
    "taxonomy_term": "taxonomy_terms", "taxonomy_detail": "taxonomies",
}  # fmt: skip


@dataclass(slots=True)
class Record:
    """One object: its fields as texts, and the ids of what it belongs to or points at."""

    table: str
    place: str
    id: str
    fields: dict[str, str] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return " ".join(self.fields.get(name, "").split())

    def put(self, name: str, said: str) -> None:
        """Set a field, or what it points at."""
        if name.endswith("_id") and name != "parent_organization_id":
            self.links.setdefault(name, set()).add(said.strip())
        else:
            self.fields[name] = said

    def all(self, name: str) -> list[str]:
        return sorted(self.links.get(name, ()))

    def one(self, name: str) -> str:
        return next(iter(self.all(name)), "")


@dataclass(slots=True)
class Pages:
    """What came of a list an interface gives page by page: of how many, and the numbers of those that are there."""

    file: str
    of: int
    there: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Flat:
    """The records of every table by their ids, and what was said of one of them twice in different ways."""

    problems: list[str]
    tables: dict[str, dict[str, Record]] = field(default_factory=dict)
    differing: list[str] = field(default_factory=list)
    pages: dict[str, Pages] = field(default_factory=dict)
    count: int = 0

    def of(self, table: str) -> list[Record]:
        return list(self.tables.get(table, {}).values())

    def put(self, record: Record) -> None:
        """Add a record; one that is there already (JSON repeats them) is completed."""
        known = self.tables.setdefault(record.table, {}).setdefault(record.id, record)
        if known is record:
            self.count += 1
            return
        for name, said in record.fields.items():
            if known.fields.setdefault(name, said) != said:
                self.differing.append(told(
                    "{place}, field {name}: is another at {other}; the first is kept",
                    place=record.place, name=name, other=known.place,
                ))  # fmt: skip
        for name, ids in record.links.items():
            known.links.setdefault(name, set()).update(ids)


@cache
def fields() -> dict[str, dict[str, dict[str, str]]]:
    """What HSDS 3 knows: table -> field -> whether it is required, and whether it has a place with us."""
    known: dict[str, dict[str, dict[str, str]]] = {}
    for row in shipped_rows("hsds_fields"):
        known.setdefault(row["table"], {})[row["field"]] = row
    return known


@cache
def objects() -> dict[str, str]:
    """Table -> what one of its objects is called."""
    return {row["table"]: row["object"] for row in shipped_rows("hsds_fields")}
