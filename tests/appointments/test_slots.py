"""Slots follow opening hours by the clock on the wall, on every day of the year."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.appointments.slots import HORIZON, MOST_SLOTS, OpenPeriod, Slot, Start, Taken, free, needed, slots_of
from participation.core.clock import BERLIN
from tests.support.shared import shared_data

DAY = date(2026, 11, 24)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
EARLY = datetime(2026, 11, 23, 9, tzinfo=UTC)
properties = settings(deadline=None, derandomize=True, max_examples=200)

walls = st.times().map(lambda wall: wall.replace(minute=wall.minute // 5 * 5, second=0, microsecond=0, fold=0))
periods = st.builds(OpenPeriod, walls, walls, st.sampled_from([5, 7, 10, 15, 20, 30, 45, 60]), st.integers(1, 4))
dates = st.one_of(st.sampled_from([SPRING, AUTUMN]), st.dates(date(2026, 1, 1), date(2028, 12, 31)))


def _local(slots: list[Slot] | list[Start]) -> list[str]:
    return [f"{slot.local:%H:%M}" for slot in slots]


def _at(wall: str, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(wall), BERLIN).astimezone(UTC)


def _period(opens: str, closes: str, minutes: int = 15, counters: int = 1) -> OpenPeriod:
    return OpenPeriod(time.fromisoformat(opens), time.fromisoformat(closes), minutes, counters)


def test_the_last_slot_ends_by_closing_time() -> None:
    """A grid that does not divide the opening hours leaves the rest unused."""
    assert _local(slots_of(DAY, [_period("08:00", "09:10", 20)])) == ["08:00", "08:20", "08:40"]


def test_overlapping_periods_do_not_count_a_counter_twice() -> None:
    """The same slot has the larger number of counters; a slot across another one is left out."""
    slots = slots_of(
        DAY, [_period("09:00", "10:00", 30, 2), _period("08:00", "10:00", 30, 3), _period("09:15", "11:00", 30, 3)]
    )

    assert _local(slots) == ["08:00", "08:30", "09:00", "09:30", "10:15"]
    assert {slot.counters for slot in slots} == {3}


def test_in_spring_there_is_no_slot_in_the_hour_that_is_leapt_over() -> None:
    """From 01:00 to 04:00 are two hours on that night."""
    assert _local(slots_of(SPRING, [_period("01:00", "04:00", 30)])) == ["01:00", "01:30", "03:00", "03:30"]
    assert _local(slots_of(SPRING, [_period("01:00", "02:30", 30)])) == ["01:00"]  # closes early rather than late
    assert _local(slots_of(SPRING, [_period("02:30", "04:00", 30)])) == ["03:30"]  # opens late rather than early


def test_in_autumn_the_hour_that_comes_twice_has_slots_of_its_own() -> None:
    """The same wall clock, two moments: nobody is sent to the other one's time."""
    slots = slots_of(AUTUMN, [_period("01:00", "04:00", 30)])

    assert _local(slots) == ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]
    assert len({slot.starts_at for slot in slots}) == 8


@properties
@given(day=dates, found=st.lists(periods, max_size=3))
def test_slots_lie_within_opening_hours_and_apart(day: date, found: list[OpenPeriod]) -> None:
    """Every slot exists on the wall, ends by closing time, and touches no other."""
    slots = slots_of(day, found)

    assert all(one.ends_at <= two.starts_at for one, two in pairwise(slots))
    for slot in slots:
        start, end = slot.starts_at.astimezone(BERLIN), slot.ends_at.astimezone(BERLIN)
        ended = end.time() if end.date() == day else time.max
        assert start.date() == day
        assert start.time() == slot.local
        assert any(
            period.opens <= slot.local and (ended <= period.closes or start.fold != end.fold)
            for period in found
            if (period.slot_minutes, slot.counters) == (slot.minutes, slot.counters)
            and period.counters <= slot.counters
        )


def test_a_time_shuts_five_minutes_before_it_begins() -> None:
    """Who books must still be able to come; who looks too far ahead has to wait, to the minute."""
    slots = slots_of(DAY, [_period("08:00", "09:00", 30)])

    assert _local(free(slots, [], _at("07:55"), 30)) == ["08:00", "08:30"]
    assert _local(free(slots, [], _at("07:56"), 30)) == ["08:30"]
    assert _local(free(slots, [], _at("08:00") - HORIZON, 30)) == ["08:00"]


@pytest.mark.parametrize(("minutes", "slots"), [(None, 1), (0, 1), (1, 1), (15, 1), (16, 2), (45, 3)])
def test_a_visit_takes_as_many_slots_as_it_needs(minutes: int | None, slots: int) -> None:
    """At least one, and never too few."""
    assert needed(minutes, 15) == slots


