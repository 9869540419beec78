"""Tables of this room."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from participation.core.db import Utc


class Booking(SQLModel, table=True):
    """A time at a front office. *person* is an opaque id, gone once it is no longer needed.

    *state*: held, booked, called, done, documents-missing, passed-on, not-responsible, no-show, cancelled.
    """

    __tablename__ = "booking"
    __table_args__ = (UniqueConstraint("unit", "day", "number"),)

    id: str = Field(primary_key=True)
    unit: str = Field(index=True)
    service: str
    person: str | None = Field(default=None, index=True)
    language: str
    starts_at: datetime = Field(sa_type=Utc, index=True)
    day: date = Field(index=True)
    minutes: int
    state: str = Field(index=True)
    held_until: datetime | None = Field(default=None, sa_type=Utc)
    number: str | None = None
    code: str | None = None
    desk: str | None = None


class Seat(SQLModel, table=True):
    """One counter in one slot. Its key is what makes double booking impossible, whatever the code does."""

    __tablename__ = "seat"

    unit: str = Field(primary_key=True)
    starts_at: datetime = Field(primary_key=True, sa_type=Utc)
    seat: int = Field(primary_key=True)
    booking: str = Field(foreign_key="booking.id", ondelete="CASCADE", index=True)


class DeskEntry(SQLModel, table=True):
    """What staff did with a booking, and when; never changed."""

    __tablename__ = "desk_entry"

    id: str = Field(primary_key=True)
    booking: str = Field(foreign_key="booking.id", ondelete="CASCADE", index=True)
    staff: str
    state: str
    at: datetime = Field(sa_type=Utc)
