"""An invented export in the shape of the Berlin service database, small enough to know by heart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Entries = list[dict[str, Any]]

AUTHORITIES: Entries = [
    {"id": "12671", "name": "Bezirksamt Mitte", "contact": {"webinfo": "http://example.com"}, "locations": []},
    {
        "id": "12673",
        "name": "Bezirksamt Pankow",
        "locations": [{"id": "102", "name": "B"}, {"id": "99", "name": "weg"}],
    },
    {"id": "12760", "name": "Landesamt", "contact": {"phone": "030 0", "webinfo": "https://landesamt.invalid/"}},
]


def _at(id_: str, name: str, office: str, authority: str | None, **more: Any) -> dict[str, Any]:
    address = {"street": "Weg ", "house_number": id_, "postal_code": "10115", "city": "Berlin"}
    return {"id": id_, "name": name, "office": office, "authority": {"id": authority}, "address": address, **more}


HOURS = {
    "monday": [{"from": "8:00", "to": "12:00"}, {"from": "13:00", "to": "15:30"}],
    "tuesday": [{"from": "nach Vereinbarung", "to": ""}],
}
LOCATIONS: Entries = [
    _at("101", "Bürgeramt Mitte", "buergeramt", "12671", services=[{"service": "120686"}, {"service": "77"}]),
    _at("102", "Bürgeramt Pankow", "buergeramt", "12673"),
    _at("103", "Standesamt Mitte", "standesamt", "12671", opening_times=HOURS, contact={"email": "a@example.org"}),
    _at("104", "Standesamt Pankow", "standesamt", None),
    _at("105", "Sozialdienst", "sozialamt", None),
    _at("106", "Ausländerbehörde", "auslandsamt", "12760"),
    _at("107", "Neu 1", "weitere", "12671") | {"address": dict.fromkeys(["street", "postal_code", "city"], False)},
]


def _service(id_: str, name: str, offices: str, authorities: str = "12671 12673", **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "name": name,
        "relation": {"root_topic": "324835"},
        "locations": [{"location": one} for one in offices.split()],
        "authorities": [{"id": one} for one in authorities.split()],
        **more,
    }


SERVICES: Entries = [
    _service("120686", "Anmeldung einer Wohnung", "101 102"),
    _service("318960", "Geburtsurkunde – Ausstellung", "103 104"),
    _service("305304", "Aufenthaltserlaubnis zur Aufnahme einer Beschäftigung", "106", "12760"),
    _service(
        "1",
        "Muster-Schein",
        "103",
        fees="12,50 Euro",
        leika="99000000000001",
        description="<p>Ein <b>Schein</b> für Muster.</p>",
        meta={"keywords": "Musterkarte, Probe"},
        requirements=[{"name": "Ein Muster"}, {"name": ""}],
    ),
    _service("2", "Ohne Amt", "", "12671 12760"),
    _service("3", "Zweierlei", "103 105 106 999", "12671 12760 888", relation={"root_topic": "4711"}),
]
TOPICS: Entries = [{"id": "324835", "name": "Meldewesen und Ordnung"}, {"id": "5", "name": "Unterpunkt"}]


def tiny_export(folder: Path, **changed: Entries | str | bytes) -> Path:
    """Write the export; *changed* replaces the entries, or the whole content, of `authority`, `services`, ..."""
    folder.mkdir(exist_ok=True)
    files: dict[str, Entries | str | bytes] = {
        "authority": AUTHORITIES, "locations": LOCATIONS, "services": SERVICES, "topic": TOPICS,
    } | changed  # fmt: skip
    for name, content in files.items():
        path = folder / f"dldb_{name}_de.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_text(json.dumps({"datacount": len(content), "data": content}), encoding="utf-8")
    return folder
