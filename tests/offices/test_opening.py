"""When an office is open: weekdays, holidays of its Land, closures, exceptions, the change of the clock."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from participation.core.clock import BERLIN
from participation.offices.opening import (
    ByAppointment,
    Closed,
    OpenNow,
    holiday,
    open_days,
    periods_on,
    state_at,
)
from participation.offices.values import Closure, Period, Unit
from tests.support.shared import shared_data

MONDAY = date(2026, 11, 23)


def at(hours: str) -> time:
    return time.fromisoformat(hours)


def office(*periods: Period, closures: tuple[Closure, ...] = (), land: str = "NW") -> Unit:
    return Unit(
        "a", None, "Amt", {}, {}, "county", "office", True, "", "", "", "", "", "", (), "", periods, closures, land
    )


def open_on(*weekdays: int, hours: str = "08:00-12:00", by_appointment: bool = False) -> tuple[Period, ...]:
    opens, closes = map(at, hours.split("-"))
    return tuple(Period(weekday, opens, closes, by_appointment) for weekday in weekdays)


def moment(day: date, hours: str) -> datetime:
    return datetime.combine(day, at(hours), BERLIN).astimezone(UTC)


def test_public_holidays_of_every_land() -> None:
    """The days off of all sixteen Länder over three years are those of the reference table."""
    table = json.loads(shared_data("appointments/holidays_DE_by_state_2026-2028.json").read_text(encoding="utf-8"))
    assert len(table["states"]) >= 16  # one city has a day of its own
    for land, expected in table["states"].items():
        days = (date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(3 * 365 + 1))
        assert {day.isoformat(): name for day in days if (name := holiday(land, day))} == expected, land


def test_a_holiday_closes_only_in_its_land() -> None:
    """Epiphany closes an office in Bavaria, not in North Rhine-Westphalia; without a Land nothing is assumed."""
    epiphany = date(2027, 1, 6)
    hours = open_on(3)

    assert periods_on(office(*hours, land="BY"), epiphany) == ()
    assert periods_on(office(*hours, land="NW"), epiphany) == hours
    assert periods_on(office(*hours, land=""), date(2026, 12, 25)) == ()  # a Friday: no period, not a holiday
    assert holiday("", date(2026, 12, 25)) is None


def test_open_by_appointment_and_closed_are_three_things() -> None:
    """Seen only with an appointment is not closed, and not open."""
    unit = office(*open_on(1), *open_on(1, hours="13:00-16:00", by_appointment=True))

    assert state_at(unit, moment(MONDAY, "08:00")) == OpenNow(moment(MONDAY, "12:00"))
    assert state_at(unit, moment(MONDAY, "12:00")) == Closed(moment(MONDAY, "13:00"))
    assert state_at(unit, moment(MONDAY, "13:30")) == ByAppointment(moment(MONDAY, "16:00"))
    assert state_at(unit, moment(MONDAY, "16:00")) == Closed(moment(MONDAY + timedelta(days=7), "08:00"))
    assert state_at(office(), moment(MONDAY, "09:00")) == Closed(None)


def test_a_closure_and_its_end() -> None:
    """Shut from the first to the last day, both included; the next opening is after them."""
    unit = office(*open_on(1, 2, 3), closures=(Closure(MONDAY, MONDAY + timedelta(days=1), "Umzug"),))

    assert periods_on(unit, MONDAY + timedelta(days=1)) == ()
    assert state_at(unit, moment(MONDAY, "09:00")) == Closed(moment(MONDAY + timedelta(days=2), "08:00"))


def test_exceptional_hours_replace_the_usual_ones() -> None:
    """On such a day only these hours hold, also on a public holiday or on a day that is usually closed."""
    christmas, sunday = date(2026, 12, 25), date(2026, 11, 29)
    shorter = Closure(MONDAY, MONDAY, "Versammlung", at("10:00"), at("11:00"))
    open_house = Closure(sunday, sunday, "Tag der offenen Tür", at("14:00"), at("18:00"))
    emergency = Closure(christmas, christmas, "Notdienst", at("10:00"), at("12:00"))
    unit = office(*open_on(1, 5), closures=(shorter, open_house, emergency))

    for day, hours in ((MONDAY, "10:00-11:00"), (sunday, "14:00-18:00"), (christmas, "10:00-12:00")):
        assert [f"{p.opens:%H:%M}-{p.closes:%H:%M}" for p in periods_on(unit, day)] == [hours]


def test_exceptions_of_the_house_never_open_an_office() -> None:
    """A staff meeting in the house shortens the hours of its offices; it opens none that are closed."""
    house = Closure(MONDAY, MONDAY, "Versammlung", at("10:00"), at("14:00"), inherited=True)

    assert periods_on(office(*open_on(1), closures=(house,)), MONDAY) == open_on(1, hours="10:00-12:00")
    assert periods_on(office(*open_on(2), closures=(house,)), MONDAY) == ()
    assert periods_on(office(*open_on(1, hours="15:00-16:00"), closures=(house,)), MONDAY) == ()


def test_exceptions_of_the_house_leave_public_holidays_alone() -> None:
    """The town hall's hours between the years open no office below it at Christmas; on the days between they hold."""
    years = Closure(
        date(2026, 12, 20), date(2027, 1, 5), "Zwischen den Jahren", at("09:00"), at("12:00"), inherited=True
    )
    unit = office(*open_on(1, 5, 6, hours="08:00-16:00"), closures=(years,))
    christmas, boxing_day, monday = date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28)

    assert periods_on(unit, christmas) == ()
    assert periods_on(unit, boxing_day) == ()
    assert periods_on(unit, monday) == open_on(1, hours="09:00-12:00")
    assert [day for day, _ in open_days(unit, christmas, 4)] == [monday]


