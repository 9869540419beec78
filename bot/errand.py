"""The child process of a worker: does one job, so that the worker's own loop goes on answering. `python -m bot.errand`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import time
import traceback
from datetime import datetime
from typing import Any

from bot.importing import Errand, run
from participation.core.db import Database
from participation.work.errors import LostJob
from participation.work.queries import job

OFTEN = 0.2  # seconds between two lines about how far it is


def main() -> None:
    """Read from standard input which job it is; tell on standard output how far it is, and at last what went wrong."""
    told = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    try:
        asyncio.run(_do(told))
    except LostJob:
        sys.exit(0)  # it is somebody else's: nothing of ours stands
    except Exception as error:  # the edge of a process: the worker writes down what went wrong
        where = traceback.extract_tb(error.__traceback__)[-1]  # the message might hold what stands in the file
        _tell({"failed": f"{type(error).__name__} in {where.name}, line {where.lineno}"})
        sys.exit(1)


async def _do(told: dict[str, str]) -> None:
    database = Database(told["url"])
    try:
        async with database.reading() as session:
            found = await job(session, told["job"])
        if found is None:
            raise LostJob
        await run(Errand(database, found, told["holder"], datetime.fromisoformat(told["now"]), _Teller()))
    finally:
        await database.close()


class _Teller:
    """Tells how far it is, and not too often."""

    def __init__(self) -> None:
        self._told = 0.0

    def __call__(self, what: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._told >= OFTEN or done == of:
            self._told = now
            _tell({"what": what, "done": done, "of": of})


def _tell(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _end_with_the_worker() -> None:
    """Whoever started us holds our standard input open: when it ends, it is dead, and somebody else does the job."""
    while os.read(sys.stdin.fileno(), 1):
        continue
    os._exit(1)


if __name__ == "__main__":
    main()
