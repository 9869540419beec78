"""The tree of offices: what a unit lacks it has from above."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from participation.core.db import Database
from participation.offices import units
from participation.offices.opening import periods_on
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables, take_in

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


@pytest.fixture
async def county(database: Database) -> Database:
    """The invented county, on either database."""
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_tables(session, COUNTY, NOW)
    return database


async def test_address_and_closures_come_from_above(county: Database) -> None:
    """The schools office has no address of its own: it sits in the county's house and is closed with it."""
    async with county.reading() as session:
        school = await units.unit(session, "schulamt")
        house = await units.unit(session, "kreis")

    assert school is not None
    assert house is not None
    assert (school.street, school.postcode, school.city) == (house.street, house.postcode, house.city)
    assert school.phone != house.phone
    assert school.land == "NW"
    assert periods_on(school, date(2026, 12, 24)) == ()


async def test_units_keep_the_order_asked_for(county: Database) -> None:
    """Unknown ids are left out, the others stay in their order."""
    async with county.reading() as session:
        found = await units.units(session, ["vhs", "nowhere", "asylblg"])
        nothing = await units.unit(session, "nowhere")

    assert [unit.id for unit in found] == ["vhs", "asylblg"]
    assert nothing is None


async def test_a_branch_is_the_unit_and_all_below(county: Database) -> None:
    """Whoever works for the county sees its departments, and not the Jobcenter."""
    async with county.reading() as session:
        below = await units.units_below(session, "kreis")
        alone = await units.units_below(session, "vhs")

    assert {"kreis", "schulamt", "servicezentrum-migration", "abh-a-k"} <= set(below)
    assert "jobcenter-lindenau" not in below
    assert alone == ["vhs"]


async def test_search_finds_names_kinds_and_addresses(county: Database) -> None:
    """Case and marks do not matter; nothing typed shows all."""
    async with county.reading() as session:
        by_name = await units.search(session, "MUHLBRUCK")
        by_street = await units.search(session, "Brückenstraße")
        everything = await units.search(session, "")

    assert "muehlbrueck" in [unit.id for unit in by_name]
    assert "servicezentrum-migration" in [unit.id for unit in by_street]
    assert len(everything) > 50


async def test_the_nearest_person_is_near(county: Database) -> None:
    """In Lindenau its own advice centre comes first; elsewhere and without a place those for everybody, at most three."""
    async with county.reading() as session:
        here = await units.nearest_person(session, "059990002002", MONDAY)
        district = await units.nearest_person(session, "059990002002/x", MONDAY)
        anywhere = await units.nearest_person(session, None, MONDAY)
        elsewhere = await units.nearest_person(session, "059990004004", MONDAY)

    assert "diakonie" in here
    assert district == here
    assert anywhere
    assert elsewhere == anywhere
    assert len(anywhere) <= 3


async def test_whoever_helped_until_yesterday_is_not_named(database: Database) -> None:
    """A counselling office is named from its first to its last day, in the order of ids; a page of all days has it always."""
    first, last, after = date(2027, 2, 1), date(2027, 2, 28), date(2027, 3, 1)
    async with database.writing() as session:
        await take_in(session, "t", counselling(first, last), NOW)
    async with database.reading() as session:
        near = {day: await units.nearest_person(session, "05999000", day) for day in (MONDAY, first, last, after)}
        shown = {day: list(await units.services_of(session, "a", day)) for day in (MONDAY, first, last, after, None)}

    assert near == {MONDAY: ["b", "c", "d"], first: ["a", "b", "c"], last: ["a", "b", "c"], after: ["b", "c", "d"]}
    assert shown == {MONDAY: [], first: ["s"], last: ["s"], after: [], None: ["s"]}


def counselling(first: date, last: date) -> dict[str, list[dict[str, object]]]:
    """Four that counsel in a county, written down last to first; the one called `a` only for some days."""
    found = rows([])
    house = found["units"][0] | {"kind": "welfare-organisation"}
    rule = {"service": "s", "area": "05999000", "when": "", "role": "counselling", "reason": None}
    return {
        "region": found["region"],
        "topics": [{"position": 1, "topic": "x", "language": "de", "name": "X"}],
        "services": [{"slug": "s", "topic": "x", "leika": "", "minutes": None, "fee": None, "urgent": False}],
        "service_texts": [{"service": "s", "field": "name", "language": "de", "text": "S"}],
        "areas": [{"key": "05999000", "kind": "county", "parent": None, "name": "K", "postcodes": ""}],
        "units": [house | {"id": id_} for id_ in "dcba"],
        "responsibilities": [
            rule | {"unit": id_, "valid_from": first if id_ == "a" else None, "valid_until": last if id_ == "a" else None}
            for id_ in "dcba"
        ],
    }  # fmt: skip


def rows(closures: list[tuple[str, str, str, str | None, str | None]]) -> dict[str, list[dict[str, object]]]:
    """A house with a room in it that has hours of its own, and a room that has none."""
    unit = {
        "name": "x", "level": "section", "kind": "office", "front": "front", "street": "", "postcode": "", "city": "",
        "phone": "", "email": "", "website": "", "languages": "", "wheelchair": "", "note": "",
    }  # fmt: skip
    opening = {"by_appointment": False, "slot_minutes": None, "counters": None, "valid_from": None, "valid_until": None}
    return {
        "region": [{"source": "t", "name": "T", "land": "NW", "language": "de"}],
        "units": [
            {"id": "house", "parent": None, **unit},
            {"id": "own", "parent": "house", **unit},
            {"id": "none", "parent": "house", **unit},
        ],
        "opening": [
            {"unit": "house", "weekday": 1, "opens": time(8), "closes": time(12), **opening},
            {"unit": "own", "weekday": 1, "opens": time(9), "closes": time(16), **opening},
        ],
        "closures": [
            {
                "unit": name, "first": date.fromisoformat(first), "last": date.fromisoformat(last), "reason": "",
                "opens": time.fromisoformat(opens) if opens else None,
                "closes": time.fromisoformat(closes) if closes else None,
            }
            for name, first, last, opens, closes in closures
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("closures", "hours"),
    [
        ([], {"house": "8-12", "own": "9-16", "none": "8-12"}),
        ([("house", "2026-11-23", "2026-11-23", "07:00", "10:00")], {"house": "7-10", "own": "9-10", "none": "7-10"}),
        ([("house", "2026-11-20", "2026-11-27", None, None)], {"house": "", "own": "", "none": ""}),
        (
            [("house", "2026-11-20", "2026-11-27", None, None), ("own", "2026-11-23", "2026-11-23", "10:00", "11:00")],
            {"house": "", "own": "10-11", "none": ""},
        ),
        (
            [
                ("house", "2026-11-20", "2026-11-27", None, None),
                ("house", "2026-11-23", "2026-11-23", "10:00", "11:00"),
            ],
            {"house": "10-11", "own": "10-11", "none": "10-11"},
        ),
    ],
)
async def test_who_closes_with_the_house(
    sqlite: Database, closures: list[tuple[str, str, str, str | None, str | None]], hours: dict[str, str]
) -> None:
    """The nearest unit decides, and of one unit the shortest closure; a house's short day never lengthens a room's."""
    async with sqlite.writing() as session:
        await take_in(session, "t", rows(closures), NOW)
    async with sqlite.reading() as session:
        found = await units.units(session, list(hours))

    shown = {unit.id: ",".join(f"{p.opens.hour}-{p.closes.hour}" for p in periods_on(unit, MONDAY)) for unit in found}
    assert shown == hours
