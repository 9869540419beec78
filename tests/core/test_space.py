"""A full disk: nothing is confirmed that is not stored, and people can still be deleted."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.core.outbox import Message, owe
from participation.core.space import NothingStored, Space, is_full
from tests.conftest import lacking
from tests.support.chat import Chatter

MIB = 2**20


@dataclass
class Disk:
    """A small disk with a database on it."""

    folder: Path
    space: Space
    database: Database

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.folder / "filler").open("ab", buffering=0) as filler, contextlib.suppress(OSError):
            while filler.write(bytes(4096)):
                pass

    def tidy(self) -> None:
        (self.folder / "filler").unlink()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        lacking("The right to mount a small disk", "run the tests as root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
async def disk(small: Path, empty_sqlite: Path) -> AsyncIterator[Disk]:
    """An installation on the small disk, with its reserve."""
    shutil.copy(empty_sqlite, small / "lotse.db")
    space = Space(small / "reserve", 2 * MIB)
    assert space.keep()
    database = Database(sqlite_url(small / "lotse.db"), space)
    yield Disk(small, space, database)
    await database.close()


async def _store_until_full(database: Database, clock: SetClock) -> int:
    """Store messages until it fails; return how many were confirmed."""
    for confirmed in range(10_000):
        try:
            async with database.writing() as session:
                await owe(session, [Message("test", "1", "x" * 3000, f"{confirmed:05}")], clock.now())
        except NothingStored:
            return confirmed
    raise AssertionError("the disk never was full")


async def _stored(database: Database) -> int:
    async with database.reading() as session:
        return int((await session.execute(text("select count(*) from outbox"))).scalar_one())


async def test_what_was_confirmed_is_stored(disk: Disk, clock: SetClock) -> None:
    """Until the disk is full everything confirmed is there, whole; after that the reserve is free and nothing is taken."""
    confirmed = await _store_until_full(disk.database, clock)

    assert confirmed > 100
    assert await _stored(disk.database) == confirmed
    assert disk.space.short
    with pytest.raises(NothingStored):
        async with disk.database.writing() as session:
            await owe(session, [Message("test", "1", "x", "small")], clock.now())
    async with disk.database.reading() as session:
        assert (await session.execute(text("pragma integrity_check"))).scalar_one() == "ok"


async def test_people_are_told_and_can_still_be_deleted(disk: Disk, clock: SetClock) -> None:
    """On the full disk a talk is refused with the reason, and /forget goes all the way and leaves nothing."""
    chatter = Chatter(disk.database, clock)
    await chatter.says("/language")
    await chatter.says("English")
    disk.fill()
    await _store_until_full(disk.database, clock)
    with pytest.raises(NothingStored) as refused:
        await chatter.says("I have a new flat")

    assert "nothing can be stored" in str(refused.value)
    assert await chatter.person()
    assert "Shall I delete everything" in (await chatter.says("/forget"))[-1].text
    assert "has been deleted" in (await chatter.says("yes"))[0].text
    async with disk.database.reading() as session:
        assert (await session.execute(text("select count(*) from contact"))).scalar_one() == 0


async def test_without_a_reserve_nothing_could_be_deleted(small: Path, empty_sqlite: Path, clock: SetClock) -> None:
    """The control: on a full disk without the reserve even deletion fails."""
    shutil.copy(empty_sqlite, small / "lotse.db")
    database = Database(sqlite_url(small / "lotse.db"))
    disk = Disk(small, Space(small / "none"), database)
    chatter = Chatter(database, clock)
    await chatter.says("/language")
    await chatter.says("English")
    disk.fill()
    await _store_until_full(database, clock)
    disk.fill()
    with pytest.raises(NothingStored):
        await _change_mind(chatter, 50)
    await database.close()


async def _change_mind(chatter: Chatter, times: int) -> None:
    """Nearly delete oneself, again and again: the log may have a little room left from before."""
    for _ in range(times):
        await chatter.says("/forget")
        await chatter.says("no")


async def test_the_reserve_comes_back_with_the_room(disk: Disk, clock: SetClock) -> None:
    """When there is room again the reserve is laid down anew and everything is taken; before that it is not."""
    disk.fill()
    await _store_until_full(disk.database, clock)
    assert not disk.space.keep()
    disk.tidy()

    assert disk.space.keep()
    assert disk.space.path.stat().st_blocks * 512 >= disk.space.size
    async with disk.database.writing() as session:
        await owe(session, [Message("test", "1", "x", "again")], clock.now())


async def test_a_limit_of_pages_is_a_full_disk_too(sqlite: Database, clock: SetClock) -> None:
    """Where no small disk can be mounted: SQLite's own limit refuses in the same way, and nothing is confirmed wrongly."""
    async with sqlite.writing() as session:
        pages: int = (await session.execute(text("pragma page_count"))).scalar_one()
        await session.execute(text(f"pragma max_page_count={pages + 20}"))
    confirmed = await _store_until_full(sqlite, clock)

    assert await _stored(sqlite) == confirmed


def test_only_a_full_disk_is_one() -> None:
    """An error that has other reasons stays what it is."""
    assert is_full(OSError(28, os.strerror(28)))
    assert not is_full(OSError(5, os.strerror(5)))
    assert not is_full(None)
