"""What roles allow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from participation.staff.permissions import GIVES, SCOPED, Grant, Permission, Role, may, scopes_of

CLERK = [Grant(Role.FRONT_OFFICE, "town-hall"), Grant(Role.FRONT_OFFICE, "harbour")]


def test_a_clerk_serves_the_named_units_only() -> None:
    """A role for units opens these units, and no other."""
    assert may(CLERK, Permission.SERVE)
    assert may(CLERK, Permission.SERVE, "harbour")
    assert may(CLERK, Permission.SERVE, "section", "town-hall")
    assert not may(CLERK, Permission.SERVE, "elsewhere")
    assert scopes_of(CLERK, Permission.SERVE) == frozenset({"town-hall", "harbour"})


def test_a_role_without_bounds_opens_everything_it_gives() -> None:
    """Coordination sees every unit's appointments, and calls nobody."""
    coordination = [Grant(Role.COORDINATION)]

    assert may(coordination, Permission.SEE_BOOKINGS, "anywhere")
    assert scopes_of(coordination, Permission.SEE_BOOKINGS) is None
    assert not may(coordination, Permission.SERVE)


def test_a_scoped_role_without_scope_opens_nothing() -> None:
    """A forgotten unit means none, never all."""
    lost = [Grant(Role.FRONT_OFFICE, "")]

    assert not may(lost, Permission.SERVE)
    assert not may(lost, Permission.SERVE, "")
    assert not may(lost, Permission.SERVE, "town-hall")


def test_no_one_has_nothing() -> None:
    """Without a grant there is no permission at all."""
    assert not any(may([], permission) for permission in Permission)


def test_every_role_and_every_permission_is_used() -> None:
    """No role gives nothing, no permission is out of reach."""
    assert set(GIVES) == set(Role)
    assert all(GIVES.values())
    assert set().union(*GIVES.values()) == set(Permission)


@given(st.lists(st.builds(Grant, st.sampled_from(Role), st.sampled_from(["", "a", "b"]))), st.sampled_from(Permission))
def test_more_roles_never_take_a_permission_away(grants: list[Grant], permission: Permission) -> None:
    """Every grant stands for itself: what one gives, all together give."""
    alone = any(may([grant], permission, "a") for grant in grants)

    assert may(grants, permission, "a") == alone
    assert not any(may([grant], permission, "b") for grant in grants if grant.role in SCOPED and grant.scope != "b")
