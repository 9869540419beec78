"""What moves between two models, and for how many requests."""

from __future__ import annotations

from participation.offices.organisation.comparison import Replaced, flows, moved, replaced
from participation.offices.organisation.values import Plan
from participation.offices.values import Role
from tests.offices.organisation.plans import CENTRE, EAST, GROUND, TODAY, WEST, front


def test_the_same_plan_moves_nothing() -> None:
    """A plan compared with itself, and with the same tasks in another order, shows no difference."""
    turned = Plan(TODAY.units, tuple(reversed(TODAY.tasks)))

    assert moved(TODAY, TODAY, GROUND, {}) == moved(TODAY, turned, GROUND, {}) == []
    assert replaced(TODAY, turned) == []


def test_only_those_move_whose_office_is_another() -> None:
    """Who lives in the east goes to the desk before and after; only the west moves, and the permits of all."""
    address, permit = sorted(moved(TODAY, CENTRE, GROUND, {}), key=lambda one: one.service)

    assert [(one.role, one.places, one.before, one.after) for one in address.moves] == [
        (Role.FRONT, (WEST,), ("county",), ("desk",))
    ]
    assert [(one.places, one.before, one.after) for one in permit.moves] == [((), ("permits",), ("desk",))]


def test_requests_are_counted_where_their_people_move() -> None:
    """Of the addresses those of the west; where the place was not said, perhaps all of them, but surely none."""
    weights = {("address", EAST): 100, ("address", WEST): 30, ("address", ""): 20, ("permit", ""): 50}
    first, second = moved(TODAY, CENTRE, GROUND, weights)

    assert (first.service, first.requests, first.surely, first.perhaps) == ("address", 150, 30, 50)
    assert (second.service, second.requests, second.surely, second.perhaps) == ("permit", 50, 50, 50)


def test_a_condition_moves_some() -> None:
    """If only asylum seekers move, the requests move perhaps, never surely."""
    split = Plan(TODAY.units, (*TODAY.tasks, front("permit", "desk", when="status=asylum-seeker")))
    (permit,) = moved(TODAY, split, GROUND, {("permit", EAST): 40})

    assert (permit.surely, permit.perhaps) == (0, 40)
    assert [condition.values for move in permit.moves for condition in move.people] == [("asylum-seeker",)]


def test_units_change_their_place_in_the_tree() -> None:
    """A unit under another one is found, a new one, and one that is gone."""
    fewer = Plan(CENTRE.units[:2], ())

    assert replaced(TODAY, CENTRE) == [Replaced("files", gone=False, new=False, before="permits", after="desk")]
    assert [(one.unit, one.gone) for one in replaced(TODAY, fewer)] == [("files", True), ("permits", True)]
    assert [(one.unit, one.new) for one in replaced(fewer, TODAY)] == [("files", True), ("permits", True)]


def test_flows_count_services_between_units() -> None:
    """Each service counts once for each pair of units, and a service that nobody has any more goes to nobody."""
    assert flows(moved(TODAY, CENTRE, GROUND, {})) == {("county", "desk"): 1, ("permits", "desk"): 1}
    assert flows(moved(TODAY, Plan(TODAY.units, TODAY.tasks[2:]), GROUND, {})) == {("permits", ""): 1}
