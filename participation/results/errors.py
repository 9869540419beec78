"""Refusals of this room."""

from __future__ import annotations

from participation.core.errors import Refused


class ReleaseStands(Refused):
    """The results of this survey have been released already. They stay as they are."""
