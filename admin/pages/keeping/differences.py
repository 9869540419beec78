"""What is different, cell by cell, in words instead of the columns of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from babel.dates import get_day_names

from admin.office_kinds import office_kind
from admin.pages.keeping.words import ROLES, Names
from participation.core.languages import FALLBACKS
from participation.core.text import Lines, Sayable, Words, t
from participation.offices.conditions import parse
from participation.offices.leaves import Difference
from participation.offices.values import Role

FIELDS: dict[str, Sayable] = {
    "name": t("Name"), "parent": t("Belongs to"), "level": t("Level"), "kind": t("Kind of office"), "front": t("Do people come here?"),
    "street": t("Street and number"), "postcode": t("Postcode"), "city": t("Town"), "phone": t("Telephone"), "email": t("E-mail"),
    "website": t("Web page"), "languages": t("Languages"), "wheelchair": t("Step-free access"), "note": t("Note"),
    "closes": t("closes"), "opens": t("opens"), "by_appointment": t("Only with appointment"), "slot_minutes": t("Minutes"),
    "counters": t("Counters"), "valid_from": t("from"), "valid_until": t("until"), "last": t("Last day"), "reason": t("Reason"),
    "minutes": t("Minutes of a visit"), "fee": t("Fee in euros"), "text": t("Text"), "topic": t("Topic"), "urgent": t("Urgent"),
    "leika": t("LeiKa keys"), "per_person": t("Everybody who comes needs it"), "when": t("Who"),
    "id": t("Short name"), "slug": t("Short name"), "key": t("Key"), "source": t("Source"), "land": t("Land"), "language": t("Language"),
    "postcodes": t("Postcodes"), "area": t("Area"), "unit": t("Office"), "service": t("Service"), "field": t("Field"), "weekday": t("Day of the week"),
    "first": t("First day"), "position": t("Position"), "phrase": t("Phrase"), "document": t("Document"), "attribute": t("Attribute"),
    "type": t("Kind of answer"), "values": t("Possible answers"), "sensitive": t("Sensitive"), "value": t("Answer"), "role": t("What they do there"),
}  # fmt: skip
TABLES: dict[str, Sayable] = {
    "units": t("Office"), "unit_texts": t("Office in another language"), "opening": t("Weekly hours"), "closures": t("Closure"),
    "services": t("Service"), "service_texts": t("Text of the service"), "phrases": t("Phrase"), "responsibilities": t("Responsibility"),
    "region": t("Region"), "areas": t("Area"), "area_names": t("Area in another language"), "topics": t("Topic"),
    "attributes": t("Attribute"), "attribute_texts": t("Words of an attribute"), "documents": t("Document to bring"), "document_texts": t("Words of a document"), "reasons": t("Words of a reason"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what it is about, and how it was and is."""

    what: Sayable
    about: Sayable
    before: Sayable
    after: Sayable


@dataclass(frozen=True, slots=True)
class Imported:
    """One line of what a file changes: in which table, what it is about, which field, how it was and is."""

    table: Sayable
    about: Sayable
    field: Sayable
    before: Sayable
    after: Sayable


def lines(different: Sequence[Difference], known: Names) -> list[Line]:
    """Say what is different."""
    return [_line(one, known) for one in different]


def imported(different: Sequence[Sequence[Any]], known: Names, services: Mapping[str, Sayable]) -> list[Imported]:
    """Say what a file changes: each is a table, a field (empty: the whole row), how it was and is, and the row."""
    return [
        Imported(
            TABLES.get(table, table), _whose(table, row, known, services), FIELDS.get(field, field),
            _cell(field, before, known) if field else _row(row, known), _cell(field, after, known) if field else _row(row, known),
        )
        for table, field, before, after, row in different
    ]  # fmt: skip


def _whose(table: str, row: Mapping[str, str], known: Names, services: Mapping[str, Sayable]) -> Sayable:
    """Which row it is, with the office or the service it belongs to."""
    about = _about(table, row, known)
    owner = _owner(table, row, known, services)
    return _beside([*owner, about] if about else owner)


