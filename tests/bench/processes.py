"""From one to two `lotse serve` on one PostgreSQL: turns a second of the ten-question talk, and where the time goes.

`python -m tests.bench.processes [--seconds N] [--rounds N] [--most N] [--share S]`
Once with all processes as fast as the machine lets them, once with each on the same share of a core, as if each had a small machine of
its own: then people and database have room beside them. Shares need a control group, that is root on Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvloop

from participation.migrations.run import migrate
from tests.bench.load import PEOPLE, WARM_UP, talks
from tests.support import postgres
from tests.support.botapi import BotApi
from tests.support.processes import Program, cpu, free_port

TALK = "tests.bench.ten_questions"
PERIOD = 10_000  # microseconds in which a process gets its share: short, so that nobody waits long for the next


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run showed: milliseconds to an answer; milliseconds of CPU a turn of the bots, the database, all others."""

    turns: float
    p50: float
    p95: float
    bots: float
    database: float
    others: float
    busy: float
    lost: int

    def __str__(self) -> str:
        return (
            f"{self.turns:.0f} turns/s, p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms, CPU a turn {self.bots:.2f} bots + "
            f"{self.database:.2f} database + {self.others:.2f} people, {self.busy:.0%} of the machine, {self.lost} unanswered"
        )


async def run(server: postgres.Cluster, processes: int, given: argparse.Namespace, share: float) -> Figures:
    """Have people talk to so many processes behind a balancer."""
    url = server.url("bench")
    with tempfile.TemporaryDirectory() as folder:
        async with _served(Path(folder), url, processes) as (api, bots), _limited(bots, share):
            people = [api.person(number) for number in range(1, given.people + 1)]
            await asyncio.gather(*(talks(person, time.perf_counter() + WARM_UP, []) for person in people))
            waits, before, begun = list[float](), _spent(bots, server), time.perf_counter()
            lost = sum(await asyncio.gather(*(talks(person, begun + given.seconds, waits) for person in people)))
            took = time.perf_counter() - begun
            spent = [now - then for now, then in zip(_spent(bots, server), before, strict=True)]
    each = [one / len(waits) * 1000 for one in spent]
    p50, p95 = statistics.median(waits) * 1000, statistics.quantiles(waits, n=20)[-1] * 1000
    busy = sum(spent) / took / len(os.sched_getaffinity(0))
    return Figures(len(waits) / took, p50, p95, each[0], each[1], each[2], busy, lost)


@contextlib.asynccontextmanager
async def _served(data: Path, url: str, processes: int) -> AsyncIterator[tuple[BotApi, list[Program]]]:
    """Run the processes, each on a port of its own, and a Bot API server that brings each update to the next of them."""
    api, ports = BotApi(), [free_port() for _ in range(processes)]
    await api.start()
    api.delivery.ports = ports
    hooked = {"telegram_mode": "webhook", "public_url": f"http://127.0.0.1:{ports[0]}", "database_url": url}
    bots = [Program(api, data, "serve", module=TALK, port=str(port), **hooked) for port in ports]
    try:
        for bot in bots:  # the first sets the webhook
            known = len(api.named("getWebhookInfo"))
            await bot.start()
            await api.until(lambda: len(api.named("getWebhookInfo")) > known, 60)  # noqa: B023  awaited here
        await api.until(lambda: bool(api.delivery.url), 60)
        yield api, bots
    finally:
        for bot in bots:
            await bot.kill()
        await api.stop()


@contextlib.asynccontextmanager
async def _limited(bots: Sequence[Program], share: float) -> AsyncIterator[None]:
    """Give each process so much of a core; 0: as much as there is."""
    groups = [_group(bot.pid, share) for bot in bots if share]
    try:
        yield
    finally:
        for bot in bots:
            await bot.kill()
        for group in groups:
            group.rmdir()


def _group(pid: int, share: float) -> Path:
    """Put a process into a control group of its own, of the first or the second kind."""
    top = Path("/sys/fs/cgroup")
    younger = (top / "cgroup.controllers").exists()
    group = (top if younger else top / "cpu") / f"lotse-bench-{pid}"
    group.mkdir()
    quota = str(round(PERIOD * share))
    limits = (
        {"cpu.max": f"{quota} {PERIOD}"} if younger else {"cpu.cfs_period_us": str(PERIOD), "cpu.cfs_quota_us": quota}
    )
    for name, value in {**limits, "cgroup.procs": str(pid)}.items():
        (group / name).write_text(value)
    return group


def _spent(bots: Sequence[Program], server: postgres.Cluster) -> list[float]:
    """Seconds of processor time so far: bots, database, and ourselves, who are people and Telegram."""
    first = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
    return [sum(bot.cpu for bot in bots), sum(map(cpu, [first, *_children(first)])), cpu(os.getpid())]


def _children(parent: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(path.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                yield int(path.parent.name)


def compare(given: argparse.Namespace, share: float) -> list[list[Figures]]:
    """Run one process, two, and so on in turn, again and again, so that a busy minute meets all of them."""
    found: list[list[Figures]] = [[] for _ in range(given.most)]
    with postgres.cluster() as server:
        server.stop("fast")
        server.start(durable=True)
        for _ in range(given.rounds):
            for count in range(1, given.most + 1):
                server.sql("drop database if exists bench with (force)")
                server.sql("create database bench")
                migrate(server.url("bench"))
                with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                    found[count - 1].append(runner.run(run(server, count, given, share)))
                print(f"{count} processes: {found[count - 1][-1]}", file=sys.stderr, flush=True)
    return found


def table(found: list[list[Figures]], share: float) -> str:
    """The medians of all runs; the factor is the median of the factors of each round."""
    lines = [
        f"| `lotse serve`, {f'{share:g} core each' if share else 'no limit'} | turns/s | factor | p50, ms | p95, ms | CPU a turn: bots | database | people | machine busy |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for count, runs in enumerate(found, 1):
        factor = statistics.median(here.turns / one.turns for here, one in zip(runs, found[0], strict=True))
        turns, p50, p95, bots, database, others, busy = (
            statistics.median(getattr(one, name) for one in runs)
            for name in ("turns", "p50", "p95", "bots", "database", "others", "busy")
        )
        lines.append(
            f"| {count} | {turns:.0f} | {factor:.2f} × | {p50:.0f} | {p95:.0f} | {bots:.2f} ms | {database:.2f} ms | "
            f"{others:.2f} ms | {busy:.0%} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=2, help="processes at most")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--share", type=float, default=0.3, help="of a core for each process in the second table")
    given = parser.parse_args()
    if postgres.programs() is None:
        raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
    for share in (0.0, given.share):
        print("\n" + table(compare(given, share), share), flush=True)


if __name__ == "__main__":
    main()
