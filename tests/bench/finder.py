"""How fast services are recognised: `python -m tests.bench.finder [FOLDER of a Berlin export]`."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from participation.core.db import Database, sqlite_url
from participation.migrations.run import migrate
from participation.offices import queries
from participation.offices.evaluation import read_evaluation, shipped_phrases
from participation.offices.matching import Matcher
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.offices.files import import_dldb

MESSAGES = Path(__file__).resolve().parents[1] / "evaluation"
ROUNDS = 10
NEAR = Path(__file__).resolve().parents[3] / "shared" / "data"
Phrases = list[tuple[str, str, str]]


async def berlin(folder: Path) -> Phrases:
    """What the services of Berlin are called, as an import takes them in."""
    with tempfile.TemporaryDirectory() as place:
        url = sqlite_url(Path(place) / "bench.db")
        await asyncio.to_thread(migrate, url)
        database = Database(url)
        now = datetime.now(UTC)
        async with database.writing() as session:
            await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
            await import_dldb(session, folder, now)
        async with database.reading() as session:
            found = await queries.phrases(session)
        await database.close()
        return found


def measure(name: str, phrases: Phrases) -> None:
    begun = time.perf_counter()
    matcher = Matcher(phrases)
    built = time.perf_counter() - begun
    messages = [*read_evaluation(MESSAGES / "finder.tsv"), *read_evaluation(MESSAGES / "development.tsv")]
    taken = []
    for _ in range(ROUNDS):
        for message in messages:
            begun = time.perf_counter()
            matcher.match(message.text, message.language)
            taken.append((time.perf_counter() - begun) * 1000)
    hundredths = statistics.quantiles(taken, n=100)
    services = len({slug for slug, _, _ in phrases})
    print(
        f"{name}: {services} services, {len(phrases)} phrases, built in {built * 1000:.0f} ms; {len(taken)} messages, "
        f"p50 {hundredths[49]:.2f} ms, p95 {hundredths[94]:.2f} ms, longest {max(taken):.1f} ms"
    )


def main() -> None:
    measure("catalogue", shipped_phrases(CATALOGUE_FOLDER))
    given = sys.argv[1] if len(sys.argv) > 1 else None
    folder = Path(given) if given else Path(os.environ.get("LOTSE_REFERENCE_DATA", NEAR)) / "berlin-dldb"
    if folder.is_dir():
        measure("Berlin", asyncio.run(berlin(folder)))


if __name__ == "__main__":
    main()
