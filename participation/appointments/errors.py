"""Refusals of this room."""

from __future__ import annotations

from participation.core.errors import Refused


class SlotTaken(Refused):
    """Somebody else has just taken this time. Please choose another one."""


class HoldExpired(Refused):
    """The time was kept for you for ten minutes, and these are over. Please choose a time again."""


class UnknownBooking(Refused):
    """I do not find this appointment among yours."""


class AlreadyPast(Refused):
    """This appointment is over already."""


class TooManyBookings(Refused):
    """You have {n} appointments already. Please cancel one of them first."""


class AlreadyBooked(Refused):
    """You already have an appointment for this: {number}. Please cancel it first if you need another time."""


class AlreadyCalled(Refused):
    """A colleague has called this number already."""


class WrongState(Refused):
    """This is not possible in the present state of the appointment."""
