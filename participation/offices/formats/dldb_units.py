"""Authorities and locations of a Berlin export as units: authorities above, the offices people go to below."""

from __future__ import annotations

import re
from datetime import time

from participation.core.text import beside, told
from participation.offices.formats.dldb_reading import Reading, authority_unit, office_unit
from participation.offices.formats.json_files import Entry
from participation.offices.formats.shipped import shipped_rows

KINDS = {
    "auslandsamt": "foreigners-office",
    "buergeramt": "citizens-office",
    "finanzamt": "tax-office",
    "gesundheitsamt": "health-office",
    "jugendamt": "youth-office",
    "kfz-zulassungsstelle": "vehicle-office",
    "ordnungsamt": "public-order-office",
    "sozialamt": "social-welfare-office",
    "standesamt": "registry-office",
    "weitere": "office",
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def add_all(reading: Reading) -> None:
    """Add every authority and every location that can be gone to."""
    services = reading.export.services.values()
    named = {one.text("location") for service in services for one in service.entries("locations")}
    alone = {one.text("id") for service in services if not service.entries("locations")
             for one in service.entries("authorities")}  # fmt: skip
    for id_, authority in reading.export.authorities.items():
        _add_authority(id_, authority, reading, front=id_ in alone)
        reading.account.put("authority")
    for id_, location in reading.export.locations.items():
        _add_location(id_, location, reading, wanted=id_ in named)
    _account_for_lists(reading)


def district(authority: str) -> str | None:
    """Return the area of a district's authority, None for all others: they work for the whole city."""
    return next((row["area"] for row in shipped_rows("dldb_districts") if row["authority"] == authority), None)


def _add_authority(id_: str, authority: Entry, reading: Reading, *, front: bool) -> None:
    borough = district(id_) is not None
    reading.add(
        "units", id=authority_unit(id_), parent=None, name=authority.text("name", needed=True),
        level="municipality" if borough else "county", kind="district-administration" if borough else "authority",
        front="front" if front else "back", street="", postcode="", city="", **_contact(authority), languages="",
        wheelchair="", note="",
    )  # fmt: skip


def _add_location(id_: str, location: Entry, reading: Reading, *, wanted: bool) -> None:
    name = location.text("name", needed=True)
    street, postcode = location.text("address", "street"), location.text("address", "postal_code")
    if not street and not wanted:
        return reading.account.put(
            "office", skipped=told("{id} {name}: no address, and no service names it", id=id_, name=name)
        )
    authority, doubt = _authority(location, name, reading)
    if authority:
        reading.authority_of[id_] = authority
    kind = KINDS.get(location.text("office"), "")
    doubts = [doubt] if doubt else []
    if not street:
        doubts.append(told("no address"))
    elif not re.fullmatch(r"\d{5}", postcode):
        doubts.append(told("its postcode is {postcode}; left out", postcode=repr(postcode)))
        postcode = ""
    if not kind:
        doubts.append(told("its kind of office is {office}; taken as any office", office=repr(location.text("office"))))
    reading.add(
        "units", id=office_unit(id_), parent=authority_unit(authority) if authority else None, name=name,
        level="department" if authority and district(authority) else "section", kind=kind or "office", front="front",
        street=f"{street} {location.text('address', 'house_number')}".strip(), postcode=postcode,
        city=location.text("address", "city"), **_contact(location), languages="", wheelchair="", note="",
    )  # fmt: skip
    _add_hours(id_, location, reading)
    reading.account.put(
        "office", conflict=told("{id} {name}: {doubts}", id=id_, name=name, doubts=beside(doubts)) if doubts else ""
    )
    return None


def _authority(location: Entry, name: str, reading: Reading) -> tuple[str, str]:
    """Return the authority an office belongs to, empty if unknown, and what is doubtful about it."""
    said = location.text("authority", "id")
    if said in reading.export.authorities:
        return said, ""
    named = [row["authority"] for row in shipped_rows("dldb_districts") if row["name"] in name]
    if len(named) == 1 and named[0] in reading.export.authorities:
        return named[0], told("its authority is not said; taken from its name")
    return "", told("its authority {authority} is unknown", authority=said) if said else told(
        "its authority is not said"
    )


def _contact(entry: Entry) -> dict[str, str]:
    website = entry.text("contact", "webinfo")
    usable = re.fullmatch(r"https?://\S+", website) and "//example." not in website  # reduced exports hold a dummy
    return {
        "phone": entry.text("contact", "phone"),
        "email": entry.text("contact", "email"),
        "website": website if usable else "",
    }


def _add_hours(id_: str, location: Entry, reading: Reading) -> None:
    seen: dict[tuple[int, time], bool] = {}
    for weekday, name in enumerate(_WEEKDAYS, start=1):
        for one in location.entries("opening_times", name):
            opens, closes = _time(one.text("from")), _time(one.text("to"))
            if opens is None or closes is None or closes <= opens or (weekday, opens) in seen:
                why = told(
                    "office {id}, {name}: {opens} to {closes} are no opening hours",
                    id=id_,
                    name=name,
                    opens=repr(one.text("from")),
                    closes=repr(one.text("to")),
                )
                reading.account.put("opening hours", skipped=why)
                continue
            seen[weekday, opens] = True
            reading.add(
                "opening", unit=office_unit(id_), weekday=weekday, opens=opens, closes=closes, by_appointment=False,
                slot_minutes=None, counters=None, valid_from=None, valid_until=None,
            )  # fmt: skip
            reading.account.put("opening hours")


def _time(text: str) -> time | None:
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text)
    return time(int(found[1]), int(found[2])) if found else None


def _account_for_lists(reading: Reading) -> None:
    """What authorities say of their offices: it must be there, and the office must say the same."""
    for id_, authority in reading.export.authorities.items():
        for one in authority.entries("locations"):
            office, name = one.text("id"), one.text("name")
            if office not in reading.export.locations:
                why = told(
                    "{id}, office {office} {name}: this office is not in the export", id=id_, office=office, name=name
                )
                reading.account.put("office of an authority", skipped=why)
            elif reading.authority_of.get(office, id_) != id_:
                why = told(
                    "{id}, office {office} {name}: the office itself names {authority_of}",
                    id=id_,
                    office=office,
                    name=name,
                    authority_of=reading.authority_of[office],
                )
                reading.account.put("office of an authority", conflict=why)
            else:
                reading.account.put("office of an authority")
