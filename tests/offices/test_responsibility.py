"""Who is responsible: the most specific rule that may hold, never a guess."""

from __future__ import annotations

from datetime import timedelta

import pytest

from participation.offices.responsibility import (
    Found,
    NotKnown,
    Possible,
)
from participation.offices.values import Condition, Role, Where
from tests.offices.rules import COUNTY, HARBOUR, OLD, TODAY, TOWN, VILLAGE, decide, rule, units


def test_the_nearest_place_wins() -> None:
    """A rule for a district goes before that of its town, the town before the county, the county before everywhere."""
    rules = [rule("e"), rule("c", COUNTY), rule("t", TOWN), rule("h", HARBOUR)]

    assert units(decide(rules, Where(HARBOUR))) == ["h"]
    assert units(decide(rules, Where(OLD, "00101"))) == ["t"]
    assert units(decide(rules, Where(VILLAGE))) == ["c"]
    assert units(decide([rule("e"), rule("h", HARBOUR)], Where(VILLAGE))) == ["e"]


def test_a_postcode_is_the_nearest_place() -> None:
    """A rule for a postcode beats the town, also where the place has only one postcode and nobody typed it."""
    rules = [rule("t", TOWN), rule("p", "postcode:00130"), rule("v", VILLAGE)]

    assert units(decide(rules, Where(VILLAGE))) == ["p"]
    assert units(decide(rules, Where(TOWN, "00101"))) == ["t"]


def test_more_conditions_win_and_what_decided_is_told() -> None:
    """At one place the rule for fewer people wins; the answer names place, own words and reason."""
    rules = [
        rule("general", TOWN),
        rule("asylum", TOWN, "status=asylum|tolerated", reason={"en": "because"}),
        rule("young", TOWN, "status=asylum|tolerated & age<27"),
    ]
    old = decide(rules, Where(TOWN), status="tolerated", age="40")
    young = decide(rules, Where(TOWN), status="tolerated", age="20")
    other = decide(rules, Where(TOWN), status="permit")

    assert isinstance(old, Found)
    assert old.front == (Possible("asylum", ()),)
    assert (old.area, old.reason) == (TOWN, {"en": "because"})
    assert old.conditions == (Condition("status", "=", ("tolerated",)),)  # what was said, not all that is allowed
    assert units(young) == ["young"]
    assert units(other) == ["general"]


def test_a_nearer_place_goes_before_more_conditions() -> None:
    """What the town has decided for itself is not undone by a rule of the county."""
    rules = [rule("c", COUNTY, "status=asylum"), rule("t", TOWN)]

    assert units(decide(rules, Where(TOWN), status="asylum")) == ["t"]


def test_of_a_name_only_the_range_is_told() -> None:
    """The answer says A to K, not the letter."""
    found = decide([rule("a", when="surname=A-K"), rule("b", when="surname=L-Z")], surname="Ö")

    assert isinstance(found, Found)
    assert units(found) == ["b"]
    assert found.conditions == (Condition("surname", "-", ("L", "Z")),)


def test_rules_have_their_time() -> None:
    """From the first to the last day, both included; before and after nothing is known."""
    rules = [rule("u", valid_from=TODAY, valid_until=TODAY + timedelta(days=1))]

    assert units(decide(rules)) == ["u"]
    assert units(decide(rules, today=TODAY + timedelta(days=1))) == ["u"]
    assert decide(rules, today=TODAY - timedelta(days=1)) == NotKnown()
    assert decide(rules, today=TODAY + timedelta(days=2)) == NotKnown()


def test_roles_are_kept_apart() -> None:
    """People are sent to the front office; the others are named beside it, the most specific only."""
    rules = [
        rule("f", COUNTY), rule("b-a", COUNTY, "surname=A-K", Role.BACK), rule("b-l", COUNTY, "surname=L-Z", Role.BACK),
        rule("c", COUNTY, role=Role.COUNSELLING), rule("c-town", TOWN, role=Role.COUNSELLING),
    ]  # fmt: skip
    found = decide(rules, Where(TOWN))

    assert isinstance(found, Found)
    assert (units(found), found.back, found.counselling) == (["f"], ("b-a", "b-l"), ("c-town",))
    assert decide([rule("b", role=Role.BACK)]) == NotKnown()


def test_an_unknown_district_is_not_guessed() -> None:
    """Whoever does not know the part of town gets every office it may be, and whose it is."""
    found = decide([rule("t", TOWN), rule("h", HARBOUR)], Where(TOWN, ""))

    assert isinstance(found, Found)
    assert found.front == (Possible("t", ()), Possible("h", (), HARBOUR))
    assert decide([rule("h", HARBOUR)], Where(VILLAGE)) == NotKnown()


def test_nothing_known_is_said() -> None:
    """No rule, no rule here, no rule for this person: not known, never the nearest guess."""
    assert decide([]) == NotKnown()
    assert decide([rule("t", TOWN)], Where(VILLAGE)) == NotKnown()
    assert decide([rule("u", when="status=asylum")], status="permit") == NotKnown()


def test_contradicting_rules_are_both_shown() -> None:
    """Two offices for the same people are two alternatives, not a silent choice."""
    assert units(decide([rule("a"), rule("b")])) == ["a", "b"]


def test_rather_not_say_gives_all_alternatives() -> None:
    """The office for everybody comes first, the others with the condition under which they are right; no reason is claimed."""
    rules = [rule("asylum", when="status=asylum", reason={"en": "only asylum"}), rule("general")]
    found = decide(rules, status="")

    assert isinstance(found, Found)
    assert found.front == (Possible("general", ()), Possible("asylum", (Condition("status", "=", ("asylum",)),)))
    assert (found.conditions, found.reason) == ((), None)


@pytest.mark.parametrize("said", ["", "asylum", "permit"])
def test_sure_answers_leave_no_condition_open(said: str) -> None:
    """Only what was not said stays as a condition of an alternative."""
    found = decide([rule("a"), rule("b", when="status=asylum")], status=said)

    assert isinstance(found, Found)
    assert any(one.open for one in found.front) is (said == "")
