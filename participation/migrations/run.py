"""Brings a database to the present shape."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import create_async_engine

from participation.migrations.tables import metadata


def migrate(url: str) -> None:
    """Create what is missing."""

    async def create() -> None:
        engine = create_async_engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await engine.dispose()

    asyncio.run(create())
