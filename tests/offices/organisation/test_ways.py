"""How far people with typical requests have to go."""

from __future__ import annotations

import pytest

from participation.offices.organisation.values import Plan
from participation.offices.organisation.ways import Ways, places, ways
from tests.offices.organisation.plans import BUNDLE, CENTRE, EAST, GROUND, TODAY, WEST


def _ways(plan: Plan, weights: dict[tuple[str, str], int] | None = None) -> Ways:
    return ways(BUNDLE, plan, places([TODAY, CENTRE], BUNDLE, GROUND), GROUND, weights or {})


def test_units_departments_and_hand_overs_are_counted() -> None:
    """Today two offices and a hand-over within the permits; in a centre one office, and the files are still behind it."""
    today, centre = _ways(TODAY), _ways(CENTRE)

    assert (today.span("units"), centre.span("units")) == ((2, 2), (1, 1))
    assert (today.span("handed"), centre.span("handed")) == ((1, 1), (1, 1))
    assert today.span("across") == (0, 0)
    assert {one.home.key: one.way.units for one in today.stretches} == {
        EAST: ("permits", "desk"),
        WEST: ("permits", "county"),
    }


def test_files_that_stay_elsewhere_are_handed_across() -> None:
    """If the files stay with the permits while the desk takes the requests, they go from department to department."""
    apart = Plan(TODAY.units, CENTRE.tasks)

    assert _ways(apart).span("across") == (1, 1)


def test_weights_say_where_people_live_and_what_they_ask() -> None:
    """Of a hundred requests so many are handed on as are about permits; who named no place is spread over all places."""
    ours = _ways(TODAY, {("permit", ""): 25, ("address", EAST): 75, ("other", EAST): 999})

    assert ours.weighted
    assert ours.per_hundred == pytest.approx(25)
    assert {one.home.key: one.weight for one in ours.stretches} == {EAST: 87.5, WEST: 12.5}


def test_without_a_log_everything_counts_the_same() -> None:
    """Nothing is known yet: one of two services is handed on, and it is said that nothing was weighed."""
    ours = _ways(TODAY)

    assert (ours.weighted, ours.per_hundred, ours.mean("units")) == (False, 50, 2)


def test_a_service_that_nobody_has_is_told() -> None:
    """It is no office to go to and no hand-over."""
    lacking = _ways(Plan(TODAY.units, TODAY.tasks[2:]))

    assert (lacking.span("units"), lacking.span("nobody"), lacking.span("handed")) == ((1, 1), (1, 1), (0, 0))
