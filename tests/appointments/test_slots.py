"""Slots follow opening times in local time, on every day of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from participation.appointments.slots import OpenPeriod, free, seats_free, slots_of

DAY = date(2026, 11, 24)


def test_the_last_slot_ends_by_closing_time() -> None:
    """A grid that does not divide the period leaves the rest unused; a long visit starts earlier."""
    period = OpenPeriod(DAY, time(8), time(9, 10), 20, 2)

    assert [f"{slot.starts_at:%H:%M}" for slot in slots_of([period], 20)] == ["07:00", "07:20", "07:40"]
    assert [f"{slot.starts_at:%H:%M}" for slot in slots_of([period], 30)] == ["07:00", "07:20"]


def test_clock_changes() -> None:
    """No slot lies in the hour that does not exist, and none is doubled in the hour that comes twice."""
    spring = slots_of([OpenPeriod(date(2027, 3, 28), time(1), time(5), 60, 1)], 60)
    autumn = slots_of([OpenPeriod(date(2026, 10, 25), time(1), time(5), 60, 1)], 60)

    assert len(spring) == 3
    assert len(autumn) == 5
    assert len({slot.starts_at for slot in autumn}) == 5


def test_slots_shut_five_minutes_before_they_start() -> None:
    """Who books must still be able to come."""
    slots = slots_of([OpenPeriod(DAY, time(8), time(9), 30, 1)], 30)

    assert len(free(slots, {}, datetime(2026, 11, 24, 6, 55, tzinfo=UTC))) == 2
    assert len(free(slots, {}, datetime(2026, 11, 24, 6, 56, tzinfo=UTC))) == 1


@settings(deadline=None, derandomize=True, max_examples=80)
@given(
    opens=st.integers(0, 22), hours=st.integers(1, 8), grid=st.sampled_from([5, 10, 15, 20, 30, 45]),
    minutes=st.integers(1, 120), counters=st.integers(1, 4), day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)  # fmt: skip
def test_slots_stay_within_their_period(
    opens: int, hours: int, grid: int, minutes: int, counters: int, day: date
) -> None:
    """Every slot starts on the grid, fits the visit, and ends in time."""
    period = OpenPeriod(day, time(opens), time(min(23, opens + hours)), grid, counters)
    for slot in slots_of([period], minutes):
        assert slot.minutes * slot.needed >= minutes
        assert (slot.needed - 1) * slot.minutes < minutes
        ends = slot.instants[-1] + timedelta(minutes=slot.minutes)
        assert ends - slot.starts_at <= timedelta(hours=hours)
        assert len(seats_free(slot, {slot.instants[-1]: [1]})) == counters - 1
