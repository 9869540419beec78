"""Tables of this room."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from participation.core.db import Utc
from participation.core.ids import new_id


class Booking(SQLModel, table=True):
    """One visit. *person* is a contact's random id, None when nobody's link to it is kept any more.

    *starts_at* and *day* (in the office's zone) say when, *slots* how many seats it has claimed. *sequence* counts changes,
    for calendars. *party* people come, *interpreter* says who brings one, a *walk_in* has a number and no seat.
    """

    __tablename__ = "booking"
    __table_args__ = (
        UniqueConstraint("unit", "day", "number"),
        Index("booking_of_person", "person", "state"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    unit: str
    service: str
    starts_at: datetime = Field(sa_type=Utc)
    day: date = Field(index=True)
    minutes: int
    slots: int
    person: str | None = None
    language: str
    state: str
    held_until: datetime | None = Field(default=None, sa_type=Utc)
    number: str
    code: str
    sequence: int = 0
    party: int = 1
    interpreter: str | None = None
    walk_in: bool = False
    clerk: str | None = None
    desk: str | None = None
    created_on: date


class Seat(SQLModel, table=True):
    """One counter in one slot, claimed for a booking. The key is what makes overbooking impossible.

    A claim with *held_until* in the past is free to be taken over. No foreign key to the booking: the claim comes first, so
    that whoever is too late has written nothing else.
    """

    __tablename__ = "booking_seat"

    unit: str = Field(primary_key=True)
    starts_at: datetime = Field(sa_type=Utc, primary_key=True)
    seat: int = Field(primary_key=True)
    ends_at: datetime = Field(sa_type=Utc)
    booking: str = Field(index=True)
    held_until: datetime | None = Field(default=None, sa_type=Utc)


class Booker(SQLModel, table=True):
    """How many times a person has held today. Its row is also the lock under which their bookings are counted."""

    __tablename__ = "booker"

    person: str = Field(primary_key=True)
    day: date
    holds: int


class Step(SQLModel, table=True):
    """What staff did with a booking, never changed: who, when, what, and a word to the colleagues behind."""

    __tablename__ = "booking_step"

    id: str = Field(default_factory=new_id, primary_key=True)
    booking: str = Field(foreign_key="booking.id", ondelete="CASCADE", index=True)
    at: datetime = Field(sa_type=Utc)
    staff: str
    state: str
    note: str = ""
