"""Services of a Berlin export: their texts, and who is responsible for them in which district."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal

from participation.core.text import beside, told
from participation.offices.formats.dldb_reading import BERLIN, Reading, authority_unit, office_unit
from participation.offices.formats.dldb_units import district
from participation.offices.formats.json_files import Entry
from participation.offices.formats.shipped import shipped_rows

CITIZENS = "buergeramt"  # every one of them serves everybody
LOCAL = ("jugendamt", "ordnungsamt", "sozialamt", "standesamt", "gesundheitsamt")  # serve their district only
LONGEST = 300  # letters of a description that are said


def add(service: Entry, reading: Reading) -> None:
    """Add one service; what is doubtful about it is one line in the account."""
    id_, name = service.text("id"), service.text("name", needed=True)
    ours = {row["slug"]: row["how"] for row in shipped_rows("dldb_core") if row["dldb"] == id_}
    same = next((slug for slug, how in ours.items() if how == "same"), None)
    doubts: list[str] = []
    slug = same or f"berlin-{id_}"
    if same is None:
        _add_own(slug, name, service, reading, doubts)
    for phrase in dict.fromkeys([name, *_keywords(service)]):
        if same is not None or phrase != name:
            _once(reading, "phrases", service=slug, language="de", phrase=phrase)
    _add_documents(slug, service, reading)
    rules = _rules(service, reading, doubts)
    for target in {slug, *ours}:
        for (area, unit), reason in rules.items():
            _once(reading, "responsibilities", service=target, area=area, when="", role="front", unit=unit,
                  valid_from=None, valid_until=None, reason=reason)  # fmt: skip
    reading.account.put(
        "service", conflict=told("{id} {name}: {doubts}", id=id_, name=name, doubts=beside(doubts)) if doubts else ""
    )


def _once(reading: Reading, table: str, **row: object) -> None:
    """Add a row unless two services that are one of ours have already brought it."""
    key = (table, *(str(value) for name, value in row.items() if name != "reason"))
    if key not in reading.seen:
        reading.seen.add(key)
        reading.add(table, **row)


def _add_own(slug: str, name: str, service: Entry, reading: Reading, doubts: list[str]) -> None:
    topics = {row["dldb"]: row["topic"] for row in shipped_rows("dldb_topics")}
    root = service.text("relation", "root_topic")
    if root not in topics:
        doubts.append(told("its topic {root} is unknown; put under registers and public order", root=repr(root)))
    leika, fees = service.text("leika"), service.text("fees")
    if leika and not re.fullmatch(r"\d{14}", leika):
        doubts.append(told("its LeiKa key {leika} does not have 14 digits; left out", leika=repr(leika)))
        leika = ""
    reading.add("services", slug=slug, topic=topics.get(root, "registers-order"), leika=leika, minutes=None,
                fee=amount(fees), urgent=False)  # fmt: skip
    texts = {
        "name": name,
        "about": _short(service.text("description")),
        "fee": "" if amount(fees) is not None else fees,
    }
    for field, text in texts.items():
        if text:
            reading.add("service_texts", service=slug, field=field, language="de", text=text)


def amount(said: str) -> Decimal | None:
    """Return the amount where it is one; "je nach Aufwand" and the like stay words."""
    if re.fullmatch(r"(gebühren|kosten)frei|kostenlos|keine", said.rstrip("."), re.IGNORECASE):
        return Decimal(0)
    found = re.fullmatch(r"(\d{1,5})(?:[,.](\d\d))? ?(?:€|Euro|EUR)", said)
    return Decimal(f"{found[1]}.{found[2] or '00'}") if found else None


def _short(description: str) -> str:
    """Return the first sentences without mark-up."""
    plain = " ".join(re.sub(r"<[^<>]*>", " ", description).split())
    if len(plain) <= LONGEST:
        return plain
    cut = plain[:LONGEST]
    return cut[: cut.rindex(". ") + 1] if ". " in cut else f"{cut[: cut.rfind(' ')]} …"


def _keywords(service: Entry) -> list[str]:
    return [word.strip() for word in service.text("meta", "keywords").split(",") if word.strip()]


def _add_documents(slug: str, service: Entry, reading: Reading) -> None:
    for one in service.entries("requirements"):
        name = one.text("name")
        if not name:
            reading.account.put(
                "document", skipped=told("service {id}: a document without a name", id=service.text("id"))
            )
            continue
        document = f"berlin-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
        _once(reading, "documents", service=slug, document=document, per_person=False, when="")
        _once(reading, "document_texts", document=document, language="de", text=name)
        reading.account.put("document")


def _rules(service: Entry, reading: Reading, doubts: list[str]) -> dict[tuple[str, str], str | None]:
    """Return (area, unit) -> reason: offices of the districts in theirs, all others for everybody."""
    everybody, local = _offices(service, reading, doubts)
    citizens = {unit for unit, kind in everybody.items() if kind == CITIZENS}
    local += _authorities(service, reading, doubts, served=bool(citizens), offices=bool(citizens or local))
    own = [(area, unit) for area, unit in local if area != BERLIN]
    everybody |= {unit: "" for area, unit in local if area == BERLIN}
    wide = set(everybody) - citizens
    rules = [(BERLIN, unit) for unit in everybody]
    rules += own + [(area, unit) for area in {area for area, _ in own} for unit in wide]
    if not citizens:
        return dict.fromkeys(sorted(rules), "berlin-ask-which" if len(wide) > 1 and not own else None)
    return {rule: "berlin-any-office" + ("-anywhere" if rule[0] == BERLIN else "") for rule in sorted(rules)}


def _offices(service: Entry, reading: Reading, doubts: list[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the offices for everybody with their kinds, and those of the districts with their areas."""
    everybody: dict[str, str] = {}
    local: list[tuple[str, str]] = []
    kinds: set[str] = set()
    for id_, doubt in _named(service):
        where = told("service {id}, office {other}", id=service.text("id"), other=id_)
        location = reading.export.locations.get(id_)
        kind = location.text("office") if location else told("not in the export")
        kinds.add(kind)
        if doubt or location is None:
            reading.account.put(
                "service at an office",
                skipped=told("{where}: {doubt}", where=where, doubt=doubt or told("this office is not in the export")),
            )
            continue
        area = district(reading.authority_of.get(id_, ""))
        if area is None and kind in LOCAL and id_ not in reading.authority_of:
            reading.account.put(
                "service at an office",
                skipped=told("{where}: it is not known for which district it works", where=where),
            )
            continue
        reading.account.put("service at an office")
        if kind == CITIZENS or area is None or service.flag("responsibility_all"):
            everybody[office_unit(id_)] = kind
        if area is not None and (kind == CITIZENS or not service.flag("responsibility_all")):
            local.append((area, office_unit(id_)))
    if not kinds:
        doubts.append(told("no office is named; people are told of the authority"))
    elif len(kinds) > 1:
        doubts.append(told(
            "{n} kinds of office: {kinds}",
            n=len(kinds), kinds=beside(sorted(kind or told("not said") for kind in kinds)),
        ))  # fmt: skip
    return everybody, local


