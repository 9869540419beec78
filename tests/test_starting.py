"""Lotse is started before its database is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy.exc import DBAPIError

from bot.starting import NoDatabase, until_it_answers
from tests.conftest import lacking
from tests.support import postgres
from tests.support.running import running


@pytest.fixture
def server() -> Iterator[postgres.Cluster]:
    """A PostgreSQL server of this test alone, with an empty database."""
    if postgres.programs() is None:
        lacking("PostgreSQL", "apt-get install postgresql")
    with postgres.cluster() as cluster:
        cluster.sql("create database lotse")
        yield cluster


async def test_serving_begins_when_the_database_has_started(server: postgres.Cluster, tmp_path: Path) -> None:
    """After a power cut both start at once: Lotse says in the log that it waits, and goes on by itself."""
    await asyncio.to_thread(server.stop)

    async def waits_and_starts() -> None:
        async with asyncio.timeout(30):
            while "does not answer yet" not in _said(tmp_path):  # noqa: ASYNC110  what another process says
                await asyncio.sleep(0.05)
        await asyncio.to_thread(server.start)

    starting = asyncio.create_task(waits_and_starts())
    async with running(tmp_path, LOTSE_DATABASE_URL=server.url("lotse")) as lotse:
        await starting
        async with ClientSession() as http, http.get(f"{lotse.address}/healthz") as answer:
            assert answer.status == 200
        assert await lotse.stop() == 0


def _said(folder: Path) -> str:
    log = folder / "log.txt"
    return log.read_text() if log.exists() else ""


async def test_patience_ends(server: postgres.Cluster) -> None:
    """A server that does not come is said in a sentence; without waiting it would be the first try."""
    await asyncio.to_thread(server.stop)
    with pytest.raises(NoDatabase):
        await until_it_answers(server.url("lotse"), patience=0)
    await asyncio.to_thread(server.start)
    await until_it_answers(server.url("lotse"), patience=0)


async def test_what_waiting_does_not_cure_is_said_at_once(server: postgres.Cluster) -> None:
    """A database that nobody made will not be there in a minute."""
    with pytest.raises(DBAPIError, match="does not exist"):
        await until_it_answers(server.url("nobody_made_it"))