def _owner(table: str, row: Mapping[str, str], known: Names, services: Mapping[str, Sayable]) -> list[Sayable]:
    match table:
        case "unit_texts" | "opening" | "closures":
            return [known.unit(row["unit"])]
        case "services":
            return [services.get(row["slug"], row["slug"])]
        case "service_texts" | "phrases" | "documents" | "responsibilities":
            return [services.get(row["service"], row["service"])]
        case "area_names":
            return [known.area(row["area"]), row["language"]]
        case "document_texts":
            return [known.document(row["document"])]
        case "attributes" | "attribute_texts":
            return [one for name in ("attribute", "value", "language") if (one := row.get(name))]
        case "reasons":
            return [row["reason"]]
    return [row["name"]]


def _row(row: Mapping[str, str], known: Names) -> Sayable:
    """What stands in a row, a field below the other."""
    return Lines([
        t("{field}: {value}", field=FIELDS.get(name, name), value=_cell(name, value, known))
        for name, value in row.items() if value
    ])  # fmt: skip


def _line(one: Difference, known: Names) -> Line:
    about = _about(one.table, one.row, known)
    if not one.field:
        before, after = (t("not there"), t("new")) if one.before is None else (t("there"), t("taken out"))
        return Line(TABLES[one.table], about, before, after)
    what = FIELDS.get(one.field, one.field)
    return Line(what, about, _cell(one.field, one.before or "", known), _cell(one.field, one.after or "", known))


def _about(table: str, row: Mapping[str, str], known: Names) -> Sayable:
    """Which row it is."""
    match table:
        case "responsibilities":
            first = [t("from {day}", day=date.fromisoformat(row["valid_from"]))] if row["valid_from"] else []
            role: Sayable = ROLES[Role(row["role"])]
            people = [known.condition(condition) for condition in parse(row["when"])]
            return _beside([known.area(row["area"]), *people, known.unit(row["unit"]), role, *first])
        case "opening":
            first = [t("from {day}", day=date.fromisoformat(row["valid_from"]))] if row["valid_from"] else []
            return _beside([_weekday(row["weekday"]), f"{row['opens']}–{row['closes']}", *first])
        case "closures":
            return _beside([_days(row["first"], row["last"] or row["first"]), *filter(None, [row["reason"]])])
        case "phrases":
            return row["phrase"]
        case "documents":
            people = [known.condition(condition) for condition in parse(row["when"])]
            return _beside([known.document(row["document"]), *people])
        case "document_texts" | "reasons":
            return row["language"]
        case "unit_texts" | "service_texts":
            return _beside([FIELDS.get(row["field"], row["field"]), row["language"]])
    return ""


def _beside(parts: Sequence[Sayable]) -> Sayable:
    """One after the other, in one line."""
    return reduce(lambda before, one: t("{before} · {one}", before=before, one=one), parts)


def _weekday(number: str) -> Words:
    return Words({code: get_day_names("wide", locale=code)[int(number) - 1] for code in FALLBACKS})


def _cell(field: str, text: str, known: Names) -> Sayable:
    match field:
        case "parent" | "unit" if text:
            return known.unit(text)
        case "area":
            return known.area(text)
        case "weekday" if text:
            return _weekday(text)
        case "role" if text:
            return ROLES[Role(text)]
        case "when":
            return known.lines(parse(text))
        case "field":
            return FIELDS.get(text, text)
        case "kind":
            return office_kind(text)
        case "front":
            return t("front office") if text == "front" else t("back office")
        case "by_appointment" | "urgent" | "wheelchair" | "per_person" | "sensitive":
            return {"yes": t("yes"), "no": t("no"), "partly": t("partly")}.get(text, text)
        case "valid_from" | "valid_until" | "first" | "last" if text:
            return _day(text)
    return text


def _days(first: str, last: str) -> Sayable:
    return _day(first) if first == last else t("{first} to {last}", first=_day(first), last=_day(last))


def _day(text: str) -> Words:
    day = date.fromisoformat(text)
    return Words({"de": f"{day:%d.%m.%Y}", "en": f"{day.day} {day:%b %Y}"})
