"""The list of a day's appointments, as clerks read it: who is still to come first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from admin.columns import Column, Listing
from admin.looks import language_name
from participation.appointments.values import EXPECTED, Entry, State
from participation.core.clock import BERLIN
from participation.core.text import Sayable, Text, t, tn

#: How a booking stands, in words.
STATES: dict[State, Text] = {
    State.BOOKED: t("expected"),
    State.ARRIVED: t("has arrived"),
    State.CALLED: t("called"),
    State.DONE: t("done"),
    State.DOCUMENTS_MISSING: t("documents missing"),
    State.PASSED_ON: t("passed on"),
    State.NOT_RESPONSIBLE: t("wrong office"),
    State.NO_SHOW: t("did not come"),
}


def list_of_day(
    services: Mapping[str, Sayable], units: Mapping[str, Sayable], clerks: Mapping[str, str], now: datetime
) -> Listing[Entry]:
    """Describe the list; the office is said only where there are several."""

    def there(one: Entry) -> Sayable | None:
        return units.get(one.unit) if len(units) > 1 else None

    def clerk(one: Entry) -> str | None:
        name = clerks.get(one.clerk or "")
        return f"{name}, {one.desk}" if name and one.state is State.CALLED and one.desk else name

    return Listing("bookings", t("List of appointments"), (
        Column("time", t("Time"), lambda one: one.starts_at.astimezone(BERLIN).time(), css="when bare"),
        Column("number", t("Number"), lambda one: one.number, link=lambda one: f"/staff/bookings/{one.booking}", head=True, css="who-is bare"),
        Column("request", t("Request"), lambda one: services.get(one.service) or one.service, small=there, code=lambda one: one.service, css="request bare"),
        Column("office", t("Office"), lambda one: units.get(one.unit) or one.unit, code=lambda one: one.unit, shown=False),
        Column("language", t("Language"), lambda one: language_name(one.language), code=lambda one: one.language, small=lambda one: t("needs an interpreter") if one.interpreter == "office" else None, css="more bare"),
        Column("people", t("People"), lambda one: one.party, css="num more"),
        Column("state", t("State"), lambda one: STATES[one.state], code=lambda one: one.state, small=clerk, css="more bare state"),
        Column("call", t("Call"), lambda _one: None, drawn=True, css="noprint act"),
    ), kind="bookings", size=100, css=lambda one: f"is-{one.state}{' late' if one.state in EXPECTED and one.starts_at < now else ''}",
        counted=lambda n: tn("{n} appointment", "{n} appointments", n))  # fmt: skip