def _named(service: Entry) -> Iterator[tuple[str, str]]:
    """Yield the offices a service names, with a doubt where one is named twice."""
    seen: set[str] = set()
    for one in service.entries("locations"):
        id_ = one.text("location", needed=True)
        yield id_, told("named twice") if id_ in seen else ""
        seen.add(id_)


def _authorities(
    service: Entry, reading: Reading, doubts: list[str], *, served: bool, offices: bool
) -> list[tuple[str, str]]:
    """Return the authorities that people must turn to because no office of them is named."""
    have = {reading.authority_of.get(one.text("location")) for one in service.entries("locations")}
    found: list[tuple[str, str]] = []
    for one in service.entries("authorities"):
        id_ = one.text("id", needed=True)
        area = district(id_)
        where = told("service {id}, authority {other}", id=service.text("id"), other=id_)
        if id_ not in reading.export.authorities:
            reading.account.put(
                "service of an authority", skipped=told("{where}: this authority is not in the export", where=where)
            )
        elif id_ in have or (area and served):
            reading.account.put("service of an authority")
        elif area or not offices:
            reading.account.put(
                "service of an authority",
                conflict=told("{where}: no office of it is named, so it is itself", where=where),
            )
            found.append((area or BERLIN, authority_unit(id_)))
        else:
            why = told(
                "{where}: no office of it is named, and the districts' offices are; it is not shown", where=where
            )
            reading.account.put("service of an authority", skipped=why)
    if found and service.entries("locations"):
        doubts.append(told("authorities without an office: {n}", n=len(found)))
    return found
