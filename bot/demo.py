"""Prepares the demo: the invented county, its models, its survey, its staff."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot import demo_demand, demo_staff, demo_surveys
from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.offices import queries
from participation.offices.organisation.services import install
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from participation.staff.passwords import hash_password

DEMO = Path(__file__).resolve().parents[1] / "participation" / "demo"


async def prepare(settings: Settings) -> None:
    """Fill an empty database; one that was prepared before stays as it is."""
    database, now = Database(settings.database_url), SystemClock().now()
    try:
        async with database.writing() as session:
            if await queries.region_name(session):
                return
            hashed = asyncio.create_task(hash_password(demo_staff.PASSWORD))  # takes half a second: meanwhile the rest
            await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
            await import_tables(session, DEMO / "county", now)
            await install(session, DEMO / "models", now)
            await demo_demand.settle(session, now)
            await demo_surveys.settle(session, now)
            await demo_staff.settle(session, await hashed, now)
    finally:
        await database.close()


def addresses(settings: Settings) -> list[str]:
    """What a newcomer needs to know."""
    return [
        "",
        "Lotse is running with the invented county Birkental.",
        f"  Start page:  {settings.public_url}/",
        f"  Chat:        {settings.public_url}/chat",
        f"  Staff pages: {settings.public_url}/staff",
        *demo_staff.logins(),
    ]
