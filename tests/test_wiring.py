"""What runs in one process is built once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.settings import read_settings
from bot.talk.channel import Reply
from bot.wiring import wired
from participation.core.clock import SetClock
from participation.core.db import sqlite_url
from participation.core.outbox import Due


async def test_there_is_one_of_each(sqlite_file: Path, tmp_path: Path, clock: SetClock) -> None:
    """Whoever answers and whoever works note what they sent in one file, and health is looked up once for all who ask."""
    data, stop = tmp_path / "data", asyncio.Event()
    settings = read_settings({"LOTSE_DATABASE_URL": sqlite_url(sqlite_file), "LOTSE_DATA": str(data)})
    async with wired(settings, clock, stop) as parts:
        for number, noted in enumerate((parts.noted, parts.worker.noted, parts.worker.noted)):
            assert noted is not None
            noted.add(Due(number, "telegram", "1", Reply("one", "en").to_json(), 0, clock.now()))
        seen = [await parts.health.state() for _ in range(2)]
        parts.noted.close()
        stop.set()

        assert parts.worker is parts.worker
        assert seen[0] is seen[1]
        assert parts.health.stop.is_set()
    assert len(list((data / "sent").iterdir())) == 1
