"""Services of HSDS 3 as services of ours, and who does them where."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from participation.core.text import told
from participation.offices.formats.hsds_reading import Hsds, our_id, shipped
from participation.offices.formats.hsds_records import Record

TOPIC = "hsds-services"
DOCUMENT = "urn:lotse:document:"
OURS = ("area", "when", "role", "valid_from", "valid_until")  # what an attribute of ours says of a rule


def add_all(reading: Hsds, language: str) -> None:
    """Add every active service with its documents and its rules."""
    fees, documents, areas, at = (_by_service(reading, table) for table in (
        "cost_options", "required_documents", "service_areas", "service_at_location"))  # fmt: skip
    for one in reading.flat.of("services"):
        status = one.text("status") or "active"
        if status != "active" or not one.text("name"):
            why = told("its status is {status}", status=repr(status)) if status != "active" else told("it has no name")
            reading.put(one, skipped=why)
            continue
        slug, places = our_id(one.id), _areas(areas.pop(one.id, []), reading)
        if slug not in shipped("services", "slug"):
            _add(slug, one, _fee(fees.pop(one.id, []), reading), language, reading)
        for document in documents.pop(one.id, []):
            _document(slug, document, language, reading)
        reading.put(one, conflict=_rules(slug, one, at.pop(one.id, []), places, reading))
    for left in (fees, documents, areas, at):
        for record in (record for several in left.values() for record in several):
            reading.put(record, skipped=told("its service is not taken, or is one of ours with a text of its own"))


def _by_service(reading: Hsds, table: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in reading.flat.of(table):
        found[record.one("service_id")].append(record)
    return found


def _add(slug: str, one: Record, fee: str, language: str, reading: Hsds) -> None:
    own = reading.own(one.id, ("topic", "leika", "minutes", "urgent"), "service")
    if own.get("topic") not in shipped("topics", "topic"):
        own.pop("topic", None)
    cells = {"slug": slug, "urgent": "no", "fee": fee, "topic": TOPIC}
    reading.with_own("services", cells, own, one.id)
    for name, field in (("name", "name"), ("about", "description"), ("fee", "fees_description")):
        if one.text(field):
            text = {"service": slug, "field": name, "language": language, "text": one.text(field)}
            reading.cells("service_texts", text, one.id)
    if one.text("alternate_name"):
        reading.cells("phrases", {"service": slug, "language": language, "phrase": one.text("alternate_name")}, one.id)


def _fee(options: list[Record], reading: Hsds) -> str:
    """Return the fee where there is one amount in euros; several, or other money, are only told of."""
    amounts = []
    for one in options:
        try:
            amount = Decimal(one.text("amount"))
        except InvalidOperation:
            amount = Decimal(-1)
        if len(options) > 1 or one.text("currency").casefold() != "eur" or not 0 <= amount < 100_000:
            reading.put(one, skipped=told("there is place for one amount in euros, for everybody"))
        else:
            amounts.append("0" if amount == 0 else f"{amount:.2f}")
            reading.put(one)
    return amounts[0] if amounts else ""


def _document(slug: str, one: Record, language: str, reading: Hsds) -> None:
    text, document, doubt = one.text("document"), _document_id(one), ""
    if not text:
        return reading.put(one, skipped=told("has no words"))
    if document not in shipped("document_texts", "document"):
        doubt = reading.cells("document_texts", {"document": document, "language": language, "text": text}, one.id)
    if slug in shipped("services", "slug"):
        return reading.put(one, conflict=doubt)
    own = reading.own(one.id, ("per_person", "when"), "required_document")
    cells = {"service": slug, "document": document, "per_person": "no", **own}
    return reading.put(one, skipped=reading.cells("documents", cells, one.id), conflict=doubt)


def _document_id(one: Record) -> str:
    """Our own export says the id in the uri; with others that is a page of the web, and many documents may share it."""
    uri = one.text("uri")
    return our_id(uri.removeprefix(DOCUMENT) if uri.startswith(DOCUMENT) else one.id)


def _areas(records: list[Record], reading: Hsds) -> list[str]:
    """Return the keys of areas: an ARS or AGS that stands in extent or uri."""
    keys = []
    for one in records:
        found = re.search(r"(?<!\d)(\d{12}|\d{8})(/[a-z0-9-]+)?(?!\d)", f"{one.text('extent')} {one.text('uri')}")
        if found is None:
            reading.put(one, skipped=told("names no area by its ARS or AGS; the service is taken for everywhere"))
            continue
        keys.append(found[0])
        kind = "district" if found[2] else "county" if re.fullmatch(r"\d{5}0{7}", found[0]) else "municipality"
        wrong = reading.cells("areas", {"key": found[0], "kind": kind, "name": one.text("name") or found[0]}, one.id)
        reading.put(one, skipped=wrong)
    return keys


def _rules(slug: str, service: Record, at: list[Record], areas: list[str], reading: Hsds) -> str:
    """Add a rule for each location and area; return what is doubtful."""
    count = 0
    for one in at:
        unit = our_id(one.one("location_id"))
        if unit not in reading.units:
            reading.put(one, skipped=told("its location is not in the file"))
            continue
        own = reading.own(one.id, OURS, "service_at_location")
        if own.get("area") and own["area"] not in areas and not own["area"].startswith("postcode:"):
            own.pop("area")
        wrong = []
        for area in [own.get("area", "")] if own else areas or [""]:
            cells = {"service": slug, "unit": unit, "role": "front", **own, "area": area}
            wrong.append(reading.cells("responsibilities", cells, one.id))
        count += not all(wrong)
        reading.put_rows(one, wrong)
    if count:
        return ""
    unit = our_id(service.one("organization_id"))
    if unit not in reading.units:
        return told("neither a location nor an organisation of it is in the file")
    rows = [{"service": slug, "unit": unit, "role": "front", "area": area} for area in areas or [""]]
    doubts = [reading.cells("responsibilities", cells, service.id) for cells in rows]
    doubts += [told("none of its locations is in the file; its organisation is named")] if at else []
    return "; ".join(filter(None, doubts))
