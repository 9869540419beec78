"""How long every page of the staff takes in a large directory on one core: `python -m tests.bench.pages [FAMILY ...]`.

What counts is the time that the core works for a page, server and browser together; the time by the clock stands beside
it, for others may be at work on the same machine.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.migrations.run import migrate
from participation.staff import services
from participation.staff.permissions import Role
from tests.admin.site import open_site
from tests.staff.people import NOW, somebody
from tests.support import directory

ROUNDS, LIMIT = 40, 200.0  # milliseconds
UNIT, SERVICE = "servicezentrum-migration", "register-address"
PAGES = (
    "", "me", "search?q=pass", "bookings", "mine", f"mine/{UNIT}", "offices", "offices?q=amt", "offices/kreis", f"offices/{UNIT}",
    "accounts", "accounts/new", "audit", "keeping", "keeping?q=pass", "keeping/responsibilities", "keeping/gaps",
    "keeping/gaps?kind=twice", "keeping/history", "keeping/misroutings", "keeping/files", "keeping/units", "keeping/units/new",
    "keeping/units/kreis", f"keeping/units/{UNIT}/move", f"keeping/units/{UNIT}/move?parent=birkenstadt", f"keeping/units/{UNIT}/close",
    f"keeping/hours/{UNIT}", "keeping/services/new", f"keeping/services/{SERVICE}", f"keeping/services/{SERVICE}/end",
    f"keeping/documents/{SERVICE}", f"keeping/rules/{SERVICE}", "keeping/texts", "keeping/texts/reason/new", "models", "surveys",
    "surveys/new", "results", "findings",
)  # fmt: skip
ROLES = (Role.ADMINISTRATION, Role.COORDINATION, Role.AUDIT, Role.PLANNER, Role.STEERING_GROUP)


async def visitor(database: Database) -> None:
    """Somebody who may open everything."""
    account = await somebody(database, "everything", Role.BACK_OFFICE, "kreis")
    async with database.writing() as session:
        for role in ROLES:
            await services.grant(session, account.id, role, "", "bench", NOW)


async def measure(folder: Path, wanted: list[str]) -> bool:
    database = Database(sqlite_url(folder / "directory.db"))
    begun = time.perf_counter()
    await directory.settle(database, NOW)
    print(f"{directory.SERVICES} services and {directory.UNITS} units taken in, {time.perf_counter() - begun:.1f} s")
    slow = False
    async with open_site(database, SetClock(NOW)) as site:
        await visitor(database)
        person = await site.signed_in("everything")
        for path in PAGES:
            if wanted and not any(path.startswith(one) for one in wanted):
                continue
            taken, worked, status, size = [], [], 0, 0
            for _ in range(ROUNDS):
                begun, used = time.perf_counter(), time.process_time()
                page = await person.get(f"/staff/{path}".rstrip("/"))
                taken.append((time.perf_counter() - begun) * 1000)
                worked.append((time.process_time() - used) * 1000)
                status, size = page.status, len(page.text)
            p95 = statistics.quantiles(worked, n=20)[18]
            slow |= p95 >= LIMIT
            print(
                f"/staff/{path:44} {status} {size // 1000:5} kB  p50 {statistics.median(worked):5.0f}  p95 {p95:5.0f} ms  first {worked[0]:6.0f}"
                f"  by the clock {statistics.median(taken):5.0f} {statistics.quantiles(taken, n=20)[18]:5.0f}"
                f"{'  TOO SLOW' if p95 >= LIMIT else ''}"
            )
    await database.close()
    return slow


def main() -> None:
    os.sched_setaffinity(0, {0})
    folder = Path(tempfile.mkdtemp())
    try:
        migrate(sqlite_url(folder / "directory.db"))
        sys.exit(asyncio.run(measure(folder, sys.argv[1:])))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
