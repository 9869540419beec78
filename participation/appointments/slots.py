"""Free times from opening hours: pure arithmetic, moments in UTC, wall clocks only at the edge.

A service that needs more than one slot takes consecutive ones on the same seat. A seat is the place of one counter in one
slot; seats are numbered from 1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.core.clock import BERLIN

#: Nobody can be told and be there in less time.
CLOSES = timedelta(minutes=5)
#: To the minute, so that the last day opens slot by slot and there is no rush at midnight.
HORIZON = timedelta(days=60)
#: More in a row would be a day of the office for one person.
MOST_SLOTS = 25


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """People with appointments are seen from *opens* to *closes* (wall clock), *counters* at a time."""

    opens: time
    closes: time
    slot_minutes: int
    counters: int


Days = Mapping[date, Sequence[OpenPeriod]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked: *starts_at* in UTC, *local* is what the clock in the office shows."""

    starts_at: datetime
    local: time
    minutes: int
    counters: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Start:
    """A free time for a whole visit: *slots* slots of *slot_minutes* one after the other on one of *seats* seats."""

    starts_at: datetime
    local: time
    slot_minutes: int
    slots: int
    seats: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A seat that is not free from *starts_at* to *ends_at*."""

    starts_at: datetime
    ends_at: datetime
    seat: int


def slots_of(day: date, periods: Iterable[OpenPeriod], zone: ZoneInfo = BERLIN) -> list[Slot]:
    """Return the slots of a day in order. Where periods overlap, nobody's counter is counted twice."""
    slots: dict[datetime, Slot] = {}
    for period in sorted(periods, key=lambda period: (period.opens, -period.counters)):
        before = list(slots.values())
        for slot in _grid(day, period, zone):
            same = slots.get(slot.starts_at)
            if same and same.minutes == slot.minutes:
                slots[slot.starts_at] = max(same, slot, key=lambda slot: slot.counters)
            elif not any(other.starts_at < slot.ends_at and slot.starts_at < other.ends_at for other in before):
                slots[slot.starts_at] = slot
    return [slots[start] for start in sorted(slots)]


def needed(minutes: int | None, slot_minutes: int) -> int:
    """Return how many slots a visit of *minutes* takes; one if nobody knows how long it is."""
    return max(1, -(-(minutes or 1) // slot_minutes))


def bookable(starts_at: datetime, now: datetime) -> bool:
    """Say whether a time may be given away at all: neither too soon nor too far ahead."""
    return now + CLOSES <= starts_at <= now + HORIZON


def free(slots: Sequence[Slot], taken: Iterable[Taken], now: datetime, minutes: int | None) -> list[Start]:
    """Return the times at which a visit of *minutes* can start. *slots* are those of `slots_of`, in order."""
    blocked = _blocked(slots, taken)
    starts = []
    for index, slot in enumerate(slots):
        run = needed(minutes, slot.minutes)
        if run > MOST_SLOTS or not bookable(slot.starts_at, now) or not _in_a_row(slots, index, run):
            continue
        seats = min(slots[later].counters for later in range(index, index + run))
        busy = 0
        for later in range(index, index + run):
            busy |= blocked[later]
        if ~busy & ((1 << seats) - 1):
            starts.append(Start(slot.starts_at, slot.local, slot.minutes, run, seats))
    return starts


def _grid(day: date, period: OpenPeriod, zone: ZoneInfo) -> Iterable[Slot]:
    """Step through real time: an hour that the clock leaps over has no slots, one it repeats has twice as many."""
    if period.slot_minutes < 1 or period.counters < 1:
        return
    start, end = max(_moments(day, period.opens, zone)), min(_moments(day, period.closes, zone))
    length = timedelta(minutes=period.slot_minutes)
    while start + length <= end:
        yield Slot(start, start.astimezone(zone).time(), period.slot_minutes, period.counters)
        start += length


def _moments(day: date, wall: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return both readings of a wall clock; they differ only where a time does not exist or comes twice.

    Then the office counts as open for the shorter time: it opens at the later one and closes at the earlier one.
    """
    local = datetime.combine(day, wall, zone)
    return local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)


def _blocked(slots: Sequence[Slot], taken: Iterable[Taken]) -> list[int]:
    """Return for each slot which seats are taken, as bits; also by bookings of another, older grid of slots."""
    starts = [slot.starts_at for slot in slots]
    blocked = [0] * len(slots)
    for claim in taken:
        index = bisect_left(starts, claim.starts_at)
        if index and slots[index - 1].ends_at > claim.starts_at:
            index -= 1
        while index < len(slots) and starts[index] < claim.ends_at:
            blocked[index] |= 1 << (claim.seat - 1)
            index += 1
    return blocked


def _in_a_row(slots: Sequence[Slot], index: int, run: int) -> bool:
    """Say whether *run* slots from *index* on follow each other without a gap and are equally long."""
    if index + run > len(slots):
        return False
    first, last = slots[index], slots[index + run - 1]
    equal = all(slots[later].minutes == first.minutes for later in range(index + 1, index + run))
    return equal and last.starts_at - first.starts_at == timedelta(minutes=first.minutes * (run - 1))
