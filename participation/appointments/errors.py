"""Refusals of this room."""

from __future__ import annotations

from participation.core.errors import Refused


class SlotTaken(Refused):
    """Somebody else has just taken this time. Please choose another one."""


class TooFarAhead(Refused):
    """This time cannot be booked yet. Please choose an earlier one."""


class AlreadyPast(Refused):
    """It is too late for this: the time has begun or is over."""


class HoldExpired(Refused):
    """The time was kept for you for a few minutes only, and they are over. Please choose a time again."""


class UnknownBooking(Refused):
    """There is no such appointment of yours."""


class TooManyBookings(Refused):
    """You can have {most} appointments at the same time. Please cancel one first, or wait until one is over."""


class AlreadyBooked(TooManyBookings):
    """You already have an appointment for this, number {number}. You can cancel it and book another time."""


class TooManyHolds(TooManyBookings):
    """You have chosen a time very often today. Please try again tomorrow, so that others have a chance."""


class NotToday(Refused):
    """Number {number} is for another day. Only numbers of today can be called."""


class AlreadyCalled(Refused):
    """Number {number} has already been called or is done."""


class NotCalled(Refused):
    """Number {number} has not been called yet."""
