"""Kills of worker, server and database while people write and book: nothing lost, nothing done twice, doubled messages counted.

`python -m tests.bench.crashes sqlite|postgresql [--kills N] [--people N] [--waiting N] [--minutes N] [--single | --without PROTECTION]`
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import contextlib
import random
import time
from dataclasses import dataclass, field
from functools import partial

from bot.sending import LINES
from tests.bench.quick import Quick
from tests.bench.town import Town, town
from tests.support.botapi import BotApi
from tests.support.botapi_people import Person
from tests.support.processes import free_port

UP = 60.0  # seconds within which what was killed must be at work again
PATIENCE = 90.0
ARRIVING = 0.01  # seconds in which what the dead had written to a socket is read
SENDING = ("sendMessage", "sendDocument", "sendPhoto")
#: Lotse without one of its protections: each must lose or double something.
WITHOUT = {
    "waiting": "tests.channels.telegram.careless",  # confirms updates before they are answered
    "memory": "tests.channels.telegram.forgetful",  # does not know which updates it has heard
    "notes": "tests.channels.telegram.unnoted",  # does not note what it has sent
    "commits": "bot",  # PostgreSQL confirms what is not on disk
}
SINGLE = "tests.bench.single"  # sends one message at a time
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
    waiting: int
    minutes: float
    victims: list[str]
    begun: int = 0
    written: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(11))  # noqa: S311  only to choose moments
    killed: collections.Counter[str] = field(default_factory=collections.Counter)
    moments: list[tuple[int, str]] = field(default_factory=list)
    keepers: list[asyncio.Task[None]] = field(default_factory=list)
    server: Quick = field(init=False)
    worker: Quick = field(init=False)

    def __post_init__(self) -> None:
        url, port = self.town.url, str(free_port())
        self.server = Quick(
            self.api, self.town.data, "serve", module=self.module, database_url=url, port=port, log_level="ERROR"
        )
        module = SINGLE if self.module == SINGLE else "bot"
        self.worker = Quick(
            self.api, self.town.data, "work", module=module, database_url=url, port=port, log_level="ERROR"
        )

    async def rage(self, kills: int) -> None:
        """Have everybody write; kill at random moments, spread over all that is written."""
        self.keepers = [asyncio.create_task(program.keep()) for program in (self.server, self.worker)]
        writing = asyncio.create_task(self._write())
        try:
            until = time.monotonic() + self.minutes * 60
            for turn in range(kills):
                if time.monotonic() > until:  # a busy machine: what was done until now is judged
                    self.people = self.begun
                    break
                due = (turn + 1) * self.people * len(script(0)) // (kills + 1)
                await self.api.until(partial(self._answered, due), PATIENCE)
                await self._strike()
            await writing
        finally:
            writing.cancel()
        await self._calm()

    def _answered(self, many: int) -> bool:
        """Whether Telegram was told to forget so many updates."""
        return self.written - len(self.api.pending) >= many

    async def _write(self) -> None:
        while self.begun < self.people:
            number, self.begun = self.begun, self.begun + 1
            for said in script(number):
                await self.api.until(lambda: len(self.api.pending) < self.waiting, PATIENCE)
                self.api.person(number + 1).says(said)
                self.written += 1

    async def _strike(self) -> None:
        """Kill something while it works, and have it started again as a service manager would."""
        sent = len(self.api.calls) + self.dice.randrange(1, 20)
        with contextlib.suppress(TimeoutError):
            await self.api.until(lambda: len(self.api.calls) > sent, UP)
        victim = self.dice.choice(self.victims)
        self.killed[victim] += 1
        if victim == "database" and self.town.server is not None:
            await asyncio.to_thread(self.town.server.stop, "immediate")
        else:
            await (self.server if victim == "server" else self.worker).kill()
        await asyncio.sleep(ARRIVING)
        self.moments.append((len(self.api.calls), victim))  # what came up to here was sent by whom it hit
        if victim == "database" and self.town.server is not None:
            await asyncio.to_thread(self.town.server.start, durable=True)

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
        await asyncio.gather(self.server.end(), self.worker.end())

    def doubled(self) -> collections.Counter[tuple[int, str]]:
        """Messages sent again, by chat and by the crash after which the first sending was forgotten."""
        seen: dict[tuple[str, str, str], int] = {}
        found: collections.Counter[tuple[int, str]] = collections.Counter()
        for place, (method, given) in enumerate(self.api.calls):
            if method not in SENDING:
                continue
            message = given["chat_id"], given.get("text", method), given.get("reply_markup", "")
            if message in seen:
                found[self._crash_after(seen[message]), given["chat_id"]] += 1
            seen[message] = place
        return found

    def _crash_after(self, place: int) -> int:
        """The first crash after a call, as a number from 1; one more than there were if none came."""
        return 1 + sum(moment <= place for moment, _ in self.moments)

    def victim(self, crash: int) -> str:
        return self.moments[crash - 1][1] if crash <= len(self.moments) else "nothing"

    def unanswered(self) -> int:
        """People whose last word is not the end of the booking."""
        return sum(not _finished(person) for person in self.api.people.values())


def _finished(person: Person) -> bool:
    return any("If you cannot come" in seen.text for seen in person.screen)


async def _bench(given: argparse.Namespace) -> bool:
    api, begun = BotApi(), time.perf_counter()
    await api.start()
    try:
        async with town(given.database) as settled:
            if given.without == "commits" and settled.server is not None:
                settled.server.sql("alter database lotse set synchronous_commit = off")
            module = SINGLE if given.single else WITHOUT.get(given.without, "bot")
            victims = ["server", "server", "worker", *(["database"] if settled.server else [])]
            if given.without == "commits":
                victims = ["database"]  # only then they are missing
            storm = Storm(api, settled, module, given.people, given.waiting, given.minutes, victims)
            try:
                with contextlib.suppress(TimeoutError):  # what is missing then is counted
                    await storm.rage(given.kills)
            finally:
                await storm.end()
            return await _judged(storm, given.database, time.perf_counter() - begun, 1 if given.single else LINES)
    finally:
        await api.stop()


async def _judged(storm: Storm, kind: str, took: float, lines: int) -> bool:
    updates, doubled = storm.people * len(script(0)), storm.doubled()
    heard = await storm.town.one("select count(*) from heard")
    booked, twice = await storm.town.one(EFFECTS), await storm.town.one(TWICE)
    sent = sum(method in SENDING for method, _ in storm.api.calls)
    by_crash = collections.Counter(crash for crash, _ in doubled.elements())
    kills = len(storm.moments)
    spread = collections.Counter(by_crash[crash] for crash in range(1, kills + 1))
    by_victim = collections.Counter(storm.victim(crash) for crash in by_crash.elements())
    print(
        f"{kind}: {kills} kills ({dict(storm.killed)}) over {updates} updates in {took:.0f} s, {storm.waiting} waiting at "
        f"any time: {updates - heard} updates lost, {booked} bookings of {storm.people}, {twice} people booked twice, "
        f"{storm.unanswered()} without their last answer; {doubled.total()} of {sent} messages doubled, "
        f"{doubled.total() / max(1, kills):.2f} a crash, after the kill of: {dict(by_victim)} (how many crashes doubled so many: "
        f"{dict(sorted(spread.items()))}), "
        f"at most {max(doubled.values(), default=0)} in one crash and chat"
    )
    whole = heard == updates and booked == storm.people and not twice and not storm.unanswered()
    if lines == 1 and max(by_crash.values(), default=0) > 1:
        return False
    return whole and doubled.total() <= lines * kills and max(doubled.values(), default=0) <= 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", choices=["sqlite", "postgresql"])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--waiting", type=int, default=20, help="updates that wait for an answer at any time")
    parser.add_argument("--single", action="store_true", help="one message under way at a time, however long it takes")
    parser.add_argument(
        "--without", choices=["", *WITHOUT], default="", help="a control: must lose or double something"
    )
    parser.add_argument("--minutes", type=float, default=12, help="at most: then what was done is judged")
    given = parser.parse_args()
    if asyncio.run(_bench(given)) == bool(given.without):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
