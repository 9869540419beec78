"""One bot under load: 32 people who answer as soon as they are asked, over a local Bot API server."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.botapi import BotApi
from tests.support.botapi_people import Person

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, ANSWERS = 32, ("Often", "2", "Never")
END = "Thank you, that was all."
WARM_UP = 3.0
PATIENCE = 15.0  # seconds; who waits longer was not answered, and begins anew


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run showed; times in milliseconds, memory in megabytes. *cpu* is that of the bot for one turn.

    *lost* messages were not answered at all.
    """

    turns: float
    p50: float
    p95: float
    cpu: float
    memory: float
    lost: int

    def __str__(self) -> str:
        return (
            f"{self.turns:.0f} turns/s, reply p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms, "
            f"{self.cpu:.2f} ms CPU a turn, {self.memory:.0f} MB, {self.lost} unanswered"
        )


async def measure(api: BotApi, command: Sequence[str], environment: Mapping[str, str], seconds: float) -> Figures:
    """Run the bot on the first core and everything else, which calls this, on the others."""
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env={"PATH": os.environ["PATH"], **environment})
    apart(process.pid)
    people = [api.person(number) for number in range(1, PEOPLE + 1)]
    try:
        await asyncio.gather(*(talks(person, time.perf_counter() + WARM_UP, []) for person in people))
        waits, lost = list[float](), 0
        spent, begun = _cpu(process.pid), time.perf_counter()
        lost = sum(await asyncio.gather(*(talks(person, begun + seconds, waits) for person in people)))
        took, cpu = time.perf_counter() - begun, _cpu(process.pid) - spent
        p50, p95 = statistics.median(waits) * 1000, statistics.quantiles(waits, n=20)[-1] * 1000
        return Figures(len(waits) / took, p50, p95, cpu / len(waits) * 1000, memory(process.pid), lost)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()


def apart(pid: int) -> None:
    """Give a process the first core and ourselves, with whatever we start, the others."""
    cores = sorted(os.sched_getaffinity(0) | os.sched_getaffinity(pid))
    if len(cores) > 1:
        os.sched_setaffinity(pid, cores[:1])
        os.sched_setaffinity(0, cores[1:])


async def talks(person: Person, until: float, waits: list[float]) -> int:
    """Answer question after question, each as soon as it is asked; begin again after the last. Returns what was lost."""
    said = lost = 0
    anew = not person.screen
    while time.perf_counter() < until:
        anew = anew or END in person.screen[-1].text
        talk = "/start ten_1" if anew else ANSWERS[said % len(ANSWERS)]
        said += 1
        read, begun = len(person.screen), time.perf_counter()
        person.says(talk)
        anew = not await _answered(person, read)
        lost += anew
        if not anew:
            waits.append(time.perf_counter() - begun)
    return lost


async def _answered(person: Person, read: int) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            while len(person.screen) <= read or person.screen[-1].text.startswith("Hello!"):
                await person.news.wait()
                person.news.clear()
    except TimeoutError:
        return False
    return True


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