def test_a_long_visit_needs_one_seat_for_the_whole_time() -> None:
    """Free seats that alternate are of no use, and nothing goes on across a lunch break."""
    slots = slots_of(DAY, [_period("08:00", "09:00", 15, 2), _period("10:00", "10:15", 15, 2)])
    taken = [Taken(_at("08:00"), _at("08:15"), 1), Taken(_at("08:15"), _at("08:30"), 2)]
    found = free(slots, taken, EARLY, 30)

    assert _local(found) == ["08:15", "08:30"]
    assert (found[0].slots, found[0].seats) == (2, 2)


def test_bookings_of_an_older_grid_still_count() -> None:
    """After the slots were made longer, a time that somebody has is not offered in another cut."""
    slots = slots_of(DAY, [_period("08:00", "09:00", 20)])

    assert _local(free(slots, [Taken(_at("08:15"), _at("08:30"), 1)], EARLY, 20)) == ["08:40"]


def test_nobody_books_a_whole_day() -> None:
    """Beyond a number of slots there is nothing to choose from."""
    slots = slots_of(DAY, [_period("08:00", "18:00", 5)])

    assert free(slots, [], EARLY, 5 * MOST_SLOTS)
    assert not free(slots, [], EARLY, 5 * MOST_SLOTS + 1)


@properties
@given(
    day=dates,
    found=st.lists(periods, max_size=2),
    minutes=st.integers(1, 90),
    taken=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4)), max_size=30),
)
def test_free_is_what_a_plain_search_finds(
    day: date, found: list[OpenPeriod], minutes: int, taken: list[tuple[int, int]]
) -> None:
    """The quick arithmetic agrees with a slow one that looks at every seat in turn."""
    slots = slots_of(day, found)
    claims = [Taken(slots[at].starts_at, slots[at].ends_at, seat) for at, seat in taken if at < len(slots)]
    now = datetime.combine(day, time(8), BERLIN).astimezone(UTC)
    expected = []
    for index, slot in enumerate(slots):
        run = slots[index : index + needed(minutes, slot.minutes)]
        whole = len(run) == needed(minutes, slot.minutes) and len({part.minutes for part in run}) == 1
        joined = all(one.ends_at == two.starts_at for one, two in pairwise(run))
        seats = set(range(1, min(part.counters for part in run) + 1))
        seats -= {claim.seat for claim in claims for part in run if claim.starts_at == part.starts_at}
        if whole and joined and seats and slot.starts_at - now >= timedelta(minutes=5):
            expected.append(slot.starts_at)

    assert [start.starts_at for start in free(slots, claims, now, minutes)] == expected


CALCOM = [
    "two ranges of one hour, 20 min each: 6",
    "overlapping ranges merge to 5 distinct slots",
    "two unequal ranges, 45 min: 2",
    "day ending 23:45 fits 71 x 20 min",
    "length 8 not divisible by 5, 07:22-08:00: 4",
    "5 min slots in a 5 min and a 20 min range: 5",
    "09:30-17:30, 60 min, optimized: 8",
]


@pytest.mark.parametrize("name", CALCOM)
def test_cases_of_another_system(name: str) -> None:
    """The vectors without its habit of moving starts to full hours give the same slots here."""
    vectors = json.loads(shared_data("appointments/calcom_slot_vectors.json").read_text(encoding="utf-8"))["vectors"]
    case = next(vector for vector in vectors if vector["name"] == name)
    zone = ZoneInfo(case["timezone"])
    ranges = [[datetime.fromisoformat(moment).astimezone(zone) for moment in pair] for pair in case["freeRanges"]]
    opened = [OpenPeriod(start.time(), end.time(), case["slotEveryMin"], 1) for start, end in ranges]
    slots = slots_of(ranges[0][0].date(), opened, zone)

    assert len(slots) == case["expectedCount"]
    if case["expectedStarts"]:
        assert [slot.starts_at for slot in slots] == [datetime.fromisoformat(at) for at in case["expectedStarts"]]


def test_sixty_days_of_a_real_office() -> None:
    """A Berlin office of 2016: as many places on every day as its own system counted."""
    office = json.loads(shared_data("appointments/zms_berlin_scope141_2016.json").read_text(encoding="utf-8"))
    first, last = map(date.fromisoformat, office["query_window"])
    counted = {}
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        opened = [
            OpenPeriod(
                time.fromisoformat(row["startTime"]),
                time.fromisoformat(row["endTime"]),
                row["slotTimeInMinutes"],
                row["public"],
            )
            for row in office["availabilities"]
            if row["type"] == "appointment"
            and f"{day:%A}".lower() in row["weekdays"]
            and row["startDate"] <= day.isoformat() <= row["endDate"]
            and day.isoformat() not in office["dayoff"]
        ]
        if places := sum(slot.counters for slot in slots_of(day, opened)):
            counted[day.isoformat()] = places

    assert counted == {day: found["all_public"] for day, found in office["expected_days"].items()}


def test_the_longest_visit_is_as_long_as_elsewhere() -> None:
    """Other town halls stop at the same number of slots."""
    known = json.loads(shared_data("appointments/zms_slot_arithmetic.json").read_text(encoding="utf-8"))

    assert known["max_slots_per_appointment_default"] == MOST_SLOTS
