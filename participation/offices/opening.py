"""When an office is open: periods, exceptions, closures, public holidays. Pure arithmetic in local time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

import holidays

from participation.core.clock import BERLIN
from participation.offices.values import Closure, Period, Unit

AHEAD = 60  # days looked ahead for the next opening


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Open without appointment until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class ByAppointment:
    """People are seen now, but only with an appointment: not the same as closed."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed; *opens* is the next moment people are seen, None if not within the days looked ahead."""

    opens: datetime | None


def holiday(land: str, day: date) -> str | None:
    """Return the German name of a public holiday in a Land, None on other days."""
    return _holidays(land, day.year).get(day) if land else None


@cache
def _holidays(land: str, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DE", subdiv=land, years=year, language="de"))


def periods_on(unit: Unit, day: date) -> tuple[Period, ...]:
    """Return the periods of one day, empty when the office is shut. Of several closures the first decides.

    Only an exception of its own opens an office on a public holiday.
    """
    usual = tuple(period for period in unit.periods if period.weekday == day.isoweekday() and _valid(period, day))
    free = holiday(unit.land, day)
    for closure in unit.closures:
        if closure.first <= day <= closure.last:
            return _exception(closure, () if free and closure.inherited else usual, day)
    return () if free else usual


def _exception(closure: Closure, usual: Sequence[Period], day: date) -> tuple[Period, ...]:
    if closure.opens is None or closure.closes is None:
        return ()
    if closure.inherited:
        clipped = (replace(p, opens=max(p.opens, closure.opens), closes=min(p.closes, closure.closes)) for p in usual)
        return tuple(period for period in clipped if period.opens < period.closes)
    model = usual[0] if usual else Period(day.isoweekday(), closure.opens, closure.closes, by_appointment=False)
    return (replace(model, opens=closure.opens, closes=closure.closes),)


def state_at(unit: Unit, moment: datetime) -> OpenNow | ByAppointment | Closed:
    """Say whether people are seen at *moment* (aware)."""
    local = moment.astimezone(BERLIN)
    today = [period for period in periods_on(unit, local.date()) if period.opens <= local.time() < period.closes]
    walk_in = [period for period in today if not period.by_appointment]
    if walk_in:
        return OpenNow(_at(local.date(), max(walk_in, key=lambda period: period.closes), opening=False))
    if today:
        return ByAppointment(_at(local.date(), max(today, key=lambda period: period.closes), opening=False))
    for ahead in range(AHEAD):
        day = local.date() + timedelta(days=ahead)
        for period in periods_on(unit, day):
            if (opens := _at(day, period, opening=True)) > moment:
                return Closed(opens)
    return Closed(None)


def open_days(unit: Unit, first: date, days: int) -> Sequence[tuple[date, tuple[Period, ...]]]:
    """Return the next *days* days from *first* on which people are seen, with their periods."""
    every = ((first + timedelta(days=ahead)) for ahead in range(days))
    return [(day, periods) for day in every if (periods := periods_on(unit, day))]


def _valid(period: Period, day: date) -> bool:
    begun = period.valid_from is None or period.valid_from <= day
    return begun and (period.valid_until is None or day <= period.valid_until)


def _at(day: date, period: Period, *, opening: bool) -> datetime:
    return datetime.combine(day, period.opens if opening else period.closes, BERLIN)
