"""The demo has something to weigh models with at once."""

from __future__ import annotations

from bot import demo_demand
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.demand.queries import year
from participation.offices import queries
from tests.offices.kept import settled


async def test_a_year_of_questions_is_there(sqlite: Database, clock: SetClock) -> None:
    """Every service was asked for somewhere, at places that are there, and some numbers are too small to be told."""
    await settled(sqlite)
    async with sqlite.writing() as session:
        await demo_demand.settle(session, clock.now())
    async with sqlite.reading() as session:
        found = await year(session, clock.now().date())
        services = {service.slug for service in await queries.services(session)}
        areas = {area.key for area in await queries.areas(session)}

    assert {cell.service for cell in found.cells} == services
    assert {cell.area for cell in found.cells} <= areas | {""}
    assert found.told > 5000
    assert found.withheld > 10
