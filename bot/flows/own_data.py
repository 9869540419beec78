"""Everything stored about a person, entry by entry, as text to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from participation.core.text import Lines, Sayable, Words, t

HEADINGS = {
    "contact": t("How we reach you:"),
    "talk": t("Our talk at the moment:"),
    "messages": t("Our messages that are kept for you:"),
    "appointments": t("Your appointments:"),
    "surveys": t("Surveys you took part in, without your answers: nobody knows which are yours."),
}
LABELS = {
    "address": t("Address"),
    "at": t("When"),
    "code": t("Code"),
    "created_on": t("Booked on"),
    "day": t("Day"),
    "due_at": t("When"),
    "held_until": t("Kept for you until"),
    "holds": t("Times chosen on that day"),
    "id": t("Our name for it"),
    "interpreter": t("Interpreter"),
    "language": t("Language"),
    "minutes": t("Minutes"),
    "note": t("Note"),
    "number": t("Number"),
    "party": t("Persons"),
    "place": t("Place"),
    "seen_on": t("Last here on"),
    "service": t("Service"),
    "spoke_at": t("Last message"),
    "starts_at": t("Begins"),
    "state": t("State"),
    "survey": t("Survey"),
    "text": t("Message"),
    "title": t("Title"),
    "unit": t("Office"),
    "wants_to_hear_the_outcome": t("Wants to hear what becomes of it"),
}


def everything(copy: Mapping[str, list[dict[str, Any]]]) -> list[Sayable]:
    """Return one paragraph for each kind of entry that there is."""
    return [Lines((HEADINGS.get(kind, kind), *_entries(entries))) for kind, entries in copy.items() if entries]


def _entries(entries: list[dict[str, Any]]) -> Iterator[Sayable]:
    for number, entry in enumerate(entries):
        if number:
            yield "–"
        yield from _fields(entry, "")


def _fields(entry: Mapping[str, Any], above: str) -> Iterator[Sayable]:
    """One line for each field that says something; what lies deeper is named by its path."""
    for name, value in entry.items():
        path = f"{above}{name}"
        if name == "title" and isinstance(value, dict):
            yield t("{field}: {value}", field=LABELS[name], value=Words(value))
        elif isinstance(value, list):
            for place, one in enumerate(value, 1):
                yield from _fields(one if isinstance(one, dict) else {str(place): one}, f"{path}.")
        elif isinstance(value, dict):
            yield from _fields(value, f"{path}.")
        elif value not in (None, ""):
            yield t("{field}: {value}", field=LABELS.get(name, path) if not above else path, value=_shown(name, value))


def _shown(name: str, value: Any) -> Any:
    match value:
        case bool():
            return t("Yes") if value else t("No")
        case str() if name.endswith("_at") or name == "at":
            return datetime.fromisoformat(value)
        case int() | float():
            return value
        case _:
            return str(value)
