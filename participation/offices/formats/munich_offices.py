"""Offices of a Munich export: the city above, its departments, and the offices people go to below."""

from __future__ import annotations

import re

from participation.core.text import beside, told
from participation.offices.formats.json_files import Entry
from participation.offices.formats.munich_reading import CITY, INTERNAL, Munich, kind, office_unit
from participation.offices.formats.shipped import shipped_rows

_NOTHING = dict.fromkeys(
    ("street", "postcode", "city", "phone", "email", "website", "languages", "wheelchair", "note"), ""
)


def add_all(reading: Munich) -> None:
    """Add the city, the departments and every office that is not for the city's own staff only."""
    reading.add(
        "units", id=CITY, parent=None, name="Landeshauptstadt München", level="municipality", kind="town-hall",
        front="front", **_NOTHING | {"phone": "115"},
    )  # fmt: skip
    for row in shipped_rows("munich_departments"):
        reading.add(
            "units", id=f"munich-{row['id']}", parent=CITY, name=row["name"], level="department", kind="department",
            front="back", **_NOTHING,
        )  # fmt: skip
    for id_, office in reading.offices.items():
        _add(id_, office, reading)


def _add(id_: str, office: Entry, reading: Munich) -> None:
    name, doubts = office.text("name", needed=True), list[str]()
    if kind(office) == INTERNAL:
        return reading.account.put(
            "office", skipped=told("{id} {name}: is for the city's own staff", id=id_, name=name)
        )
    if not kind(office):
        doubts.append(
            told("its kind of office is unknown ({kind}); taken as any office", kind=repr(office.text("displayName")))
        )
    street, postcode = office.text("street"), office.text("postalCode")
    if not street:
        doubts.append(told("no address"))
    if postcode and not re.fullmatch(r"\d{5}", postcode):
        doubts.append(told("its postcode is {postcode}; left out", postcode=repr(postcode)))
        postcode = ""
    reading.add(
        "units", id=office_unit(id_), parent=_department(office, doubts), name=name, level="section",
        kind=kind(office) or "office", front="front",
        **_NOTHING | {"street": f"{street} {office.text('houseNumber')}".strip() if street else "",
                      "postcode": postcode, "city": "München" if street else ""},
    )  # fmt: skip
    return reading.account.put(
        "office", conflict=told("{id} {name}: {doubts}", id=id_, name=name, doubts=beside(doubts)) if doubts else ""
    )


def _department(office: Entry, doubts: list[str]) -> str:
    said = office.text("orgUnit")
    found = next((row["id"] for row in shipped_rows("munich_departments") if row["name"] == said), None)
    if found is None:
        doubts.append(
            told("its department {department} is unknown; put under the city", department=repr(said))
            if said
            else told("its department is not said; put under the city")
        )
    return f"munich-{found}" if found else CITY
