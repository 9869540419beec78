"""Services of a Munich export: their texts, and the doors people go to for them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from participation.core.text import beside, told
from participation.offices.formats.dldb_services import amount
from participation.offices.formats.json_files import Entry
from participation.offices.formats.munich_reading import (
    CITIZENS,
    CITY,
    INTERNAL,
    MUNICH,
    Munich,
    door,
    kind,
    office_unit,
    topic,
)
from participation.offices.formats.shipped import shipped_rows


def add_all(reading: Munich) -> None:
    """Add every service that is not for the city's own staff only, and account for what offices say of them."""
    for id_, service in reading.services.items():
        _account_for_forms(id_, service, reading)
        _add(id_, service, reading)
    _only_at_the_office(reading)
    for slug, offices in reading.served.items():
        _add_rules(slug, list(offices.values()), reading)


def _add(id_: str, service: Entry, reading: Munich) -> None:
    name, doubts = service.text("name", needed=True), list[str]()
    ours = {row["slug"]: row["how"] for row in shipped_rows("munich_core") if row["munich"] == id_}
    if INTERNAL in ours.values():
        for one in service.texts("locations"):
            why = told("service {id}, office {one}: the service is for the city's own work", id=id_, one=one)
            reading.account.put("service at an office", skipped=why)
        return reading.account.put(
            "service", skipped=told("{id} {name}: a queue or task inside the offices", id=id_, name=name)
        )
    same = next((slug for slug, how in ours.items() if how == "same"), None)
    slug, offices = same or f"munich-{id_}", _offices(id_, service, reading)
    if same is None:
        _add_own(slug, name, service, offices, reading, doubts)
    for phrase in dict.fromkeys([name, *service.texts("keywords")]):
        if same is not None or phrase != name:
            reading.add("phrases", service=slug, language="de", phrase=phrase)
    for target in {slug, *ours}:
        reading.served.setdefault(target, {}).update({office.text("id"): office for office in offices})
    doubts += _doubtful(offices)
    return reading.account.put(
        "service", conflict=told("{id} {name}: {doubts}", id=id_, name=name, doubts=beside(doubts)) if doubts else ""
    )


def _add_own(
    slug: str, name: str, service: Entry, offices: list[Entry], reading: Munich, doubts: list[str]
) -> None:  # fmt: skip
    topics = Counter(topic(office) for office in offices if topic(office)).most_common(1)
    keys, fees = service.text("leika").replace(",", " ").split(), service.text("fees")
    if wrong := [key for key in keys if not re.fullmatch(r"\d{14}", key)]:
        doubts.append(told("its LeiKa key {wrong} does not have 14 digits; left out", wrong=repr(wrong[0][:40])))
        keys = []
    if not topics:
        doubts.append(told("its topic is not known; put under registers and public order"))
    reading.add("services", slug=slug, topic=topics[0][0] if topics else "registers-order", leika=" ".join(keys),
                minutes=service.whole("durationMin"), fee=amount(fees), urgent=False)  # fmt: skip
    for field, text in (("name", name), ("fee", "" if amount(fees) is not None else fees)):
        if text:
            reading.add("service_texts", service=slug, field=field, language="de", text=text)


def _offices(id_: str, service: Entry, reading: Munich) -> list[Entry]:
    """Return the offices a service names; each of them is accounted for."""
    found, seen = list[Entry](), set[str]()
    for one in service.texts("locations"):
        where, office = told("service {id}, office {one}", id=id_, one=one), reading.offices.get(one)
        if one in seen or office is None:
            why = told("named twice") if one in seen else told("this office is not in the export")
            reading.account.put("service at an office", skipped=told("{where}: {why}", where=where, why=why))
        elif kind(office) == INTERNAL:
            reading.account.put(
                "service at an office", skipped=told("{where}: the office is for the city's own staff", where=where)
            )
        else:
            found.append(office)
            reading.account.put("service at an office", conflict=_slots(where, id_, service, office))
        seen.add(one)
    return found


def _slots(where: str, id_: str, service: Entry, office: Entry) -> str:
    """What is doubtful: an office that takes another time for it than the service says, or does not know of it."""
    mine = next((one for one in office.entries("services") if one.text("service") == id_), None)
    if mine is None:
        return told("{where}: only the service says so, the office does not", where=where)
    takes, said = mine.whole("duration"), service.whole("durationMin")
    return (
        told("{where}: takes {takes} minutes there, not {said}; {said} is kept", where=where, takes=takes, said=said)
        if takes and takes != said
        else ""
    )


def _doubtful(offices: list[Entry]) -> list[str]:
    doors = _doors(offices)
    if not doors:
        return [told("no office is named; people are told to ask the city")]
    if _reason(offices) == "munich-ask-which":
        return [told("{n} doors: {doors}", n=len(doors), doors=", ".join(sorted((name for name, *_ in doors))))]
    return []


def _doors(offices: list[Entry]) -> dict[tuple[str, ...], list[Entry]]:
    """Return the teams behind each door, the one with most to do first."""
    doors: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for office in sorted(offices, key=lambda one: (-len(one.entries("services")), one.text("id"))):
        doors[door(office)].append(office)
    return doors


def _reason(offices: list[Entry]) -> str | None:
    """Return what people are told where they have to choose between doors."""
    if not offices:
        return "munich-no-office"
    if len(_doors(offices)) == 1:
        return None
    return "munich-any-office" if all(kind(office) == CITIZENS for office in offices) else "munich-ask-which"


def _add_rules(slug: str, offices: list[Entry], reading: Munich) -> None:
    """The largest team behind each door is named to people; the others stand behind it."""
    reason = _reason(offices)
    rules = [("front", CITY, reason)] if not offices else []
    for first, *others in _doors(offices).values():
        rules.append(("front", office_unit(first.text("id")), reason))
        rules += [("back", office_unit(office.text("id")), None) for office in others]
    for role, unit, why in rules:
        reading.add("responsibilities", service=slug, area=MUNICH, when="", role=role, unit=unit,
                    valid_from=None, valid_until=None, reason=why)  # fmt: skip


def _account_for_forms(id_: str, service: Entry, reading: Munich) -> None:
    for one in service.entries("forms"):
        reading.account.put(
            "form", skipped=told("service {id}, {name}: links to forms are not kept", id=id_, name=one.text("name"))
        )


def _only_at_the_office(reading: Munich) -> None:
    said = {id_: set(service.texts("locations")) for id_, service in reading.services.items()}
    for id_, office in reading.offices.items():
        for one in office.entries("services"):
            service = one.text("service")
            if service not in said:
                why = told("this service is not in the export")
            elif id_ not in said[service]:
                why = told("only the office says so, the service does not")
            else:
                continue
            reading.account.put(
                "service at an office",
                skipped=told("office {id}, service {service}: {why}", id=id_, service=service, why=why),
            )
