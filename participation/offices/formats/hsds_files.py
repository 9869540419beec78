"""Files of HSDS 3 (Open Referral), JSON or CSV, as one flat list of records: who belongs to whom is said by ids."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from participation.core.text import told
from participation.offices.formats.json_files import load, storable
from participation.offices.formats.packed import LARGEST, read_table
from participation.offices.formats.shipped import shipped_rows

MOST = 300_000  # records
#: A table by the keys under which its objects stand in JSON, and by the names of its CSV file.
NAMES = {
    "organization": "organizations", "service": "services", "location": "locations", "program": "programs",
    "service_at_locations": "service_at_location", "accessibilities": "accessibility", "fundings": "funding",
    "taxonomy_term": "taxonomy_terms", "taxonomy_detail": "taxonomies",
}  # fmt: skip
_ONE = {"taxonomy_detail": "taxonomy_id"}  # the field that stands for an object, where it is not its name and _id


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

    def all(self, name: str) -> list[str]:
        return sorted(self.links.get(name, ()))

    def one(self, name: str) -> str:
        return next(iter(self.all(name)), "")


@dataclass(slots=True)
class Flat:
    """The records of every table by their ids, and what was said of one of them twice in different ways."""

    problems: list[str]
    tables: dict[str, dict[str, Record]] = field(default_factory=dict)
    differing: list[str] = field(default_factory=list)
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


def read(path: Path, problems: list[str]) -> Flat:
    """Return the records of a JSON file, or of a folder of JSON and CSV files."""
    flat = Flat(problems)
    if not path.exists():
        problems.append(told("{file}: is not there", file=path.name))
        return flat
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        if file.suffix == ".csv" and path.is_dir():
            _csv(file, flat)
        elif file.suffix == ".json" or not path.is_dir():
            _json(file, flat)
    if not flat.count and not problems:
        problems.append(
            told("{file}: there is nothing of HSDS 3 in it (services.json, or services.csv and others)", file=path.name)
        )
    if flat.count > MOST:
        problems.append(
            told("{file}: more than {most} objects; split the data into regions", file=path.name, most=MOST)
        )
    return flat


def _csv(file: Path, flat: Flat) -> None:
    table = NAMES.get(file.stem, file.stem)
    if table not in fields():
        flat.problems.append(told(
            "{file}: no such table in HSDS 3; known are {fields}", file=file.name, fields=", ".join(sorted(fields())),
        ))  # fmt: skip
        return
    text = read_table(file, flat.problems)
    if text is None:
        return
    csv.field_size_limit(LARGEST)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        if "id" not in header or len(set(header)) != len(header):
            flat.problems.append(
                told("{file}, row 1: the columns need an id, and each of them a name of its own", file=file.name)
            )
            return
        for cells in lines:
            _line(table, told("{file}, row {row}", file=file.name, row=str(lines.line_num)), header, cells, flat)
    except csv.Error:
        flat.problems.append(told(
            "{file}, row {row}: cannot be read; check the quotes",
            file=file.name, row=str(lines.line_num),
        ))  # fmt: skip


def _line(table: str, place: str, header: list[str], cells: list[str], flat: Flat) -> None:
    if not any(cells):
        return
    if len(cells) != len(header):
        flat.problems.append(
            told("{place}: {n} fields instead of {wanted}", place=place, n=len(cells), wanted=len(header))
        )
        return
    said = {name: cell for name, cell in zip(header, cells, strict=True) if cell.strip()}
    id_ = said.pop("id", "").strip()
    if not id_ or id_ in flat.tables.get(table, {}):
        flat.problems.append(
            told("{place}, field id: is there twice", place=place)
            if id_
            else told("{place}, field id: must not be empty", place=place)
        )
        return
    record = Record(table, place, id_)
    for name, cell in said.items():
        _set(record, name, cell)
    flat.put(record)


def _set(record: Record, name: str, said: str) -> None:
    if name.endswith("_id") and name != "parent_organization_id":
        record.links.setdefault(name, set()).add(said.strip())
    else:
        record.fields[name] = said


def _json(file: Path, flat: Flat) -> None:
    content = load(file, flat.problems)
    for number, (table, one) in enumerate(_roots(content), start=1):
        if isinstance(one, dict):
            _object(
                table or _kind(one), one, told("{file}, entry {number}", file=file.name, number=str(number)), {}, flat
            )
        else:
            flat.problems.append(told("{file}, entry {number}: must be an object", file=file.name, number=str(number)))


def _roots(content: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a file is of: one object, a list, a page of an interface, or lists by their names."""
    if isinstance(content, list):
        for one in content:
            yield "", one
    elif isinstance(content, dict) and "id" not in content:
        for name, several in content.items():
            stem = name.removesuffix(".csv")  # the specification's own example of tables, as JSON
            table = "" if name == "contents" else NAMES.get(stem, stem)
            if isinstance(several, list) and (not table or table in fields()):
                for one in several:
                    yield table, one
    elif isinstance(content, dict):
        yield "", content


def _kind(one: dict[str, Any]) -> str:
    if "service" in one or ("location" in one and "organization" not in one):
        return "service_at_location"
    if "location_type" in one:
        return "locations"
    return "services" if {"organization", "status", "service_at_locations"} & one.keys() else "organizations"


def _object(table: str, one: dict[str, Any], place: str, links: dict[str, set[str]], flat: Flat) -> str:
    """Add an object with all that is in it; return its id."""
    id_ = one.get("id")
    if not isinstance(id_, str) or not id_.strip() or not storable(id_):
        flat.problems.append(told("{place}, {object}, field id: must be a text", place=place, object=objects()[table]))
        return ""
    id_ = id_.strip()
    record = Record(table, place, id_, links=links)
    for name, said in one.items():
        inner = NAMES.get(name, name)
        if isinstance(said, dict) and inner in fields():
            found = _object(inner, said, place, {}, flat)
            record.links.setdefault(_ONE.get(name, f"{name}_id"), set()).add(found)
        elif isinstance(said, list) and inner in fields() and all(isinstance(child, dict) for child in said):
            for child in said:
                _object(inner, child, place, _above(inner, objects()[table], id_), flat)
        elif name != "id" and said not in (None, "", [], {}):
            _plain(record, name, said, flat)
    flat.put(record)
    return id_


def _above(inner: str, object_: str, id_: str) -> dict[str, set[str]]:
    name = {"attributes": "link_id", "metadata": "resource_id"}.get(inner, f"{object_}_id")
    return {name: {id_}}


def _plain(record: Record, name: str, said: Any, flat: Flat) -> None:
    match said:
        case str() if storable(said) and storable(name):
            _set(record, name, said)
        case bool():
            _set(record, name, "yes" if said else "no")
        case int() | float():
            _set(record, name, str(said))
        case _:
            flat.problems.append(told(
                "{place}, {object}, field {name}: must be a text",
                place=record.place, object=objects()[record.table], name=repr(name[:40]),
            ))  # fmt: skip
