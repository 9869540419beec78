"""Tells machines how it goes: `/healthz` whether to send people here, `/metrics` figures without anybody's name."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from bot.talk.meters import REGISTRY
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.owed import Dead, Queue, dead_letters, queues
from participation.core.space import Space
from participation.migrations.run import up_to_date

FRESH = 2.0  # seconds for which an answer is kept: whoever asks all the time costs nothing
PATIENCE = 5.0  # seconds for the database to answer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """How it goes. *oldest*: seconds since the oldest message that waits was due."""

    database: bool = False
    migrations: bool = False
    oldest: float = 0.0
    queues: tuple[Queue, ...] = ()
    dead: tuple[Dead, ...] = ()


@dataclass(slots=True)
class Health:
    """Looks at the database; *shown* are the channels whose messages are shown from their rows and never sent."""

    database: Database
    clock: Clock
    shown: Collection[str]
    space: Space | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: State = State()
    _seen_at: float = -FRESH
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def healthz(self, request: web.Request) -> web.Response:
        """200 if people can be answered here, else 503; with `?owed=600` also 503 if a message waits longer than that."""
        seen = await self.state()
        told = {
            "database": seen.database,
            "migrations": seen.migrations,
            "stopping": self.stop.is_set(),
            "room": self.room,
            "oldest_owed_seconds": round(seen.oldest),
        }
        limit = request.query.get("owed", "")
        late = limit.isdecimal() and len(limit) < 10 and seen.oldest > int(limit)
        well = seen.database and seen.migrations and not self.stop.is_set() and not late
        return web.json_response(told, status=200 if well else 503, headers={"Cache-Control": "no-store"})

    async def metrics(self, _request: web.Request) -> web.Response:
        """Figures in the format of Prometheus."""
        body = generate_latest(REGISTRY) + generate_latest(self._gauges(await self.state()))
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    @property
    def room(self) -> bool:
        return self.space is None or not self.space.short

    async def state(self) -> State:
        async with self._looking:
            if time.monotonic() - self._seen_at >= FRESH:
                self._seen = await self._look()
                self._seen_at = time.monotonic()
        return self._seen

    async def _look(self) -> State:
        now = self.clock.now()
        try:
            async with asyncio.timeout(PATIENCE), self.database.reading() as session:
                current = await (await session.connection()).run_sync(up_to_date)
                waiting = await queues(session, now, self.shown)
                dead = await dead_letters(session)
        except Exception as error:  # told; a database that answers anyhow else is not well
            log.warning("the database does not answer: %s", type(error).__name__, extra={"action": "unhealthy"})
            return State()
        oldest = max(((now - queue.oldest).total_seconds() for queue in waiting), default=0.0)
        return State(True, current, oldest, tuple(waiting), tuple(dead))

    def _gauges(self, seen: State) -> CollectorRegistry:
        """What is looked up and not counted; made anew each time, so that nothing old stays."""
        registry = CollectorRegistry()
        for name, about, value in (
            ("lotse_database_up", "Whether the database answers", seen.database),
            ("lotse_migrations_current", "Whether no step is missing", seen.migrations),
            ("lotse_disk_room", "Whether the reserve for a full disk is there", self.room),
            ("lotse_outbox_oldest_seconds", "How long the oldest message that is due has waited", seen.oldest),
        ):
            Gauge(name, about, registry=registry).set(float(value))
        depth = Gauge("lotse_outbox_depth", "Messages due and not sent", ("channel",), registry=registry)
        for queue in seen.queues:
            depth.labels(queue.channel).set(queue.waiting)
        dead = Gauge("lotse_dead_letters", "Messages given up", ("channel", "reason"), registry=registry)
        for letters in seen.dead:
            dead.labels(letters.channel, letters.reason).set(letters.count)
        return registry


@asynccontextmanager
async def measured(health: Health, host: str, port: int | None) -> AsyncIterator[None]:
    """Serve figures and health on a port of their own for the time of the block, if there is one."""
    if port is None:
        yield
        return
    app = web.Application()
    app.add_routes([web.get("/metrics", health.metrics), web.get("/healthz", health.healthz)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
