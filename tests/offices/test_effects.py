"""What a change would change for whom."""

from __future__ import annotations

from datetime import date

from participation.core.db import Database
from participation.offices import queries
from participation.offices.conditions import parse
from participation.offices.effects import Move, moves
from participation.offices.everybody import circumstances, described, homes
from participation.offices.gaps import Nobody, nobody, twice
from participation.offices.values import Area, Attribute, Role, Rule
from tests.offices.kept import settled

TODAY, LATER = date(2026, 11, 23), date(2027, 3, 1)
AREAS = {
    area.key: area
    for area in (
        Area("k", "county", None, "County"),
        Area("a", "municipality", "k", "Ahausen", ("1",)),
        Area("b", "municipality", "k", "Bestadt", ("2", "3")),
        Area("b/x", "district", "b", "Ex", ("2",)),
        Area("b/y", "district", "b", "Ypsilon", ("3",)),
    )
}
STATUS = Attribute("status", "choice", ("eu", "asylum", "tolerated"), True, {}, {})
AGE = Attribute("age", "number", (), False, {}, {})
ATTRIBUTES = {"status": STATUS, "age": AGE}


def rule(unit: str, area: str = "", when: str = "", first: date | None = None, last: date | None = None) -> Rule:
    return Rule("permit", area, parse(when), Role.FRONT, unit, first, last)


def move(before: list[Rule], after: list[Rule]) -> list[Move]:
    return moves(before, after, AREAS, ATTRIBUTES, TODAY)


def test_nothing_changes() -> None:
    """The same rules, also in another order, move nobody."""
    rules = [rule("one"), rule("two", "a", "status=eu")]

    assert move(rules, rules[::-1]) == []


def test_people_of_a_town_on_a_day() -> None:
    """Who lives in one town moves on the day the new rule begins: said once, with the town's name."""
    old, ends = rule("one", "b"), rule("one", "b", last=date(2027, 2, 28))

    assert move([rule("zero", "k"), old], [rule("zero", "k"), ends, rule("two", "b", first=LATER)]) == [
        Move(LATER, Role.FRONT, ("b",), (), ("one",), ("two",))
    ]


def test_everybody_everywhere() -> None:
    """Neither a place nor a circumstance is said where none makes a difference."""
    assert move([rule("one")], [rule("two")]) == [Move(TODAY, Role.FRONT, (), (), ("one",), ("two",))]


def test_only_some_people() -> None:
    """Two statuses that the rule treats alike are one line; those who keep their office are not named."""
    assert move([rule("one")], [rule("one"), rule("two", when="status=asylum|tolerated")]) == [
        Move(TODAY, Role.FRONT, (), parse("status=asylum|tolerated"), ("one",), ("two",))
    ]


def test_ages() -> None:
    """A limit of age divides people exactly there."""
    assert move([rule("one")], [rule("one"), rule("two", when="age<27")]) == [
        Move(TODAY, Role.FRONT, (), parse("age<27"), ("one",), ("two",))
    ]


def test_a_rule_that_ends_without_a_successor() -> None:
    """From the day after nobody is responsible."""
    assert move([rule("one")], [rule("one", last=date(2027, 2, 28))]) == [Move(LATER, Role.FRONT, (), (), ("one",), ())]


def test_a_postcode() -> None:
    """A rule for one postcode moves only who lives there."""
    assert move([rule("one", "k")], [rule("one", "k"), rule("two", "postcode:3")]) == [
        Move(TODAY, Role.FRONT, ("postcode:3",), (), ("one",), ("two",))
    ]


def test_who_those_are() -> None:
    """Combinations that are no rectangle are said one by one."""
    rules = [rule("x", when="status=eu & age<27"), rule("y", when="status=asylum & age>=27")]
    groups = circumstances(rules, ATTRIBUTES)
    lines = described({("eu", "0"), ("asylum", "27")}, {"status": groups["status"], "age": groups["age"]})

    assert set(map(frozenset, lines)) == {
        frozenset(parse("status=asylum & age>=27")), frozenset(parse("status=eu & age<27"))
    }  # fmt: skip


def test_letters_and_homes() -> None:
    """The alphabet is divided where rules divide it; without places one home stands for all."""
    letters = Attribute("surname", "letter", (), False, {}, {})
    rules = [rule("x", when="surname=A-K"), rule("y", when="surname=L-Z")]

    assert [one.common for one in circumstances(rules, {"surname": letters})["surname"]] == [
        parse("surname=A-K"), parse("surname=L-Z")
    ]  # fmt: skip
    assert len(homes(rules, AREAS)) == 1


def test_gaps_and_doubles() -> None:
    """Who has no office is named; two offices for the same people are named unless they follow each other."""
    assert nobody("permit", [rule("one", "a"), rule("two", "b", "status=eu")], AREAS, ATTRIBUTES, TODAY) == [
        Nobody("permit", ("b",), parse("status=asylum|tolerated"))
    ]
    later = [rule("one", last=date(2027, 2, 28)), rule("two", first=LATER)]
    assert twice(later, LATER) == []
    assert twice([rule("one"), rule("two")], TODAY)[0].units == ("one", "two")


async def test_the_county_has_few_gaps(sqlite: Database) -> None:
    """Every service of the demo county answers in reasonable time, and moves nobody when nothing changes."""
    await settled(sqlite)
    async with sqlite.reading() as session:
        areas = {area.key: area for area in await queries.areas(session)}
        services = await queries.services(session)
        assert len(services) > 20
        for service in services:
            rules = await queries.rules(session, service.slug)
            names = {condition.attribute for one in rules for condition in one.when}
            attributes = {one.name: one for one in await queries.attributes(session, names)}
            assert moves(rules, rules, areas, attributes, TODAY) == [], service.slug
            assert len(nobody(service.slug, rules, areas, attributes, TODAY)) < 5, service.slug