def test_the_nearest_closure_decides() -> None:
    """An office's own emergency hours go before the closed house around it."""
    own = Closure(MONDAY, MONDAY, "Notdienst", at("10:00"), at("11:00"))
    house = Closure(MONDAY, MONDAY + timedelta(days=7), "Betriebsferien")

    assert [p.opens for p in periods_on(office(*open_on(1), closures=(own, house)), MONDAY)] == [at("10:00")]
    assert periods_on(office(*open_on(1), closures=(house, own)), MONDAY) == ()


def test_an_exception_that_leaves_nothing_shuts_the_office() -> None:
    """A house that opens when the office has closed, and an exception with only one of its times."""
    late = Closure(MONDAY, MONDAY, "Versammlung", at("12:00"), at("18:00"), inherited=True)
    half = Closure(MONDAY, MONDAY, "Versammlung", at("10:00"), None)

    assert periods_on(office(*open_on(1), closures=(late,)), MONDAY) == ()
    assert periods_on(office(*open_on(1), closures=(half,)), MONDAY) == ()


def test_hours_have_their_time() -> None:
    """Summer hours begin and end on their days."""
    summer = Period(1, at("07:00"), at("12:00"), False, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=7))

    assert periods_on(office(summer), MONDAY - timedelta(days=7)) == ()
    assert periods_on(office(summer), MONDAY) == (summer,)
    assert periods_on(office(summer), MONDAY + timedelta(days=7)) == (summer,)
    assert periods_on(office(summer), MONDAY + timedelta(days=14)) == ()


def test_the_clock_changes_and_the_office_opens_at_eight() -> None:
    """Eight o'clock is eight o'clock on the wall in summer and in winter."""
    unit = office(*open_on(1))
    before, after = date(2026, 10, 19), date(2026, 10, 26)  # the clock goes back on the 25th

    assert state_at(unit, datetime(2026, 10, 19, 6, 0, tzinfo=UTC)) == OpenNow(moment(before, "12:00"))
    assert state_at(unit, datetime(2026, 10, 26, 6, 30, tzinfo=UTC)) == Closed(moment(after, "08:00"))
    assert moment(after, "08:00").hour - moment(before, "08:00").hour == 1


def test_open_days_are_listed_with_their_periods() -> None:
    """Days without hours are left out."""
    unit = office(*open_on(1, 3), closures=(Closure(MONDAY, MONDAY, "zu"),))

    assert [day for day, _ in open_days(unit, MONDAY, 8)] == [MONDAY + timedelta(days=2), MONDAY + timedelta(days=7)]


PERIODS = st.builds(
    lambda weekday, first, length, appointment: Period(weekday, time(first), time(first + length), appointment),
    st.integers(1, 7), st.integers(6, 16), st.integers(1, 6), st.booleans(),
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001  # hypothesis wants naive bounds; the zone comes after


@given(st.lists(PERIODS, max_size=5), MOMENTS)
def test_the_next_opening_is_an_opening(periods: list[Period], now: datetime) -> None:
    """What we promise is true: at the moment named people are seen, and until the moment named, but not after it."""
    unit = office(*periods)
    match state_at(unit, now):
        case Closed(opens) if opens is not None:
            assert opens > now
            assert not isinstance(state_at(unit, opens), Closed)
        case Closed(_):
            assert not periods
        case OpenNow(until) | ByAppointment(until):
            assert now < until
            assert any(p.closes == until.time() for p in periods)
