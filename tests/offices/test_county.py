"""The invented county: every service is answered everywhere, for everybody, with few questions and a reason."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import mean

import pytest

from bot.flows import words
from participation.core.clock import BERLIN
from participation.core.db import Database
from participation.offices import queries, units
from participation.offices.evaluation import shipped_phrases
from participation.offices.formats import tables
from participation.offices.responsibility import AskAttribute, AskPlace, Found, NotKnown, Outcome, resolve
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from participation.offices.values import Area, Attribute, Rule, Where
from tests.support.shared import shared_data

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.astimezone(BERLIN).date()
LANGUAGES = ("de", "en", "ar")


class Known:
    """Everything the finder knows of the county."""

    def __init__(self, rules: dict[str, list[Rule]], areas: dict[str, Area], attributes: dict[str, Attribute]) -> None:
        self.rules, self.areas, self.attributes = rules, areas, attributes

    def places(self) -> Iterator[Where]:
        """Every municipality and district, every postcode, and who does not know more than the town."""
        for area in self.areas.values():
            if area.kind == "county":
                continue
            yield Where(area.key)
            yield Where(area.key, "")
            yield from (Where(area.key, postcode) for postcode in area.postcodes)

    def ways(
        self, slug: str, where: Where | None, answers: dict[str, str], asked: int
    ) -> Iterator[tuple[int, Outcome]]:
        """Every way through the questions: how many were asked, and what came of it."""
        outcome = resolve(self.rules[slug], self.areas, where, answers, self.attributes, TODAY)
        match outcome:
            case AskPlace(None):
                for place in self.places():
                    yield from self.ways(slug, place, answers, asked + 1)
            case AskPlace(within):
                parts = [area.key for area in self.areas.values() if area.parent == within]
                for place in [*(Where(part) for part in parts), Where(within or "", "")]:
                    yield from self.ways(slug, place, answers, asked + 1)
            case AskAttribute(name):
                for value in (*self.values(name), ""):
                    yield from self.ways(slug, where, {**answers, name: value}, asked + 1)
            case _:
                yield asked, outcome

    def values(self, name: str) -> tuple[str, ...]:
        return self.attributes[name].values or (
            ("17", "26", "27", "66", "67") if name == "age" else ("A", "K", "L", "Z")
        )


@pytest.fixture
async def county(sqlite: Database) -> Database:
    """Catalogue and county."""
    async with sqlite.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_tables(session, COUNTY, NOW)
    return sqlite


@pytest.fixture
async def known(county: Database) -> Known:
    """What is read for answering."""
    async with county.reading() as session:
        rules = {one.slug: await queries.rules(session, one.slug) for one in await queries.services(session)}
        names = {condition.attribute for some in rules.values() for rule in some for condition in rule.when}
        areas = {area.key: area for area in await queries.areas(session)}
        return Known(rules, areas, {one.name: one for one in await queries.attributes(session, names)})


async def test_every_service_is_answered_everywhere_for_everybody(known: Known, county: Database) -> None:
    """62 services x every place x every answer: an office, or not known with somebody to ask; a unit that exists."""
    async with county.reading() as session:
        exist = {unit.id for unit in await units.search(session, "")}
        nearest = await units.nearest_person(session, None, NOW.date())
    outcomes: Counter[str] = Counter()
    for slug in known.rules:
        for _, outcome in known.ways(slug, None, {}, 0):
            outcomes[type(outcome).__name__] += 1
            if isinstance(outcome, Found):
                assert outcome.front, slug
                assert {one.unit for one in outcome.front} | {*outcome.back, *outcome.counselling} <= exist, slug
            else:
                assert isinstance(outcome, NotKnown)
                assert nearest, slug

    assert len(known.rules) == 62
    assert outcomes["Found"] > 1000
    assert outcomes["NotKnown"] == 0


async def test_two_questions_are_enough(known: Known) -> None:
    """In the worst case place and one more thing; on average not even one question."""
    worst: dict[str, int] = {}
    usual: list[float] = []
    for slug in known.rules:
        asked = [count for count, _ in known.ways(slug, None, {}, 0)]
        worst[slug] = max(asked)
        usual.append(mean(asked))
    normal = [  # a postcode is known: the part of town needs no question
        max(count for count, _ in known.ways(slug, Where(area.key, area.postcodes[0]), {}, 1))
        for slug in known.rules
        for area in known.areas.values()
        if area.postcodes
    ]
    print(  # noqa: T201  shown with -s
        f"questions: worst {max(worst.values())}, mean {mean(usual):.2f}; with a postcode worst {max(normal)}"
    )

    assert max(normal) <= 2
    assert max(worst.values()) <= 2
    assert mean(usual) <= 1


async def test_some_services_differ_by_place_or_status(known: Known) -> None:
    """At least eight services lead to several offices, and some of them by who a person is."""
    several, by_person = set(), set()
    for slug, rules in known.rules.items():
        for where in known.places():
            fronts = {
                tuple(sorted(one.unit for one in outcome.front))
                for _, outcome in known.ways(slug, where, {}, 0)
                if isinstance(outcome, Found)
            }
            if len(fronts) > 1:
                by_person.add(slug)
        if len({rule.unit for rule in rules if rule.role == "front"}) > 1:
            several.add(slug)

    assert len(several) >= 8
    assert len(by_person) >= 8


async def test_the_reason_is_told(known: Known) -> None:
    """Every single answer says why, in every language."""
    told = [(slug, outcome) for slug in known.rules for _, outcome in known.ways(slug, None, {}, 0)]
    assert len(told) > 50
    for slug, outcome in told:
        assert isinstance(outcome, Found)
        because = words.reason(outcome, known.areas, known.attributes)
        whose = words.whose(outcome, known.areas, known.attributes)
        assert because is not None or whose, slug
        for possible in outcome.front:
            assert possible.unit in whose or not possible.open, slug


def test_the_catalogue_is_complete() -> None:
    """All services of the common core, a name and at least six different phrases each in German, English and Arabic."""
    with shared_data("services.tsv").open(encoding="utf-8") as file:
        wanted = {row["slug"] for row in csv.DictReader(file, delimiter="\t")}
    phrases = shipped_phrases(CATALOGUE_FOLDER)
    rows = tables.read(CATALOGUE_FOLDER)
    names = {(row["service"], row["language"]) for row in rows["service_texts"] if row["field"] == "name"}
    counted = Counter((slug, language) for slug, language, _ in set(phrases))

    assert {row["slug"] for row in rows["services"]} == wanted
    assert names >= {(slug, language) for slug in wanted for language in LANGUAGES}
    assert all(counted[slug, language] >= 7 for slug in wanted for language in LANGUAGES)  # six and the name


def test_urgent_help_has_its_words() -> None:
    """Whoever is in danger reads a number to call, in every language, before anything else."""
    rows = tables.read(CATALOGUE_FOLDER)
    urgent = {row["slug"] for row in rows["services"] if row["urgent"]}
    said = {(row["service"], row["language"]): row["text"] for row in rows["service_texts"] if row["field"] == "urgent"}

    assert {"violence-protection", "mental-health", "homelessness"} <= urgent
    for slug in urgent:
        for language in LANGUAGES:
            assert any(number in said[slug, language] for number in ("110", "112", "116 016")), (slug, language)
