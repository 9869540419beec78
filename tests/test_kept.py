"""Every table with personal data has its time, told in one place, kept by the worker, and written down for people."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from bot.kept import FREE, KEPT, Kept, free
from bot.worker import Worker
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.migrations.tables import metadata
from tests.support import sown_people, sown_staff

PAGE = Path(__file__).resolve().parents[1] / "docs" / "privacy.md"
LONG_AGO = datetime(2020, 1, 6, 9, tzinfo=UTC)  # the database lets no line of the record go before a year is over
SEEDS = {**sown_people.SEEDS, **sown_staff.SEEDS}


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: f"{kept.table}: {kept.what}")
async def test_everything_goes_on_time(database: Database, clock: SetClock, kept: Kept) -> None:
    """Until its time is over a row stays, then it goes by itself; the control: without the worker it would stay."""
    if kept.table.startswith("staff_"):
        clock.at = LONG_AGO
    sown = await SEEDS[kept.table, kept.what](database, clock)
    begun, margin = clock.now(), timedelta(days=1) if kept.long >= timedelta(days=1) else timedelta(minutes=1)

    async def left() -> int:
        async with database.reading() as session:
            return int((await session.execute(sown.left)).scalar_one())

    clock.at = max(begun, sown.since + kept.long - margin - timedelta(seconds=1))
    if clock.at < sown.since or kept.long > margin:
        await _work(database, clock)
    assert await left() == 1
    clock.at = sown.since + kept.long + margin
    assert await left() == 1
    await _work(database, clock)
    assert await left() == 0


async def _work(database: Database, clock: SetClock) -> None:
    worker = Worker(database, clock, {})
    await worker.tell_news()
    await worker.do_chores()


def test_every_table_is_decided() -> None:
    """A table says how long it keeps what, or why nothing about people is in it; a new one is missing here at first."""
    listed = {kept.table for kept in KEPT}
    undecided = [name for name in metadata.tables if name not in listed and not free(name)]

    assert undecided == []
    assert {name for name in FREE if name != "office_"} | listed <= set(metadata.tables)
    assert not listed & set(FREE)


def test_free_tables_know_no_person() -> None:
    """What is declared free of people has no column for one."""
    columns = {
        f"{name}.{column.name}" for name, table in metadata.tables.items() if free(name) for column in table.columns
    }

    assert len(columns) > 50
    assert not [name for name in columns if re.search(r"\.(person|address|phone_of|birth\w*)$", name)]


def _told() -> dict[str, set[str]]:
    """The columns the page tells of, by table."""
    sections = re.split(r"^### `", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.split("`")[0]: set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) for part in sections}


def test_the_page_tells_every_column() -> None:
    """What we could hand over stands in docs/privacy.md, column by column: no more and no less than is there."""
    there = {name: {column.name for column in table.columns} for name, table in metadata.tables.items()}
    there = {name: columns for name, columns in there.items() if not name.startswith("office_")}

    assert _told() == there


def test_the_page_tells_how_long() -> None:
    """The times on the page are those that are kept."""
    words = " ".join(PAGE.read_text(encoding="utf-8").split())
    for kept in KEPT:
        assert f"{kept.what}: {_long(kept)}" in words, kept


def _long(kept: Kept) -> str:
    """A time as the page writes it: `365 days after their last message`."""
    days, seconds = kept.long.days, kept.long.seconds
    if not kept.long:
        return f"until {kept.since}"
    number, unit = (
        (days, "day") if days else (seconds // 3600, "hour") if seconds >= 3600 else (seconds // 60, "minute")
    )
    return f"{number} {unit}{'s' * (number != 1)} after {kept.since}"


async def test_the_database_is_as_the_page_says(sqlite: Database) -> None:
    """Not only the models: a database that was really made has these tables and columns, and no other."""
    async with sqlite.reading() as session:
        connection = await session.connection()
        made = await connection.run_sync(_columns)

    made.pop("alembic_version", None)
    assert {name: columns for name, columns in made.items() if not name.startswith(("office_", "sqlite_"))} == _told()


def _columns(connection: Any) -> dict[str, set[str]]:
    inspector = inspect(connection)
    return {name: {column["name"] for column in inspector.get_columns(name)} for name in inspector.get_table_names()}
