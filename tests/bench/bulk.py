"""Five thousand messages to many go out at their pace while people talk and are answered at once.

`python -m tests.bench.bulk sqlite|postgresql [--messages N] [--pace N] [--people N]`
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.talk.channel import Reply
from participation.core.clock import SystemClock
from participation.core.outbox import Message, Priority, owe
from tests.bench.town import Town, town
from tests.support.botapi import BotApi
from tests.support.botapi_people import Person, Seen
from tests.support.processes import Program, free_port

AIM, AT_MOST = 1.05, 0.3  # times what the pace allows; seconds for nineteen of twenty replies
FIRST = 1_000_000  # chat of the first who only reads
NEWS = "News for everybody, number {number}."
TALK = ("/help", "I have a new flat", "/cancel")
LEFT = "select count(*) from outbox where sent_at is null and dead is null and priority = 2"
THINKING = 4.0  # seconds between an answer and the next message: who writes faster for long is asked to wait
PATIENCE = 30.0


@dataclass
class Watch:
    """When the messages to many came in, and how long people waited meanwhile."""

    begun: float = 0.0
    moments: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    unanswered: int = 0

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.waits, n=20)[-1]

    @property
    def took(self) -> float:
        return self.moments[-1] - self.begun


@dataclass
class Reader(Person):
    """Somebody who only reads, and notes when."""

    watch: Watch = field(default_factory=Watch)

    def sees_new(self, seen: Seen) -> None:
        super().sees_new(seen)
        self.watch.moments.append(time.monotonic())


async def measure(api: BotApi, settled: Town, given: argparse.Namespace) -> Watch:
    """Owe all at one moment; have people talk until the last was sent."""
    watch = Watch()
    for number in range(given.messages):
        api.people[FIRST + number] = Reader(api, FIRST + number, watch=watch)
    async with _lotse(api, settled, str(given.pace)):
        talkers = [api.person(1 + number) for number in range(given.people)]
        await asyncio.gather(*(_answered(person, "/start") for person in talkers))
        await _owe(settled, given.messages)
        watch.begun = time.monotonic()
        talking = [asyncio.create_task(_talks(person, watch)) for person in talkers]
        try:
            await api.until(lambda: len(watch.moments) >= given.messages, given.messages / given.pace * 3 + PATIENCE)
            async with asyncio.timeout(PATIENCE):
                while await settled.one(LEFT):  # noqa: ASYNC110  another process ticks them off
                    await asyncio.sleep(0.1)
        finally:
            for task in talking:
                task.cancel()
            await asyncio.gather(*talking, return_exceptions=True)
    return watch


@asynccontextmanager
async def _lotse(api: BotApi, settled: Town, pace: str) -> AsyncIterator[None]:
    """A `lotse serve` and a `lotse work`, with all limits on."""
    common = {"database_url": settled.url, "port": str(free_port()), "telegram_bulk_per_second": pace, "limits": "on"}
    programs = [Program(api, settled.data, command, **common) for command in ("serve", "work")]
    for program in programs:
        await program.start()
    try:
        yield
    finally:
        await asyncio.gather(*(program.kill() for program in programs))


async def _owe(settled: Town, count: int) -> None:
    async with settled.database.writing() as session:
        await owe(session, [_news(number) for number in range(count)], SystemClock().now())


def _news(number: int) -> Message:
    reply = Reply(NEWS.format(number=number), "en").to_json()
    return Message("telegram", str(FIRST + number), reply, f"news {number}", Priority.BULK)


async def _talks(person: Person, watch: Watch) -> None:
    for said in itertools.cycle(TALK):
        try:
            watch.waits.append(await _answered(person, said))
        except TimeoutError:
            watch.unanswered += 1
        await asyncio.sleep(THINKING)


async def _answered(person: Person, said: str) -> float:
    """Write, and return the seconds until the answer is there."""
    read, begun = len(person.screen), time.monotonic()
    person.says(said)
    async with asyncio.timeout(PATIENCE):
        while len(person.screen) <= read:
            person.news.clear()
            await person.news.wait()
    return time.monotonic() - begun


async def _bench(given: argparse.Namespace) -> bool:
    api = BotApi()
    await api.start()
    try:
        async with town(given.database) as settled:
            watch = await measure(api, settled, given)
    finally:
        await api.stop()
    allowed = given.messages / given.pace
    doubled = len(watch.moments) - given.messages
    p50 = statistics.median(watch.waits)
    print(
        f"{given.database}: {given.messages} messages to many in {watch.took:.1f} s, {watch.took / allowed:.3f} × what "
        f"{given.pace} a second allow; {doubled} doubled; {len(watch.waits)} replies to {given.people} people "
        f"meanwhile, p50 {p50 * 1000:.0f} ms, p95 {watch.p95 * 1000:.0f} ms, {watch.unanswered} unanswered"
    )
    return watch.took <= AIM * allowed and watch.p95 <= AT_MOST and not doubled and not watch.unanswered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", choices=["sqlite", "postgresql"])
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--pace", type=int, default=30, help="messages a second, as LOTSE_TELEGRAM_BULK_PER_SECOND")
    parser.add_argument("--people", type=int, default=24)
    if not asyncio.run(_bench(parser.parse_args())):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
