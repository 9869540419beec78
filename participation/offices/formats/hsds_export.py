"""Records of HSDS 3 as files: CSV tables, or JSON with each service and all that belongs to it."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from typing import Any

from participation.offices.formats.hsds_records import fields, objects
from participation.offices.formats.hsds_write import Cells, Records, records
from participation.offices.formats.tables import Rows

#: What stands within an object in JSON: the key, the table, and the field by which it points at the object.
_WITHIN = {
    "organizations": (("phones", "phones", "organization_id"), ("locations", "locations", "organization_id")),
    "locations": (
        ("addresses", "addresses", "location_id"), ("phones", "phones", "location_id"),
        ("languages", "languages", "location_id"), ("accessibility", "accessibility", "location_id"),
        ("schedules", "schedules", "location_id"),
    ),
    "services": (
        ("service_at_locations", "service_at_location", "service_id"),
        ("required_documents", "required_documents", "service_id"), ("cost_options", "cost_options", "service_id"),
        ("service_areas", "service_areas", "service_id"),
    ),
}  # fmt: skip
_NUMBERS = {"amount", "interval"}


def as_csv(rows: Rows) -> dict[str, bytes]:
    """Return every table of the specification that has records, by the name of its file."""
    files = {}
    for table, found in records(rows).items():
        header = [name for name in fields()[table] if any(name in one for one in found)]
        out = io.StringIO()
        writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
        files[f"{table}.csv"] = out.getvalue().encode()
    return files


def as_json(rows: Rows) -> dict[str, bytes]:
    """Return the services, each with organisation and locations, and all organisations with their locations."""
    found = records(rows)
    nested = _Nested(found)
    return {
        f"{table}.json": json.dumps(
            [nested.whole(table, one) for one in found.get(table, [])], ensure_ascii=False, indent=1
        ).encode()
        for table in ("organizations", "services")
    }


class _Nested:
    """Puts into each object what belongs to it."""

    def __init__(self, found: Records) -> None:
        self._by_id = {table: {one["id"]: one for one in several} for table, several in found.items()}
        self._by_link: dict[tuple[str, str, str], list[Cells]] = defaultdict(list)
        for table, several in found.items():
            for one in several:
                for name, said in one.items():
                    if name.endswith("_id") and name != "parent_organization_id":
                        self._by_link[table, name, said].append(one)

    def whole(self, table: str, one: Cells, *, inner: bool = True) -> dict[str, Any]:
        """Return an object; *inner*: with the locations of an organisation."""
        made: dict[str, Any] = {
            name: _number(said) if name in _NUMBERS else said
            for name, said in one.items()
            if not name.endswith("_id") or name == "parent_organization_id"
        }
        if table == "services":
            made["organization"] = self.whole("organizations", self._by_id["organizations"][one["organization_id"]],
                                              inner=False)  # fmt: skip
        if table == "service_at_location":
            made["location"] = self.whole("locations", self._by_id["locations"][one["location_id"]])
        for key, within, link in _WITHIN.get(table, ()):
            if (key != "locations" or inner) and (several := self._by_link.get((within, link, one["id"]))):
                made[key] = [self.whole(within, child) for child in several]
        if own := [
            attribute
            for attribute in self._by_link.get(("attributes", "link_id", one["id"]), [])
            if attribute["link_entity"] == objects()[table]
        ]:
            made["attributes"] = [self._attribute(attribute) for attribute in own]
        return made

    def _attribute(self, one: Cells) -> dict[str, Any]:
        term = self._by_id["taxonomy_terms"][one["taxonomy_term_id"]]
        detail = self._by_id["taxonomies"][term["taxonomy_id"]]
        plain = {name: said for name, said in one.items() if not name.endswith("_id")}
        return plain | {"taxonomy_term": {**{n: s for n, s in term.items() if n != "taxonomy_id"},
                                          "taxonomy_detail": detail}}  # fmt: skip


def _number(said: str) -> int | float:
    return float(said) if "." in said else int(said)
