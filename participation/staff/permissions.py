"""Roles and the small permissions they give: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing somebody may do. What a route needs is one of these."""

    SEE_BOOKINGS = "see-bookings"  # of named units
    SERVE = "serve"  # call numbers of named units and record outcomes
    SEE_OWN_UNITS = "see-own-units"  # named units: what they answer for, and how often they were the wrong office
    SEE_OFFICES = "see-offices"
    KEEP_OFFICES = "keep-offices"
    COMPARE_MODELS = "compare-models"  # of how offices are organised, and what people ask for
    SEE_SURVEYS = "see-surveys"  # of named organisations
    WRITE_SURVEYS = "write-surveys"  # of named organisations
    SEE_RESULTS = "see-results"  # released ones; of named organisations
    SEE_FINDINGS = "see-findings"
    WRITE_FINDINGS = "write-findings"
    DECIDE = "decide"
    KEEP_ACCOUNTS = "keep-accounts"
    READ_AUDIT = "read-audit"


class Role(StrEnum):
    """What somebody is here. A person can be several things."""

    ADMINISTRATION = "administration"
    COORDINATION = "coordination"
    FRONT_OFFICE = "front-office"
    BACK_OFFICE = "back-office"
    SELF_ORGANISATION = "self-organisation"
    PLANNER = "planner"
    STEERING_GROUP = "steering-group"
    AUDIT = "audit"


#: These roles are held for named units or organisations only, never for everything.
SCOPED = frozenset({Role.FRONT_OFFICE, Role.BACK_OFFICE, Role.SELF_ORGANISATION})

GIVES: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATION: frozenset({Permission.KEEP_ACCOUNTS, Permission.SEE_OFFICES}),
    Role.COORDINATION: frozenset(
        {
            Permission.SEE_OFFICES, Permission.KEEP_OFFICES, Permission.SEE_BOOKINGS, Permission.SEE_SURVEYS,
            Permission.WRITE_SURVEYS, Permission.SEE_RESULTS, Permission.SEE_FINDINGS, Permission.COMPARE_MODELS,
        }
    ),
    Role.FRONT_OFFICE: frozenset(
        {Permission.SEE_BOOKINGS, Permission.SERVE, Permission.SEE_OWN_UNITS, Permission.SEE_OFFICES}
    ),
    Role.BACK_OFFICE: frozenset({Permission.SEE_BOOKINGS, Permission.SEE_OWN_UNITS, Permission.SEE_OFFICES}),
    Role.SELF_ORGANISATION: frozenset(
        {Permission.SEE_OFFICES, Permission.SEE_SURVEYS, Permission.WRITE_SURVEYS, Permission.SEE_RESULTS}
    ),
    Role.PLANNER: frozenset(
        {
            Permission.SEE_OFFICES, Permission.SEE_SURVEYS, Permission.SEE_RESULTS, Permission.SEE_FINDINGS,
            Permission.WRITE_FINDINGS, Permission.COMPARE_MODELS,
        }
    ),
    Role.STEERING_GROUP: frozenset(
        {
            Permission.SEE_OFFICES, Permission.SEE_RESULTS, Permission.SEE_FINDINGS, Permission.DECIDE,
            Permission.COMPARE_MODELS,
        }
    ),
    Role.AUDIT: frozenset({Permission.READ_AUDIT}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held by an account; *scope* is the id of a unit or organisation, empty where the role has none."""

    role: Role
    scope: str = ""


def may(grants: Iterable[Grant], permission: Permission, *scopes: str) -> bool:
    """Say whether *grants* give *permission* for one of *scopes*, or for anything at all if none is named."""
    held = scopes_of(grants, permission)
    return held is None or (bool(held) if not scopes else not held.isdisjoint(scopes))


def scopes_of(grants: Iterable[Grant], permission: Permission) -> frozenset[str] | None:
    """Return for which units or organisations *permission* is held; None means for all of them."""
    giving = [grant for grant in grants if permission in GIVES[grant.role]]
    if any(grant.role not in SCOPED for grant in giving):
        return None
    return frozenset(grant.scope for grant in giving if grant.scope)
