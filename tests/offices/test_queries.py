"""Reads of the offices: the region goes before the catalogue, rows never leave."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from participation.core.db import Database
from participation.core.text import Words
from participation.offices import queries
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables, take_in
from participation.offices.values import Role

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
async def catalogue(database: Database) -> Database:
    """The catalogue alone, on either database."""
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
    return database


def region(**tables: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {"region": [{"source": "town", "name": "Town", "land": "NW", "language": "de"}], **tables}


async def test_a_service_comes_with_its_documents(catalogue: Database) -> None:
    """Names in three languages, fee, duration, topic, and what each person must bring."""
    async with catalogue.reading() as session:
        found = await queries.service(session, "register-address")
        unknown = await queries.service(session, "no-such-service")

    assert unknown is None
    assert found is not None
    assert {"de", "en", "ar"} <= set(found.names)
    assert (found.topic, found.minutes, found.fee) == ("housing", 15, Decimal(0))
    assert any(document.per_person for document in found.documents)
    assert all({"de", "en", "ar"} <= set(document.texts) for document in found.documents)


async def test_topics_in_their_order_and_none_empty(catalogue: Database) -> None:
    """Every topic offered leads to services, in the order of the catalogue."""
    async with catalogue.reading() as session:
        topics = await queries.topics(session)
        sizes = [len(await queries.services(session, None, topic.id)) for topic in topics]

    assert [topic.id for topic in topics[:2]] == ["residence", "housing"]
    assert all(sizes)
    assert sum(sizes) == 62


async def test_what_the_region_says_goes_first(catalogue: Database) -> None:
    """A town has its own fee and its own name for a service; the rest stays as in the catalogue."""
    async with catalogue.writing() as session:
        own = {
            "slug": "certified-copy",
            "topic": "documents",
            "leika": "",
            "minutes": 5,
            "fee": Decimal("7.50"),
            "urgent": False,
        }
        name = {"service": "certified-copy", "field": "name", "language": "de", "text": "Kopie beglaubigen"}
        await take_in(session, "town", region(services=[own], service_texts=[name]), NOW)
    async with catalogue.reading() as session:
        found = await queries.service(session, "certified-copy")
        every = await queries.services(session)
        topics = await queries.topics(session)

    assert found is not None
    assert (found.fee, found.minutes) == (Decimal("7.50"), 5)
    assert (found.names["de"], found.names["en"]) == ("Kopie beglaubigen", "Certified copy")
    assert len(every) == 62
    assert len({topic.id for topic in topics}) == len(topics) == 12


async def test_rules_come_with_their_reasons(database: Database) -> None:
    """A rule is read with conditions, role and reason in every language."""
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_tables(session, COUNTY, NOW)
    async with database.reading() as session:
        found = [rule for rule in await queries.rules(session, "health-insurance") if rule.when]
        attributes = await queries.attributes(session, ["status", "nothing"])
        areas = await queries.areas(session)
        name = await queries.region_name(session)

    assert [(rule.unit, rule.role) for rule in found] == [("asylblg", Role.FRONT)]
    assert found[0].reason is not None
    assert {"de", "en", "ar"} <= set(found[0].reason)
    assert [attribute.name for attribute in attributes] == ["status"]
    assert set(attributes[0].labels) == set(attributes[0].values)
    assert ("ar", "مولبروك") in next(area.names for area in areas if area.name == "Mühlbrück")
    assert name == Words({"de": "Kreis Birkental", "en": "Birkental county", "ar": "مقاطعة بيركنتال"})


async def test_the_version_changes_with_the_data(catalogue: Database) -> None:
    """The same data again keep the version, other data change it."""
    async with catalogue.reading() as session:
        before = await queries.data_version(session)
    async with catalogue.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        same = await queries.data_version(session)
        await take_in(session, "town", region(), NOW)
        other = await queries.data_version(session)

    assert before == same
    assert other != same


async def test_nothing_is_there_before_the_first_import(database: Database) -> None:
    """An empty database gives empty answers, not errors."""
    async with database.reading() as session:
        assert await queries.topics(session) == []
        assert await queries.areas(session) == []
        assert await queries.phrases(session) == []
        assert await queries.services(session, []) == []
        assert await queries.rules(session, "x") == []
        assert await queries.region_name(session) is None
        assert await queries.data_version(session) == ""
