"""Turns a second of a ten-question talk: the real server, one process, loopback HTTP, 32 people at once.

`python -m tests.bench.telegram [--database URL] [--profile FILE] [--seconds N]`
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from participation.core.db import sqlite_url
from participation.migrations.run import migrate
from tests.support.botapi import TOKEN, BotApi
from tests.support.botapi_people import Person

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, ANSWERS = 32, ("Often", "2", "Never")
END = "Thank you, that was all."


async def _talks(person: Person, until: float, waits: list[float]) -> None:
    """Answer question after question, each as soon as it is asked; begin again after the last."""
    said = 0
    while time.perf_counter() < until:
        talk = "/start ten_1" if not person.screen or END in person.screen[-1].text else ANSWERS[said % len(ANSWERS)]
        said += 1
        read, begun = len(person.screen), time.perf_counter()
        person.says(talk)
        await _answered(person, read)
        waits.append(time.perf_counter() - begun)


async def _answered(person: Person, read: int) -> None:
    async with asyncio.timeout(30):
        while len(person.screen) <= read or person.screen[-1].text.startswith("Hello!"):
            await person.news.wait()
            person.news.clear()


async def _bench(data: Path, database: str, seconds: float, profile: str | None) -> None:
    api = BotApi()
    await api.start()
    environment = {
        "PATH": os.environ["PATH"], "LOTSE_DATA": str(data), "LOTSE_DATABASE_URL": database,
        "LOTSE_TELEGRAM_TOKEN": TOKEN, "LOTSE_TELEGRAM_API": api.url, "LOTSE_PORT": "18477", "LOTSE_LOG_LEVEL": "ERROR",
        "LOTSE_LIMITS": "off",
    }  # fmt: skip
    profiled = ["-m", "cProfile", "-o", profile] if profile else []
    process = await asyncio.create_subprocess_exec(
        sys.executable, *profiled, "-m", "tests.bench.ten_questions", "serve", "--with-worker", cwd=ROOT,
        env=environment,
    )  # fmt: skip
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(process.pid, cores[:1])
        os.sched_setaffinity(0, cores[1:])
    people = [api.person(number) for number in range(1, PEOPLE + 1)]
    try:
        await asyncio.gather(*(_talks(person, time.perf_counter() + 3, []) for person in people))  # warm up
        waits: list[float] = []
        spent, begun = _cpu(process.pid), time.perf_counter()
        await asyncio.gather(*(_talks(person, begun + seconds, waits) for person in people))
        took, cpu = time.perf_counter() - begun, _cpu(process.pid) - spent
        _report(waits, took, cpu, _memory(process.pid))
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()
        await api.stop()


def _report(waits: list[float], took: float, cpu: float, memory: float) -> None:
    p50, p95 = statistics.median(waits) * 1000, statistics.quantiles(waits, n=20)[-1] * 1000
    print(  # noqa: T201
        f"{len(waits) / took:.0f} turns/s ({len(waits)} in {took:.1f} s, {PEOPLE} people), reply p50 {p50:.0f} ms, "
        f"p95 {p95:.0f} ms, {cpu / len(waits) * 1000:.2f} ms CPU a turn, {memory:.0f} MB"
    )


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database")
    parser.add_argument("--profile")
    parser.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    data = Path(tempfile.mkdtemp())
    try:
        database = given.database or sqlite_url(data / "lotse.db")
        migrate(database)
        asyncio.run(_bench(data, database, given.seconds, given.profile))
    finally:
        shutil.rmtree(data)


if __name__ == "__main__":
    main()
