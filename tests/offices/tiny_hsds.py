"""An invented directory in HSDS 3, as tables and as JSON, small enough to know by heart."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

Tables = dict[str, list[dict[str, str]]]

TABLES: Tables = {
    "organizations": [
        {"id": "verein", "name": "Verein", "description": "Wir helfen", "email": "a@example.org",
         "website": "https://verein.example", "year_incorporated": "2011"},
        {"id": "Haus/2", "name": "Haus", "description": "Haus", "parent_organization_id": "verein"},
    ],
    "locations": [
        {"id": "ort", "location_type": "physical", "organization_id": "verein", "name": "Treff", "latitude": "51.5"},
        {"id": "fern", "location_type": "virtual", "organization_id": "weg"},
    ],
    "services": [
        {"id": "rat", "organization_id": "verein", "name": "Rat", "alternate_name": "Beratung", "status": "active",
         "description": "Wir raten.", "fees_description": "je Stunde", "minimum_age": "12"},
        {"id": "zu", "organization_id": "verein", "name": "Zu", "status": "defunct"},
        {"id": "ohne", "organization_id": "Haus/2", "name": "Ohne Ort", "status": "active"},
    ],
    "service_at_location": [
        {"id": "r1", "service_id": "rat", "location_id": "ort"},
        {"id": "r2", "service_id": "rat", "location_id": "weg"},
        {"id": "r3", "service_id": "zu", "location_id": "ort"},
    ],
    "addresses": [
        {"id": "p", "location_id": "ort", "address_1": "Postfach 1", "city": "Dorf", "state_province": "NW",
         "postal_code": "01067", "country": "DE", "address_type": "postal"},
        {"id": "a", "location_id": "ort", "address_1": "Weg 1", "address_2": "Hof", "city": "Dorf",
         "state_province": "Nordrhein-Westfalen", "postal_code": "01067", "country": "DE",
         "address_type": "physical"},
    ],
    "phones": [
        {"id": "t1", "location_id": "ort", "number": "0123"},
        {"id": "t2", "location_id": "ort", "number": "0456"},
    ],
    "languages": [
        {"id": "l1", "location_id": "ort", "code": "ar", "name": "Arabic"},
        {"id": "l2", "service_id": "rat", "code": "tr"},
    ],
    "accessibility": [{"id": "z", "location_id": "ort", "description": "Aufzug im Hof"}],
    "schedules": [
        {"id": "s1", "location_id": "ort", "freq": "WEEKLY", "interval": "1", "byday": "MO,TH",
         "opens_at": "09:00:00Z", "closes_at": "12:30", "valid_from": "2026-01-01"},
        {"id": "s2", "location_id": "ort", "freq": "MONTHLY", "byday": "2MO", "opens_at": "14:00",
         "closes_at": "15:00"},
        {"id": "s3", "service_id": "rat", "freq": "WEEKLY", "byday": "FR", "opens_at": "14:00", "closes_at": "15:00"},
        {"id": "s4", "location_id": "ort", "freq": "WEEKLY", "byday": "FR", "opens_at": "nachmittags",
         "closes_at": "15:00"},
        {"id": "s5", "location_id": "ort", "freq": "DAILY", "valid_from": "2026-12-24", "valid_to": "2026-12-31",
         "description": "Closed: Ferien"},
    ],
    "cost_options": [{"id": "c", "service_id": "rat", "currency": "eur", "amount": "7.5"}],
    "required_documents": [{"id": "d", "service_id": "rat", "document": "Ausweis"}],
    "service_areas": [
        {"id": "g1", "service_id": "rat", "name": "Dorfstadt", "extent": "05999004", "extent_type": "text"},
        {"id": "g2", "service_id": "ohne", "name": "überall hier"},
    ],
    "contacts": [{"id": "k", "organization_id": "verein", "name": "Frau Muster"}],
}  # fmt: skip


def tiny_tables(folder: Path, tables: Tables = TABLES) -> Path:
    """Write the directory as a folder of tables."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        header = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def tiny_json(path: Path) -> Path:
    """Write the same directory as JSON: a page of services, what belongs to each within it."""

    def own(table: str, link: str, id_: str) -> list[dict[str, Any]]:
        return [
            {name: said for name, said in row.items() if not name.endswith("_id") or name == "parent_organization_id"}
            for row in TABLES[table]
            if row.get(link) == id_
        ]

    def one(table: str, id_: str) -> dict[str, Any] | None:
        return next(iter(own(table, "id", id_)), None)

    within = ("addresses", "phones", "languages", "accessibility", "schedules")
    place = {**(one("locations", "ort") or {}), **{name: own(name, "location_id", "ort") for name in within}}
    place["latitude"] = 51.5
    home = {**(one("organizations", "verein") or {}), "year_incorporated": 2011,
            "locations": [place, one("locations", "fern")], "contacts": own("contacts", "organization_id", "verein")}  # fmt: skip
    services = []
    for row in TABLES["services"]:
        made: dict[str, Any] = one("services", row["id"]) or {}
        for name in ("languages", "schedules", "cost_options", "required_documents", "service_areas"):
            made[name] = own(name, "service_id", row["id"])
        made["organization"] = home if row["organization_id"] == "verein" else one("organizations", "Haus/2")
        made["service_at_locations"] = [
            {"id": at["id"], "location": one("locations", at["location_id"])}
            for at in TABLES["service_at_location"]
            if at["service_id"] == row["id"] and at["location_id"] != "weg"
        ]
        services.append(made)
    path.write_text(json.dumps({"total_items": 3, "contents": services}), encoding="utf-8")
    return path
