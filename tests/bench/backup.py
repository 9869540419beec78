"""Backs up and restores 100,000 bookings, and says how long it took: `python -m tests.bench.backup [URL]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.backup import back_up
from bot.restore import restore
from bot.settings import read_settings
from participation.appointments.models import Booking
from participation.core.db import Database
from participation.core.ids import new_id
from participation.migrations.run import migrate
from participation.people.models import Contact

BOOKINGS, PEOPLE, BATCH = 100_000, 50_000, 5_000
NOW = datetime.now(UTC).replace(microsecond=0)


async def _fill(url: str) -> None:
    database, persons = Database(url), [new_id() for _ in range(PEOPLE)]
    for start in range(0, PEOPLE, BATCH):
        async with database.writing() as session:
            some = persons[start : start + BATCH]
            await session.execute(
                insert(Contact),
                [
                    {"id": id_, "channel": "telegram", "address": id_, "seen_on": NOW.date(), "gone": False}
                    for id_ in some
                ],
            )
    for start in range(0, BOOKINGS, BATCH):
        async with database.writing() as session:
            await session.execute(
                insert(Booking), [_booking(n, persons[n % PEOPLE]) for n in range(start, start + BATCH)]
            )
    await database.close()


def _booking(number: int, person: str) -> dict[str, object]:
    starts_at = NOW + timedelta(minutes=number)
    return {
        "id": new_id(), "unit": "town-hall", "service": "move-in", "starts_at": starts_at, "day": starts_at.date(),
        "minutes": 15, "slots": 1, "person": person, "language": "ar", "state": "booked", "number": f"A-{number}",
        "code": "K7MR4Q", "sequence": 0, "party": 1, "walk_in": False, "created_on": NOW.date(),
    }  # fmt: skip


def main() -> None:
    """Measure in a folder of its own, on SQLite or on the empty PostgreSQL database named."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"LOTSE_DATA": folder} | ({"LOTSE_DATABASE_URL": sys.argv[1]} if sys.argv[1:] else {})
        settings = read_settings(environment)
        migrate(settings.database_url)
        asyncio.run(_fill(settings.database_url))
        begun = time.monotonic()
        written = back_up(settings, Path(folder) / "lotse.backup", NOW)
        copied = time.monotonic()
        restored = asyncio.run(restore(settings, written, NOW, force=True))
        done = time.monotonic()
        sys.stdout.write(
            f"{restored.rows['booking']} bookings, {written.stat().st_size / 2**20:.0f} MiB: "
            f"backed up in {copied - begun:.1f} s, restored in {done - copied:.1f} s\n"
        )


if __name__ == "__main__":
    main()
