"""Our tables as records of HSDS 3; what it has no field for is said by attributes of our own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from participation.offices.formats.hsds_reading import LOTSE
from participation.offices.formats.hsds_services import DOCUMENT, OURS
from participation.offices.formats.hsds_units import CLOSED, DAYS, OTHER
from participation.offices.formats.tables import Rows, as_cells

Cells = dict[str, str]
Records = dict[str, list[Cells]]

_TERM = {"id": LOTSE, "name": "Lotse", "description": "What the office tables of Lotse say beyond HSDS",
         "taxonomy_id": LOTSE}  # fmt: skip
_TAXONOMY = {"id": LOTSE, "name": "Lotse", "description": "The office tables of Lotse"}


def records(rows: Rows) -> Records:
    """Return the records of every table that has some."""
    cells = {table: _cells(table, found) for table, found in rows.items()}
    region = next(iter(cells.get("region", [])), {"land": "", "language": "de"})
    made: Records = {"meta_table_descriptions": [{"id": LOTSE, "name": "Lotse", "language": region["language"]}]}
    rules = [row for row in cells.get("responsibilities", []) if row["role"] != "back"]
    served = {row["unit"] for row in rules} | {row["unit"] for row in cells.get("opening", [])}
    for unit in cells.get("units", []):
        _unit(unit, region, made, located=bool(unit["street"]) or unit["id"] in served)
    for row in cells.get("opening", []):
        _opening(row, made)
    for row in cells.get("closures", []):
        _closure(row, made)
    _services(cells, rules, region["language"], made)
    _rules(rules, {area["key"]: area["name"] for area in cells.get("areas", [])}, made)
    if made.get("attributes"):
        made |= {"taxonomy_terms": [_TERM], "taxonomies": [_TAXONOMY]}
    return made


def _cells(table: str, rows: list[dict[str, Any]]) -> list[Cells]:
    header, *lines = as_cells(table, rows)
    return [dict(zip(header, line, strict=True)) for line in lines]


def _add(made: Records, table: str, **fields: str) -> None:
    made.setdefault(table, []).append({name: said for name, said in fields.items() if said})


def _attributes(made: Records, object_: str, id_: str, fields: Cells) -> None:
    for name, said in fields.items():
        if said:
            _add(made, "attributes", id=_id(object_, id_, name), link_id=id_, taxonomy_term_id=LOTSE, link_type=name,
                 link_entity=object_, value=said)  # fmt: skip


def _id(*parts: str) -> str:
    """Return an id that is the same for the same thing."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def _unit(unit: Cells, region: Cells, made: Records, *, located: bool) -> None:
    id_ = unit["id"]
    _add(made, "organizations", id=id_, name=unit["name"], description=unit["note"] or unit["name"],
         email=unit["email"], website=unit["website"], parent_organization_id=unit["parent"])  # fmt: skip
    _attributes(made, "organization", id_, {name: unit[name] for name in ("level", "kind", "front")})
    at = {"location_id": id_} if located else {"organization_id": id_}
    if located:
        _add(made, "locations", id=id_, location_type="physical", organization_id=id_, name=unit["name"])
        for code in unit["languages"].split():
            _add(made, "languages", id=f"{id_}-{code}", location_id=id_, code=code)
        if unit["wheelchair"]:
            _add(made, "accessibility", id=id_, location_id=id_, description=f"Wheelchair: {unit['wheelchair']}")
    if unit["phone"]:
        _add(made, "phones", id=id_, **at, number=unit["phone"])
    if unit["street"]:
        made.setdefault("addresses", []).append(
            {"id": id_, "location_id": id_, "address_1": unit["street"], "city": unit["city"],
             "state_province": region["land"], "postal_code": unit["postcode"], "country": "DE",
             "address_type": "physical"}
        )  # fmt: skip


def _opening(row: Cells, made: Records) -> None:
    id_ = _id("opening", *row.values())
    _add(made, "schedules", id=id_, location_id=row["unit"], valid_from=row["valid_from"], valid_to=row["valid_until"],
         freq="WEEKLY", interval="1", byday=DAYS[int(row["weekday"]) - 1], opens_at=row["opens"],
         closes_at=row["closes"], attending_type="by appointment" if row["by_appointment"] == "yes" else "")  # fmt: skip
    _attributes(made, "schedule", id_, {name: row[name] for name in ("slot_minutes", "counters")})


def _closure(row: Cells, made: Records) -> None:
    reason = f"{OTHER if row['opens'] else CLOSED}{row['reason']}"
    if any(one["id"] == row["unit"] for one in made.get("locations", [])):
        _add(made, "schedules", id=_id("closure", *row.values()), location_id=row["unit"], valid_from=row["first"],
             valid_to=row["last"], freq="DAILY", interval="1", description=reason, opens_at=row["opens"],
             closes_at=row["closes"])  # fmt: skip


def _services(cells: dict[str, list[Cells]], rules: list[Cells], language: str, made: Records) -> None:
    texts = _texts(cells.get("service_texts", []), ("service", "field"), language)
    words = _texts(cells.get("document_texts", []), ("document",), language)
    offices = {row["service"]: row["unit"] for row in reversed(rules)}
    for row in cells.get("services", []):
        slug = row["slug"]
        if slug not in offices:
            continue
        _add(made, "services", id=slug, organization_id=offices[slug], name=texts.get((slug, "name"), slug),
             description=texts.get((slug, "about"), ""), status="active",
             fees_description=texts.get((slug, "fee"), ""))  # fmt: skip
        _attributes(made, "service", slug, {name: row[name] for name in ("topic", "leika", "minutes", "urgent")})
        if row["fee"]:
            _add(made, "cost_options", id=slug, service_id=slug, currency="EUR", amount=row["fee"])
    for row in cells.get("documents", []):
        if row["service"] in offices:
            id_ = _id("document", row["service"], row["document"])
            _add(made, "required_documents", id=id_, service_id=row["service"],
                 document=words.get((row["document"],), row["document"]),
                 uri=f"{DOCUMENT}{row['document']}")  # fmt: skip
            _attributes(made, "required_document", id_, {name: row[name] for name in ("per_person", "when")})


def _texts(rows: list[Cells], keys: tuple[str, ...], language: str) -> dict[tuple[str, ...], str]:
    """Return the text of each thing in the language of the region, else in German, else in any."""
    ranked = sorted(rows, key=lambda row: (row["language"] == language, row["language"] == "de"))
    return {tuple(row[name] for name in keys): row["text"] for row in ranked}


def _rules(rules: list[Cells], names: dict[str, str], made: Records) -> None:
    known = {one["id"] for one in made.get("services", [])}
    for row in rules:
        if row["service"] not in known:
            continue
        id_ = _id("rule", *(row[name] for name in ("service", "unit", *OURS)))
        _add(made, "service_at_location", id=id_, service_id=row["service"], location_id=row["unit"])
        _attributes(made, "service_at_location", id_, {name: row[name] for name in OURS})
    for service, area in _areas(rules):
        if service in known and area in names:
            _add(made, "service_areas", id=_id("area", service, area), service_id=service, name=names[area],
                 extent=area, extent_type="text")  # fmt: skip


def _areas(rules: list[Cells]) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys((row["service"], row["area"]) for row in rules)
