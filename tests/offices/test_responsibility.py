"""Who is responsible: the most specific rule, the best question, never a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.offices.conditions import parse
from participation.offices.responsibility import (
    AskAttribute,
    AskPlace,
    Found,
    NotKnown,
    Outcome,
    Possible,
    questions_needed,
    resolve,
)
from participation.offices.values import Area, Attribute, Condition, Role, Rule, Where

TODAY = date(2026, 11, 23)
COUNTY, TOWN, HARBOUR, OLD, VILLAGE = "0599", "0599/town", "0599/town/harbour", "0599/town/old", "0599/village"
AREAS = {
    area.key: area
    for area in (
        Area(COUNTY, "county", None, "County"),
        Area(TOWN, "municipality", COUNTY, "Town", ("00101", "00102", "00103")),
        Area(HARBOUR, "district", TOWN, "Harbour", ("00102",)),
        Area(OLD, "district", TOWN, "Old Town", ("00101", "00103")),
        Area(VILLAGE, "municipality", COUNTY, "Village", ("00130",)),
    )
}
ATTRIBUTES = {
    one.name: one
    for one in (
        Attribute("status", "choice", ("asylum", "tolerated", "permit"), True, {}, {}),
        Attribute("benefit", "choice", ("none", "jobcenter"), True, {}, {}),
        Attribute("age", "number", (), False, {}, {}),
        Attribute("surname", "letter", (), False, {}, {}),
    )
}


def rule(unit: str, area: str = "", when: str = "", role: Role = Role.FRONT, **more: object) -> Rule:
    return replace(Rule("s", area, parse(when), role, unit), **more)  # type: ignore[arg-type]


def decide(rules: list[Rule], where: Where | None = None, today: date = TODAY, **answers: str) -> Outcome:
    return resolve(rules, AREAS, where, answers, ATTRIBUTES, today)


def units(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Found), outcome
    return [possible.unit for possible in outcome.front]


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


def test_the_place_is_asked_only_where_it_matters() -> None:
    """A rule for the county needs no place; one for a town does, and a town's part only if it is divided."""
    assert units(decide([rule("c", COUNTY)])) == ["c"]
    assert decide([rule("c", COUNTY), rule("t", TOWN)]) == AskPlace()
    divided = [rule("t", TOWN), rule("h", HARBOUR), rule("v", VILLAGE)]
    assert decide(divided, Where(TOWN)) == AskPlace(TOWN)
    assert units(decide(divided, Where(VILLAGE))) == ["v"]
    assert units(decide(divided, Where(TOWN, "00102"))) == ["h"]  # the postcode lies in one district only
    assert units(decide(divided, Where(TOWN, "00101"))) == ["t"]
    assert decide([rule("t", TOWN), rule("p", "postcode:00102")], Where(TOWN)) == AskPlace(TOWN, postcode=True)
    assert decide([rule("t", TOWN), rule("p", "postcode:00103")], Where(OLD)) == AskPlace(OLD, postcode=True)


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


def test_the_attribute_that_splits_best_is_asked_first() -> None:
    """One question that leaves one office goes before one that leaves several."""
    rules = [
        rule("a", when="benefit=none"), rule("b", when="benefit=jobcenter"),
        rule("c", when="benefit=none & status=asylum"), rule("d", when="benefit=jobcenter & status=asylum"),
    ]  # fmt: skip

    assert decide(rules) == AskAttribute("benefit")
    assert decide(rules, benefit="none") == AskAttribute("status")
    assert units(decide(rules, benefit="none", status="permit")) == ["a"]


def test_nothing_is_asked_that_changes_nothing() -> None:
    """Conditions that lead to the same office, or that a nearer rule beats anyway, raise no question."""
    assert units(decide([rule("u"), rule("u", when="status=asylum")])) == ["u"]
    rules = [rule("c", COUNTY, "status=asylum"), rule("t", TOWN)]
    assert units(decide(rules, Where(TOWN))) == ["t"]


def test_rather_not_say_gives_all_alternatives() -> None:
    """The office for everybody comes first, the others with the condition under which they are right; no reason is claimed."""
    rules = [rule("asylum", when="status=asylum", reason={"en": "only asylum"}), rule("general")]
    found = decide(rules, status="")

    assert isinstance(found, Found)
    assert found.front == (Possible("general", ()), Possible("asylum", (Condition("status", "=", ("asylum",)),)))
    assert (found.conditions, found.reason) == ((), None)


def test_contradicting_rules_are_both_shown() -> None:
    """Two offices for the same people are two alternatives, not a silent choice."""
    assert units(decide([rule("a"), rule("b")])) == ["a", "b"]


def test_questions_are_counted_in_the_worst_case() -> None:
    """The longest way through the answers counts."""
    rules = [rule("a"), rule("b", when="status=asylum"), rule("c", when="status=asylum & benefit=none")]
    values = {one.name: one.values for one in ATTRIBUTES.values()}

    assert questions_needed(lambda answers: resolve(rules, AREAS, None, answers, ATTRIBUTES, TODAY), values) == 2


WHENS = [
    "",
    "status=asylum",
    "status=asylum|tolerated",
    "benefit=none",
    "status=permit & benefit=none",
    "age<27",
    "surname=A-K",
]
RULES = st.lists(
    st.builds(
        rule,
        st.sampled_from("abc"), st.sampled_from(["", COUNTY, TOWN, HARBOUR, VILLAGE, "postcode:00103"]),
        st.sampled_from(WHENS), st.sampled_from([Role.FRONT, Role.FRONT, Role.BACK]),
    ),
    max_size=6,
)  # fmt: skip
ANSWERS = st.fixed_dictionaries(
    {}, optional={"status": st.sampled_from(["", "asylum", "tolerated", "permit"]), "age": st.sampled_from(["", "26", "27"]),
                  "benefit": st.sampled_from(["", "none"]), "surname": st.sampled_from(["", "A", "Z"])},
)  # fmt: skip
WHERES = st.sampled_from(
    [None, Where(TOWN), Where(TOWN, ""), Where(TOWN, "00101"), Where(OLD), Where(HARBOUR, ""), Where(VILLAGE)]
)


@given(RULES, WHERES, ANSWERS)
def test_an_answer_always_comes_from_a_rule_that_may_hold(
    rules: list[Rule], where: Where | None, answers: dict[str, str]
) -> None:
    """Whatever the tables say: no office without a rule, no question asked twice, and asking comes to an end."""
    outcome = resolve(rules, AREAS, where, answers, ATTRIBUTES, TODAY)
    match outcome:
        case Found(front):
            assert {one.unit for one in front} <= {one.unit for one in rules if one.role is Role.FRONT}
            assert len({one.unit for one in front}) == len(front) > 0
        case AskAttribute(name):
            assert name not in answers
        case AskPlace(within):
            assert where is None if within is None else (where is not None and where.area == within)


@given(RULES, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rules: list[Rule], random: object) -> None:
    """A table sorted otherwise gives the same offices."""
    shuffled = list(reversed(rules))
    for where in (None, Where(HARBOUR), Where(VILLAGE)):
        one, other = decide(rules, where), decide(shuffled, where)
        assert type(one) is type(other)
        if isinstance(one, Found):
            assert sorted(units(one)) == sorted(units(other))


@pytest.mark.parametrize("said", ["", "asylum", "permit"])
def test_sure_answers_leave_no_condition_open(said: str) -> None:
    """Only what was not said stays as a condition of an alternative."""
    found = decide([rule("a"), rule("b", when="status=asylum")], status=said)

    assert isinstance(found, Found)
    assert any(one.open for one in found.front) is (said == "")
