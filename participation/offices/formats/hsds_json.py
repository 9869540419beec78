"""JSON of HSDS 3: objects within objects, in any of the shapes in which they are published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from participation.core.text import told
from participation.offices.formats.hsds_records import NAMES, Flat, Pages, Record, fields, objects
from participation.offices.formats.json_files import load, storable

_ONE = {"taxonomy_detail": "taxonomy_id"}  # the field that stands for an object, where it is not its name and _id


def read(file: Path, flat: Flat) -> None:
    """Add what a file holds."""
    content = load(file, flat.problems)
    if isinstance(content, dict) and "id" not in content:
        _strange(file.name, content, flat)
        _page(file.name, content, flat)
    for number, (table, one) in enumerate(_roots(content), start=1):
        if isinstance(one, dict):
            _object(
                table or _kind(one), one, told("{file}, entry {number}", file=file.name, number=str(number)), {}, flat
            )
        else:
            flat.problems.append(told("{file}, entry {number}: must be an object", file=file.name, number=str(number)))


def all_pages(flat: Flat) -> None:
    """Lists of which not every page is there would come in short."""
    for one in flat.pages.values():
        if missing := [str(number) for number in range(1, one.of + 1) if number not in one.there]:
            flat.problems.append(told(
                "{file}: is a page of {n}; put all of them into one folder (lacking: {missing})",
                file=one.file, n=one.of, missing=", ".join(missing[:10]),
            ))  # fmt: skip


def _roots(content: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a file is of: one object, a list, a page of an interface, or lists by their names."""
    if isinstance(content, list):
        for one in content:
            yield "", one
    elif isinstance(content, dict) and "id" not in content:
        for name, several in content.items():
            table = _table(name)
            if table is not None and isinstance(several, list):
                for one in several:
                    yield table, one
    elif isinstance(content, dict):
        yield "", content


def _table(name: str) -> str | None:
    """The table of a list: empty where its objects say it themselves, None where there is no such table."""
    stem = name.removesuffix(".csv")  # the specification's own example of tables, as JSON
    table = "" if name == "contents" else NAMES.get(stem, stem)
    return table if not table or table in fields() else None


def _strange(file: str, content: dict[str, Any], flat: Flat) -> None:
    """What stands there under a name we do not know, or not as a list, is not passed over."""
    for name, several in content.items():
        if _table(name) is None and isinstance(several, list) and several:
            flat.problems.append(told(
                "{file}, field {name}: no such table in HSDS 3; known are {fields}",
                file=file, name=repr(name[:40]), fields=", ".join(sorted(fields())),
            ))  # fmt: skip
        elif _table(name) is not None and not isinstance(several, list) and several:
            flat.problems.append(told("{file}, field {name}: must be a list", file=file, name=repr(name[:40])))


def _page(file: str, content: dict[str, Any], flat: Flat) -> None:
    """Note which page of how many it is, where it says so."""
    several, of, number = content.get("contents"), content.get("total_pages"), content.get("page_number", 1)
    if isinstance(several, list) and several and isinstance(several[0], dict) and type(of) is int and of > 1:
        pages = flat.pages.setdefault(_kind(several[0]), Pages(file, of))
        pages.of = max(pages.of, of)
        pages.there |= {number} if type(number) is int else set()


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
            record.put(name, said)
        case bool():
            record.put(name, "yes" if said else "no")
        case int() | float():
            record.put(name, str(said))
        case _:
            flat.problems.append(told(
                "{place}, {object}, field {name}: must be a text",
                place=record.place, object=objects()[record.table], name=repr(name[:40]),
            ))  # fmt: skip
