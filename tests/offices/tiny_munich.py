"""An invented export in the shape of Munich's, small enough to know by heart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Entries = list[dict[str, Any]]
KVR = "Kreisverwaltungsreferat"


def _office(id_: str, display: str, services: str, org: str | None = KVR, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "name": f"{display} (KVR-{id_})",
        "displayName": display,
        "orgUnit": org,
        "public": True,
        "street": "Musterweg",
        "houseNumber": "1",
        "postalCode": "80337",
        "slotTimeInMinutes": 5,
        "services": [{"service": one, "slots": 2, "duration": 10} for one in services.split()],
        **more,
    }


def _service(id_: str, name: str, offices: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "name": name,
        "leika": None,
        "durationMin": 10,
        "fees": None,
        "keywords": [],
        "forms": [],
        "locations": offices.split(),
        **more,
    }


OFFICES: Entries = [
    _office("1", "Bürgerbüro Nord", "1063475 20 77"),
    _office("2", "Bürgerbüro Süd", "1063475"),
    _office("3", "Bürgerbüro Süd", ""),
    _office("4", "Standesamt Mitte", "10", org=None, postalCode="D-8"),
    _office("5", "Teststandort", "10"),
]
SERVICES: Entries = [
    _service("1063475", "Wohnsitzanmeldung", "1 2 3", keywords=["Umzug"]),
    _service("10", "Namen ändern", "1 4 5 9", fees="12,50 Euro", leika="99000000000001, 99000000000002"),
    _service("20", "Ohne Amt", "", leika="1", forms=[{"name": "Antrag", "link": "https://example.org"}]),
    _service("10515039", "Testleistung", "5"),
]


def tiny_munich(path: Path, services: Entries | Any = SERVICES, offices: Entries | Any = OFFICES) -> Path:
    """Write the export."""
    path.write_text(json.dumps({"source": "invented", "services": services, "offices": offices}), encoding="utf-8")
    return path
