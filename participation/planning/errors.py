"""Refusals of this room."""

from __future__ import annotations

from participation.core.errors import Refused


class NoSuchFinding(Refused):
    """There is no such finding."""


class NoSuchMeasure(Refused):
    """There is no such measure."""


class GermanMissing(Refused):
    """Please write this in German at least: {field}"""

    def __init__(self, field: str) -> None:
        super().__init__(field=field)


class TextTooLong(Refused):
    """This text is too long: {field}. It can have {most} characters."""

    def __init__(self, field: str, most: int) -> None:
        super().__init__(field=field, most=most)


class ReasonMissing(Refused):
    """Whoever declines a finding, or accepts only a part of it, must say why: people are told the reason."""


class FindingChanged(Refused):
    """Somebody else has changed this since you opened it. Nothing of yours was saved yet. Please look at what stands there now: if you save again, yours takes its place."""


class AlreadyForwarded(Refused):
    """This finding has been forwarded. It can no longer be changed."""


class NotForwarded(Refused):
    """This finding has not been forwarded yet."""


class AlreadyDecided(Refused):
    """This finding has been decided. The decision stays as it is."""


class TooManyMeasures(Refused):
    """A finding can have {most} measures."""
