"""What is asked before an office is named: the best question, only where it matters, and an end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from participation.offices.conditions import Answers
from participation.offices.responsibility import (
    AskAttribute,
    AskPlace,
    Found,
    Outcome,
    resolve,
)
from participation.offices.values import Area, Role, Rule, Where
from tests.offices.rules import AREAS, ATTRIBUTES, COUNTY, HARBOUR, OLD, TODAY, TOWN, VILLAGE, decide, rule, units


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
    both = [rule(unit, when=when) for unit in "ab" for when in ("", "status=asylum")]
    assert units(decide(both)) == ["a", "b"]


def test_ages_and_names_are_asked_for() -> None:
    """Where an attribute has no list of answers, the limits in the rules tell what may be answered."""
    young, names = (
        [rule("young", when="age<27"), rule("all")],
        [rule("a", when="surname=A-K"), rule("b", when="surname=L-Z")],
    )

    assert decide(young) == AskAttribute("age")
    assert decide(names) == AskAttribute("surname")
    assert [units(decide(young, age=age)) for age in ("26", "27")] == [["young"], ["all"]]


def test_a_part_of_town_with_another_postcode_is_not_asked_for() -> None:
    """A postcode of two districts leaves these two, not a third; of a district whose postcodes nobody knows it may be part."""
    new = {"0599/town/new": Area("0599/town/new", "district", TOWN, "New", ("00101",))}
    shared, where = {**AREAS, **new}, Where(TOWN, "00101")
    town, third, here = rule("t", TOWN), rule("h", HARBOUR), rule("o", OLD)
    vague = {key: replace(area, postcodes=()) if key == HARBOUR else area for key, area in shared.items()}

    assert units(resolve([town, third], shared, where, {}, ATTRIBUTES, TODAY)) == ["t"]
    assert resolve([town, here], shared, where, {}, ATTRIBUTES, TODAY) == AskPlace(TOWN)
    assert resolve([town, third], vague, where, {}, ATTRIBUTES, TODAY) == AskPlace(TOWN)


def questions_needed(decide: Callable[[Answers], Outcome], values: Mapping[str, Sequence[str]], most: int = 5) -> int:
    """Return how many attributes must be asked in the worst case, trying every answer."""

    def depth(answers: dict[str, str], asked: int) -> int:
        outcome = decide(answers)
        if not isinstance(outcome, AskAttribute) or asked >= most:
            return asked
        return max(depth({**answers, outcome.name: value}, asked + 1) for value in values.get(outcome.name, ["A"]))

    return depth({}, 0)


def test_questions_are_counted_in_the_worst_case() -> None:
    """The longest way through the answers counts."""
    rules = [rule("a"), rule("b", when="status=asylum"), rule("c", when="status=asylum & benefit=none")]
    values = {one.name: one.values for one in ATTRIBUTES.values()}

    def decided(answers: Mapping[str, str]) -> Outcome:
        return resolve(rules, AREAS, None, answers, ATTRIBUTES, TODAY)

    assert questions_needed(decided, values) == 2
    assert questions_needed(decided, values, most=1) == 1


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


@given(RULES.flatmap(lambda rules: st.tuples(st.just(rules), st.permutations(rules))))
def test_the_order_of_the_rows_does_not_matter(tables: tuple[list[Rule], list[Rule]]) -> None:
    """A table sorted otherwise gives the same offices."""
    rules, shuffled = tables
    for where in (None, Where(HARBOUR), Where(VILLAGE)):
        one, other = decide(rules, where), decide(shuffled, where)
        assert type(one) is type(other)
        if isinstance(one, Found):
            assert sorted(units(one)) == sorted(units(other))
