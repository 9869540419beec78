"""The words of this room as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from participation.staff.permissions import Grant, Permission, may


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works with Lotse. Until they chose a password of their own they are *provisional*.

    With *factor* they have a second one; *elsewhere*: they sign in at the city's identity provider only.
    """

    id: str
    name: str
    shown: str
    language: str
    active: bool
    provisional: bool
    created_on: date
    grants: tuple[Grant, ...] = ()
    factor: bool = False
    elsewhere: bool = False

    def may(self, permission: Permission, *scopes: str) -> bool:
        return may(self.grants, permission, *scopes)


@dataclass(frozen=True, slots=True)
class Visit:
    """A sign-in that still counts. *id* is the hash of its token, *desk* the counter its person sits at.

    It is *proven* once the second factor was given.
    """

    id: str
    account: Account
    started_at: datetime
    seen_at: datetime
    desk: str
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the record of what staff did."""

    at: datetime
    account: str
    what: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
