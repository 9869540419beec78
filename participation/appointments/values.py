"""The words of this room as values: a wish, a time held, an appointment, an entry in the day's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a booking stands."""

    HELD = "held"
    BOOKED = "booked"
    ARRIVED = "arrived"
    CALLED = "called"
    DONE = "done"
    DOCUMENTS_MISSING = "documents-missing"
    PASSED_ON = "passed-on"
    NOT_RESPONSIBLE = "not-responsible"
    NO_SHOW = "no-show"
    CANCELLED = "cancelled"


#: Still to come to the desk.
EXPECTED = (State.BOOKED, State.ARRIVED)
#: How a visit can end.
OUTCOMES = (State.DONE, State.DOCUMENTS_MISSING, State.PASSED_ON, State.NOT_RESPONSIBLE, State.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Wish:
    """The time somebody chose: *slots* slots of *slot_minutes* one after the other, where *seats* people fit at a time.

    *language* is the person's own; staff see it. *party* people come; *interpreter* is `own`, `office` or None (none needed).
    """

    unit: str
    service: str
    starts_at: datetime
    slot_minutes: int
    slots: int
    seats: int
    language: str
    party: int = 1
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A time kept for somebody until *until*."""

    booking: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booking as its person sees it. *number* is called; *code* proves at the desk that it is theirs."""

    booking: str
    unit: str
    service: str
    starts_at: datetime
    minutes: int
    number: str
    code: str
    state: State
    language: str
    sequence: int
    party: int
    interpreter: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A booking as staff see it: no code, nobody's id."""

    booking: str
    unit: str
    service: str
    starts_at: datetime
    day: date
    minutes: int
    number: str
    state: State
    language: str
    party: int
    interpreter: str | None
    walk_in: bool
    clerk: str | None
    desk: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """One line of a booking's history: what staff did."""

    at: datetime
    staff: str
    state: State
    note: str
