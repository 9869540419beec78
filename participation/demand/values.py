"""The words of this room as values, and what of a count may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LEAST = 10  # fewer are not told: who asked could be guessed
BASE = 5  # what is told is rounded to multiples of it
BLOCK = 28  # days; a year is told anew only when four more weeks are over, so that no single week can be worked out
YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Cell:
    """People from a place who asked for a service; *count* is None where they were too few to be told."""

    service: str
    area: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Year:
    """What was asked for in the 52 weeks from *since* to *until*, its last day.

    There are no sums of what was counted, only of what is told: nothing that is withheld can be worked out from them.
    """

    since: date
    until: date
    cells: tuple[Cell, ...]

    @property
    def told(self) -> int:
        """About so many requests can be told; those withheld are not among them."""
        return sum(cell.count or 0 for cell in self.cells)

    @property
    def withheld(self) -> int:
        """So many pairs of service and place had too few."""
        return sum(cell.count is None for cell in self.cells)

    @property
    def weights(self) -> Mapping[tuple[str, str], int]:
        """Service and place with the number of requests, as far as it may be told."""
        return {(cell.service, cell.area): cell.count for cell in self.cells if cell.count is not None}


def monday(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


def year_until(day: date) -> tuple[date, date]:
    """The 52 whole weeks that are told on *day*, from the first Monday to the last Sunday: it moves in steps of four weeks."""
    ends = date.min + timedelta(days=(day - date.min).days // BLOCK * BLOCK)  # 1 January of the year 1 was a Monday
    return ends - YEAR, ends - timedelta(days=1)


def told(count: int) -> int | None:
    """A count as it may be shown."""
    return (count + BASE // 2) // BASE * BASE if count >= LEAST else None
