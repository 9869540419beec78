"""Turns a second of a ten-question talk, beside the same talk written with other libraries.

`python -m tests.bench.telegram [--seconds N] [--rounds N] [--only NAME] [--on sqlite|postgresql] [--disk MS] [--profile FILE]`
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvloop

from participation.core.db import sqlite_url
from participation.migrations.run import migrate
from tests.bench.load import ROOT, Figures, measure
from tests.support import postgres
from tests.support.botapi import TOKEN, BotApi

DISK = Path(__file__).with_name("disk.c")
THEIRS = ROOT / ".venv-bench" / "bin" / "python"
OURS, BASE = "Lotse", "aiogram 3"
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Bot:
    """One way to write the talk."""

    name: str
    module: str
    more: tuple[str, ...] = ()
    on: tuple[str, ...] = DATABASES

    def command(self, api: str, database: str, profile: str | None) -> list[str]:
        if self.name == OURS:
            profiled = ["-m", "cProfile", "-o", profile] if profile else []
            return [sys.executable, *profiled, "-m", self.module, "serve", "--with-worker"]
        driver = database.replace("sqlite://", "sqlite+aiosqlite://")
        return [str(THEIRS), "-m", self.module, TOKEN, api, driver, *self.more]


BOTS = (
    Bot(OURS, "tests.bench.ten_questions"),
    Bot(BASE, "tests.bench.rivals.aio"),
    Bot("python-telegram-bot 22", "tests.bench.rivals.ptb"),
    Bot("the same, aiohttp as transport", "tests.bench.rivals.ptb", ("aiohttp",)),
    Bot(f"{BASE}, SQLite in WAL mode", "tests.bench.rivals.aio", ("wal",), ("sqlite",)),
    Bot("the same PTB, SQLite in WAL mode", "tests.bench.rivals.ptb", ("aiohttp", "wal"), ("sqlite",)),
)


@contextmanager
def database(kind: str, server: postgres.Cluster | None, folder: Path, ours: bool) -> Iterator[str]:
    """A fresh database; ours with its tables."""
    if server is None:
        url = sqlite_url(folder / "bench.db")
    else:
        server.sql("drop database if exists bench with (force)")
        server.sql("create database bench")
        url = server.url("bench")
    if ours:
        migrate(url)
    yield url


def slower_disk(folder: Path, ms: float) -> dict[str, str]:
    """What makes a process wait *ms* longer for each synchronisation of a file, as with a disk that takes so long to confirm."""
    library = folder / "disk.so"
    compiler = shutil.which("gcc") or shutil.which("cc") or "gcc"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(DISK), "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "DISK_MS": str(ms)}


async def run(bot: Bot, url: str, data: Path, given: argparse.Namespace) -> Figures:
    api = BotApi()
    await api.start()
    environment = {
        "LOTSE_DATA": str(data), "LOTSE_DATABASE_URL": url, "LOTSE_TELEGRAM_TOKEN": TOKEN,
        "LOTSE_TELEGRAM_API": api.url, "LOTSE_PORT": "18477", "LOTSE_LOG_LEVEL": "ERROR",
        "LOTSE_LIMITS": "off",  # nobody writes eight messages a second: whoever did would be asked to wait
    }  # fmt: skip
    if given.disk:
        environment |= slower_disk(data, given.disk)
    try:
        return await measure(api, bot.command(api.url, url, given.profile), environment, given.seconds)
    finally:
        await api.stop()


def compare(kind: str, bots: list[Bot], given: argparse.Namespace) -> dict[str, list[Figures]]:
    """Run all in turn, again and again, so that a busy minute of the machine meets everybody."""
    found: dict[str, list[Figures]] = {bot.name: [] for bot in bots}
    everything = os.sched_getaffinity(0)
    with postgres.cluster() if kind == "postgresql" else _nothing() as server:
        if server is not None:
            _durable_on_the_other_core(server)
        for _ in range(given.rounds):
            for bot in bots:
                data = Path(tempfile.mkdtemp())
                with database(kind, server, data, bot.name == OURS) as url:
                    os.sched_setaffinity(0, everything)
                    found[bot.name].append(_run(run(bot, url, data, given)))
                shutil.rmtree(data)
                print(f"{kind}, {bot.name}: {found[bot.name][-1]}", file=sys.stderr, flush=True)
    os.sched_setaffinity(0, everything)
    return found


def _run(measuring: Coroutine[Any, Any, Figures]) -> Figures:
    """People and Telegram on the fastest loop there is: they have one core for all, and shall not be what is measured."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measuring)


def _durable_on_the_other_core(server: postgres.Cluster) -> None:
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[1:] or cores)
    server.stop("fast")
    server.start(durable=True)


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


def table(kind: str, found: dict[str, list[Figures]]) -> str:
    """The medians of all runs as a table; the factor is the median of the factors of each round."""
    lines = [
        f"| {kind} | turns/s | reply p50, ms | p95, ms | CPU a turn, ms | memory, MB | unanswered | Lotse does |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, runs in found.items():
        middle = [statistics.median(getattr(one, field) for one in runs) for field in Figures.__slots__]
        factors = [ours.turns / theirs.turns for ours, theirs in zip(found.get(OURS, []), runs, strict=False)]
        factor = "" if name == OURS or not factors else f"{statistics.median(factors):.1f} ×"
        turns, p50, p95, cpu, memory, _ = middle
        lost = sum(one.lost for one in runs)
        lines.append(f"| {name} | {turns:.0f} | {p50:.0f} | {p95:.0f} | {cpu:.2f} | {memory:.0f} | {lost} | {factor} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=[bot.name for bot in BOTS])
    parser.add_argument("--on", choices=DATABASES)
    parser.add_argument("--disk", type=float, default=0, help="milliseconds the disk of SQLite takes longer to confirm")
    parser.add_argument("--profile", help="write what the profiler saw of Lotse to this file")
    given = parser.parse_args()
    bots = [bot for bot in BOTS if not given.only or bot.name in given.only]
    for kind in [given.on] if given.on else DATABASES:
        print("\n" + table(kind, compare(kind, [bot for bot in bots if kind in bot.on], given)), flush=True)


if __name__ == "__main__":
    main()
