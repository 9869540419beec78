"""Free times, computed on the fly. Pure arithmetic: local opening periods in, aware UTC instants out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from participation.core.clock import BERLIN

SHUTS = timedelta(minutes=5)  # a slot can be booked until this long before it starts
HORIZON = 60  # days ahead that can be booked


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """A bookable period of one day: local times, the length of a slot in minutes, and how many counters serve."""

    day: date
    opens: time
    closes: time
    slot_minutes: int
    counters: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A start time: *needed* consecutive slots of *minutes* each, any of *counters* counters."""

    starts_at: datetime
    minutes: int
    needed: int
    counters: int

    @property
    def instants(self) -> tuple[datetime, ...]:
        """The starts of the slots it takes up."""
        return tuple(self.starts_at + timedelta(minutes=self.minutes * step) for step in range(self.needed))


def slots_of(periods: Iterable[OpenPeriod], minutes: int, zone: ZoneInfo = BERLIN) -> list[Slot]:
    """Return every start of a visit of *minutes* that ends by closing time, earliest first; DST is respected."""
    found: dict[datetime, Slot] = {}
    for period in periods:
        needed = max(1, -(-minutes // period.slot_minutes))
        opens, closes = _instant(period.day, period.opens, zone), _instant(period.day, period.closes, zone)
        start, step = opens, timedelta(minutes=period.slot_minutes)
        while start + needed * step <= closes:
            found.setdefault(start, Slot(start, period.slot_minutes, needed, period.counters))
            start += step
    return [found[start] for start in sorted(found)]


def free(slots: Sequence[Slot], taken: Mapping[datetime, Iterable[int]], now: datetime) -> list[Slot]:
    """Return the slots that still have one counter free for all of their length, and that start late enough."""
    return [slot for slot in slots if slot.starts_at >= now + SHUTS and seats_free(slot, taken)]


def seats_free(slot: Slot, taken: Mapping[datetime, Iterable[int]]) -> list[int]:
    """Return the counters that are free in every part of *slot*."""
    busy = Counter(seat for instant in slot.instants for seat in taken.get(instant, ()))
    return [seat for seat in range(1, slot.counters + 1) if not busy[seat]]


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
