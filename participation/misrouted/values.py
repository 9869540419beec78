"""The words of this room as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LEAST = 5  # fewer are not told: who was there could be guessed


class Why(StrEnum):
    """What was wrong, as people choose it; a clerk at a desk says only that it was the wrong office."""

    SENT_ON = "sent-on"
    CLOSED = "closed"
    NOT_THERE = "not-there"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A unit that was wrong for a service and a town in a month. *count* is None where fewer than five people said so.

    *why* is empty unless at least five gave each of the reasons.
    """

    month: date
    service: str
    area: str
    unit: str
    count: int | None
    why: tuple[tuple[Why, int], ...] = ()


def told(count: int) -> int | None:
    """A count as it may be shown."""
    return count if count >= LEAST else None
