"""Kills of worker, server and database while people write and book: nothing lost, nothing done twice, doubled messages counted.

`python -m tests.bench.crashes sqlite|postgresql [--kills N] [--people N] [--careless]`
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import contextlib
import random
import time
from dataclasses import dataclass, field

from tests.bench.town import Town, town
from tests.support.botapi import BotApi
from tests.support.botapi_people import Person
from tests.support.processes import Program, free_port

WAITING = 60  # updates that wait for an answer at any time
PATIENCE = 90.0
SENDING = ("sendMessage", "sendDocument", "sendPhoto")
OPEN = "select count(*) from outbox where sent_at is null and dead is null"
EFFECTS = "select count(*) from booking where state = 'booked'"
TWICE = (
    "select count(*) from (select person from booking where state = 'booked' group by person having count(*) > 1) as p"
)


def script(number: int) -> list[str]:
    """What one person writes to book an appointment."""
    day, hour = 2 + number % 5, 1 + number // 5 % 5
    return ["Book an appointment", "I have a new flat", "Lindenau", str(day), str(hour), "yes"]


@dataclass
class Storm:
    """People who write, and what dies meanwhile."""

    api: BotApi
    town: Town
    module: str
    people: int
    dice: random.Random = field(default_factory=lambda: random.Random(11))  # noqa: S311  only to choose moments
    killed: collections.Counter[str] = field(default_factory=collections.Counter)
    moments: list[int] = field(default_factory=list)
    keepers: list[asyncio.Task[None]] = field(default_factory=list)
    server: Program = field(init=False)
    worker: Program = field(init=False)

    def __post_init__(self) -> None:
        url, port = self.town.url, str(free_port())
        self.server = Program(self.api, self.town.data, "serve", module=self.module, database_url=url, port=port)
        self.worker = Program(self.api, self.town.data, "work", database_url=url, port=port)

    async def rage(self, kills: int) -> None:
        """Have everybody write; kill at random moments, spread over all that is written."""
        self.keepers = [asyncio.create_task(program.keep()) for program in (self.server, self.worker)]
        lines = [(number, said) for number in range(self.people) for said in script(number)]
        kill_at = set(self.dice.sample(range(20, len(lines)), kills))
        for place, (number, said) in enumerate(lines):
            await self.api.until(lambda: len(self.api.pending) < WAITING, PATIENCE)
            self.api.person(number + 1).says(said)
            if place in kill_at:
                await self._strike()
        await self._calm()

    async def _strike(self) -> None:
        """Kill something while it works, and start it again as a service manager would."""
        sent = len(self.api.calls)
        with contextlib.suppress(TimeoutError):
            await self.api.until(lambda: len(self.api.calls) > sent + self.dice.randrange(2, 40), 20)
        victims = ["server", "server", "server", "worker"] + (["database"] if self.town.server else [])
        victim = self.dice.choice(victims)
        self.moments.append(len(self.api.calls))
        self.killed[victim] += 1
        if victim == "database" and self.town.server is not None:
            await asyncio.to_thread(self.town.server.stop, "immediate")
            await asyncio.to_thread(self.town.server.start, durable=True)
            return
        await (self.server if victim == "server" else self.worker).kill()

    async def _calm(self) -> None:
        """Wait until everything is answered and sent."""
        with contextlib.suppress(TimeoutError):
            await self.api.until(lambda: not self.api.pending, PATIENCE)
            async with asyncio.timeout(PATIENCE):
                while await self.town.one(OPEN):  # noqa: ASYNC110  other processes empty the table
                    await asyncio.sleep(0.2)

    async def end(self) -> None:
        for keeper in self.keepers:
            keeper.cancel()
        await asyncio.gather(*self.keepers, return_exceptions=True)
        await self.server.kill()
        await self.worker.kill()

    def doubled(self) -> collections.Counter[tuple[int, str]]:
        """Messages sent again, by crash and chat."""
        seen: set[tuple[str, str, str]] = set()
        found: collections.Counter[tuple[int, str]] = collections.Counter()
        for place, (method, given) in enumerate(self.api.calls):
            if method not in SENDING:
                continue
            message = given["chat_id"], given.get("text", method), given.get("reply_markup", "")
            if message in seen:
                found[sum(moment <= place for moment in self.moments), given["chat_id"]] += 1
            seen.add(message)
        return found

    def unanswered(self) -> int:
        """People whose last word is not the end of the booking."""
        return sum(not _finished(person) for person in self.api.people.values())


def _finished(person: Person) -> bool:
    return any("If you cannot come" in seen.text for seen in person.screen)


async def _bench(kind: str, kills: int, people: int, *, careless: bool) -> bool:
    api, begun = BotApi(), time.perf_counter()
    await api.start()
    try:
        async with town(kind) as settled:
            module = "tests.channels.telegram.careless" if careless else "bot"
            storm = Storm(api, settled, module, people)
            try:
                await storm.rage(kills)
            finally:
                await storm.end()
            return await _judged(storm, kind, time.perf_counter() - begun)
    finally:
        await api.stop()


async def _judged(storm: Storm, kind: str, took: float) -> bool:
    updates, doubled = storm.people * len(script(0)), storm.doubled()
    heard = await storm.town.one("select count(*) from heard")
    booked, twice = await storm.town.one(EFFECTS), await storm.town.one(TWICE)
    sent = sum(method in SENDING for method, _ in storm.api.calls)
    by_crash = collections.Counter(crash for crash, _ in doubled.elements())
    print(  # noqa: T201
        f"{kind}: {sum(storm.killed.values())} kills ({dict(storm.killed)}) over {updates} updates in {took:.0f} s: "
        f"{updates - heard} updates lost, {booked} bookings of {storm.people}, {twice} people booked twice, "
        f"{storm.unanswered()} without their last answer; {doubled.total()} of {sent} messages doubled, "
        f"{doubled.total() / max(1, len(storm.moments)):.2f} a crash, at most {max(by_crash.values(), default=0)} in one, "
        f"at most {max(doubled.values(), default=0)} in one crash and chat"
    )
    return heard == updates and booked == storm.people and not twice and not storm.unanswered()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", choices=["sqlite", "postgresql"])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--careless", action="store_true", help="the control: must lose updates")
    given = parser.parse_args()
    kept = asyncio.run(_bench(given.database, given.kills, given.people, careless=given.careless))
    if kept == given.careless:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
