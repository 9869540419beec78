"""Does long work that was asked for on pages: each job in a child process, kept with signs of life while it runs."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
import time
from dataclasses import dataclass, field

from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.core.space import NothingStored
from participation.work import shift
from participation.work.values import KINDS, STEPS, Job, Progress

PAUSE = 1.0  # seconds between looks when nothing waits
BEAT = 2.0  # seconds between signs of life
OFTEN = 0.5  # seconds between two notes of how far it is

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Working:
    """One of any number, in any number of processes; it does one job after the other."""

    database: Database
    clock: Clock
    holder: str = field(default_factory=new_id)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until *stop* is set; a job that is not done by then is given back."""
        while not stop.is_set():
            try:
                found = await self.do_one(stop)
            except NothingStored:
                found = False  # the disk is full, which was told
            except Exception:  # told; other jobs are done, and this one is tried again
                log.exception("long work failed and goes on", extra={"action": "working_failed"})
                found = False
            if not found:
                await _rest(stop)

    async def do_one(self, stop: asyncio.Event | None = None) -> bool:
        """Do the job that waits longest; return whether there was one."""
        async with self.database.reading() as session:
            if not await shift.any_waiting(session, KINDS, self.clock.now()):
                return False
        async with self.database.writing() as session:
            job = await shift.claim(session, KINDS, self.holder, self.clock.now())
        if job is None:
            return False
        await self._do(job, stop or asyncio.Event())
        return True

    async def _do(self, job: Job, stop: asyncio.Event) -> None:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.errand", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        try:
            ended = await self._watch(job, child, stop)
        finally:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
            if child.stdin:
                child.stdin.close()
        async with self.database.writing(anyway=True) as session:
            if not ended:
                await shift.give_back(session, job.id, self.holder)
            elif child.returncode != 0:
                await shift.fail(session, job.id, self.holder, self.clock.now())

    async def _watch(self, job: Job, child: asyncio.subprocess.Process, stop: asyncio.Event) -> bool:
        """Give signs of life until the child has ended; False if it has to be stopped before."""
        assert child.stdin
        url = self.database.url.render_as_string(hide_password=False)
        told = {"url": url, "job": job.id, "holder": self.holder, "now": self.clock.now().isoformat()}
        child.stdin.write(json.dumps(told).encode() + b"\n")
        heard = _Heard(job)
        listening, stopping = asyncio.create_task(heard.listen(child)), asyncio.create_task(stop.wait())
        beaten, noted = time.monotonic(), heard.progress
        try:
            while not listening.done():
                await asyncio.wait((listening, stopping), timeout=OFTEN, return_when=asyncio.FIRST_COMPLETED)
                if stopping.done() and not listening.done():
                    return False
                news = heard.progress if heard.progress != noted else None
                if listening.done() or (news is None and time.monotonic() - beaten < BEAT):
                    continue
                beaten, noted = time.monotonic(), heard.progress
                async with self.database.writing(anyway=True) as session:
                    if not await shift.beat(session, job.id, self.holder, self.clock.now(), news):
                        return True  # dropped, or somebody else's: the child is ended, and nothing of it stands
        finally:
            stopping.cancel()
            listening.cancel()
        await child.wait()
        return True


class _Heard:
    """What the child tells."""

    def __init__(self, job: Job) -> None:
        self.job, self.progress = job, Progress()

    async def listen(self, child: asyncio.subprocess.Process) -> None:
        """Listen until it has nothing more to tell."""
        assert child.stdout
        async for line in child.stdout:
            told = json.loads(line)
            if "failed" in told:
                extra = {"action": "job_failed", "job": self.job.id, "kind": self.job.kind, "error": told["failed"]}
                log.error("a job was broken off by a mistake", extra=extra)
            else:
                self.progress = Progress(STEPS.get(told["what"], STEPS["file"]), told["done"], told["of"])


async def _rest(stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PAUSE):
            await stop.wait()
