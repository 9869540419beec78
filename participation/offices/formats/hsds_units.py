"""Organisations and locations of HSDS 3 as units of ours, with their hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from participation.core.text import told
from participation.offices.formats.hsds_reading import Hsds, our_id
from participation.offices.formats.hsds_records import Record

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CELLS = ("street", "postcode", "city", "phone", "email", "website", "languages", "wheelchair", "note")
CLOSED, OTHER = "Closed: ", "Other hours: "


def add_all(reading: Hsds) -> None:
    """Add every organisation and location; one of each with the same id is one unit."""
    for one in reading.flat.of("organizations"):
        _add_organization(one, reading)
    for one in reading.flat.of("locations"):
        _add_location(one, reading)
    _phones(reading)
    _languages(reading)
    _accessibility(reading)
    _addresses(reading)
    for one in reading.flat.of("schedules"):
        _schedule(one, reading)
    for id_, unit in reading.units.items():
        reading.with_own("units", unit, reading.own(id_, ("level", "kind", "front")), id_)


def _add_organization(one: Record, reading: Hsds) -> None:
    parent = one.text("parent_organization_id")
    missing = parent and parent not in reading.flat.tables["organizations"]
    name = one.text("name")
    note = one.text("description")
    unit = _unit(one.id, name or one.id, parent if not missing else "", "department", "organisation")
    website = one.text("website")
    unit |= {"email": one.text("email"), "website": website if website.startswith("http") else "",
             "note": "" if note == name else note}  # fmt: skip
    reading.units[our_id(one.id)] = unit
    doubt = told("the organisation above it ({parent}) is not in the file", parent=parent[:60]) if missing else ""
    reading.put(one, conflict=doubt if name else told("it has no name; its id is shown"))


def _add_location(one: Record, reading: Hsds) -> None:
    above = one.one("organization_id")
    known = above in reading.flat.tables.get("organizations", {})
    id_, name = our_id(one.id), one.text("name")
    doubts = (
        []
        if known
        else [
            told("its organisation ({organisation}) is not in the file", organisation=above[:60])
            if above
            else told("its organisation is not said")
        ]
    )
    if id_ in reading.units:
        doubts = []
    else:
        unit = _unit(one.id, name or one.text("alternate_name"), above if known else "", "section", "office")
        if not unit["name"]:
            doubts.append(told("it has no name; that of its organisation is shown"))
            unit["name"] = reading.units.get(our_id(above), {}).get("name") or one.id
        reading.units[id_] = unit | {"note": "" if one.text("description") == name else one.text("description")}
    reading.put(one, conflict="; ".join(doubts))


def _unit(id_: str, name: str, parent: str, level: str, kind: str) -> dict[str, str]:
    return {"id": our_id(id_), "parent": our_id(parent) if parent else "", "name": name, "level": level, "kind": kind,
            "front": "front", **dict.fromkeys(_CELLS, "")}  # fmt: skip


def _of(one: Record, reading: Hsds) -> dict[str, str] | None:
    """Return the unit a record belongs to: that of its location, else that of its organisation."""
    ids = [*one.all("location_id"), *one.all("organization_id")]
    return next((reading.units[our_id(id_)] for id_ in ids if our_id(id_) in reading.units), None)


def _phones(reading: Hsds) -> None:
    for one in reading.flat.of("phones"):
        unit, number = _of(one, reading), one.text("number").strip('" ')
        if unit is None or not number:
            reading.put(one, skipped=told("neither of an organisation nor of a location, or no number"))
        elif unit["phone"]:
            reading.put(one, skipped=told("{unit} has a number already; there is place for one", unit=unit["id"]))
        else:
            unit["phone"] = number
            reading.put(one)


def _languages(reading: Hsds) -> None:
    for one in reading.flat.of("languages"):
        unit, code = _of(one, reading), one.text("code").casefold()
        if unit is None or not re.fullmatch("[a-z]{2,3}", code):
            reading.put(one, skipped=told("not of a location, or not a code like de; there is no place for it"))
        else:
            unit["languages"] = " ".join(dict.fromkeys([*unit["languages"].split(), code]))
            reading.put(one)


def _accessibility(reading: Hsds) -> None:
    for one in reading.flat.of("accessibility"):
        unit, said = _of(one, reading), " ".join(filter(None, (one.text("description"), one.text("details"))))
        if unit is None or not said:
            reading.put(one, skipped=told("not of a location, or without words"))
            continue
        known = re.fullmatch("Wheelchair: (yes|no|partly)", said)
        if known:
            unit["wheelchair"] = known[1]
        else:
            unit["note"] = " ".join(filter(None, (unit["note"], said)))
        reading.put(one)


def _addresses(reading: Hsds) -> None:
    ranked = sorted(reading.flat.of("addresses"), key=lambda one: one.text("address_type") != "physical")
    for one in ranked:
        unit, street = _of(one, reading), one.text("address_1")
        if unit is None or not street or unit["street"]:
            why = "its location has an address already" if unit and street else "not of a location, or without a street"
            reading.put(one, skipped=why)
            continue
        second = one.text("address_2")
        unit |= {"street": f"{street}, {second}" if second else street, "postcode": one.text("postal_code"),
                 "city": one.text("city")}  # fmt: skip
        reading.units[unit["id"]] = unit
        reading.put(one)


def _schedule(one: Record, reading: Hsds) -> None:
    unit = _of(one, reading)
    if unit is None:
        return reading.put(one, skipped=told("not of a location; there is no place for hours of a service"))
    if why := _unsayable(one):
        return reading.put(one, skipped=why)
    since, until = one.text("valid_from") or one.text("dtstart"), one.text("valid_to") or one.text("until")
    opens, closes = _time(one.text("opens_at")), _time(one.text("closes_at"))
    said = one.text("description")
    if not opens or said.startswith(OTHER):
        reason = said.removeprefix(CLOSED).removeprefix(OTHER) or "closed"
        cells = {"unit": unit["id"], "first": since, "last": until or since, "reason": reason, "opens": opens,
                 "closes": closes}  # fmt: skip
        return reading.put(one, skipped=reading.cells("closures", cells, one.id))
    appointment = "yes" if one.text("attending_type") == "by appointment" else "no"
    own = reading.own(one.id, ("slot_minutes", "counters"), "schedule")
    wrong = []
    for day in _weekdays(one):
        cells = {"unit": unit["id"], "weekday": str(day), "opens": opens, "closes": closes,
                 "by_appointment": appointment, "valid_from": since, "valid_until": until,
                 **(own if len(own) == 2 else {})}  # fmt: skip
        wrong.append(reading.cells("opening", cells, one.id))
    return reading.put_rows(one, wrong)


def _unsayable(one: Record) -> str:
    """Why our tables cannot say when this is; empty if they can."""
    freq, opens, closes = one.text("freq").upper(), _time(one.text("opens_at")), _time(one.text("closes_at"))
    if freq not in {"WEEKLY", "DAILY"} or one.text("interval") not in {"", "1"} or one.text("count"):
        return told("comes back in a way we cannot say; weekly on some days is what there is place for")
    if (one.text("opens_at") and not opens) or (one.text("closes_at") and not closes) or bool(opens) != bool(closes):
        return told(
            "{opens} to {closes} are no hours",
            opens=repr(one.text("opens_at")[:30]),
            closes=repr(one.text("closes_at")[:30]),
        )
    since, until = one.text("valid_from") or one.text("dtstart"), one.text("valid_to") or one.text("until")
    if until and until < since:
        return told("ends before it begins")
    if opens and closes <= opens:
        return told("closes before it opens")
    if not opens and not (one.text("valid_from") or one.text("dtstart")):
        return told("has neither hours nor a day")
    if opens and not list(_weekdays(one)):
        return told("{byday} are no weekdays", byday=repr(one.text("byday")[:30]))
    return ""


def _weekdays(one: Record) -> Iterator[int]:
    said = [day.strip() for day in one.text("byday").upper().split(",") if day.strip()]
    if not said and one.text("freq").upper() == "DAILY":
        said = list(DAYS)
    if all(day in DAYS for day in said):
        yield from (number for number, day in enumerate(DAYS, start=1) if day in said)


def _time(said: str) -> str:
    """Return hours and minutes; seconds and the distance from UTC are not needed, the place says the zone."""
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", said)
    return f"{found[1]}:{found[2]}" if found else ""
