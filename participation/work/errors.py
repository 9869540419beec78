"""Refusals of this room, and the words for how work ends without a result."""

from __future__ import annotations

from participation.core.errors import Refused


class TooMuchWork(Refused):
    """Several of your files are waiting already. Please wait until one of them is done, or drop one."""


class FileTooLarge(Refused):
    """This file is too large. At most {megabytes} MB can be taken in here; larger ones with the command `lotse import`."""


class FileGone(Refused):
    """The file is no longer here. Please choose it again."""


class BrokenOff(Refused):
    """The work was broken off and changed nothing. You can begin it anew."""


class FileUnusable(Refused):
    """The file cannot be taken in as it is. Nothing was changed."""


class DifferentNow(Refused):
    """The offices have changed since the difference was shown. Nothing was taken in and nothing overwritten. Please look at the difference anew."""


class LostJob(Exception):
    """Somebody else has the job now, or it was dropped: whatever was done for it must not stand."""
