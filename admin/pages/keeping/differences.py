"""What is different, cell by cell, in words instead of the columns of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from babel.dates import get_day_names

from admin.pages.keeping.words import ROLES, Names
from participation.core.languages import FALLBACKS
from participation.core.text import Sayable, Words, t
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
}  # fmt: skip
TABLES: dict[str, Sayable] = {
    "units": t("Office"), "unit_texts": t("Office in another language"), "opening": t("Weekly hours"), "closures": t("Closure"),
    "services": t("Service"), "service_texts": t("Text of the service"), "phrases": t("Phrase"), "responsibilities": t("Responsibility"),
    "documents": t("Document to bring"), "document_texts": t("Words of a document"), "reasons": t("Words of a reason"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what it is about, and how it was and is."""

    what: Sayable
    about: Sayable
    before: Sayable
    after: Sayable


def lines(different: Sequence[Difference], known: Names) -> list[Line]:
    """Say what is different."""
    return [_line(one, known) for one in different]


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
        case "parent" if text:
            return known.unit(text)
        case "front":
            return t("front office") if text == "front" else t("back office")
        case "by_appointment" | "urgent" | "wheelchair" | "per_person":
            return {"yes": t("yes"), "no": t("no"), "partly": t("partly")}.get(text, text)
        case "valid_from" | "valid_until" | "last" if text:
            return _day(text)
    return text


def _days(first: str, last: str) -> Sayable:
    return _day(first) if first == last else t("{first} to {last}", first=_day(first), last=_day(last))


def _day(text: str) -> Words:
    day = date.fromisoformat(text)
    return Words({"de": f"{day:%d.%m.%Y}", "en": f"{day.day} {day:%b %Y}"})
