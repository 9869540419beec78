"""Lotse started from a process that has loaded everything: on a busy machine loading would be most of a storm's time.

What is started is a process of its own with nothing kept from those before; only the database's steps, which are done, are left out.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Callable

from tests.support.processes import ROOT, Program


class Quick(Program):
    """A program whose processes are forked instead of started anew."""

    _nest: asyncio.subprocess.Process | None = None
    _child = 0

    async def start(self) -> None:
        if self._nest is None:
            module, *command = self._line[2:]
            self._nest = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.bench.quick", module, *command, cwd=ROOT, env=self.environment,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
        assert self._nest.stdin is not None
        assert self._nest.stdout is not None
        self._nest.stdin.write(b"start\n")
        self._child = int(await self._nest.stdout.readline())

    async def keep(self) -> None:
        while True:
            await self.start()
            assert self._nest is not None
            assert self._nest.stdout is not None
            await self._nest.stdout.readline()  # it has ended
            self._child = 0

    async def kill(self, number: signal.Signals = signal.SIGKILL) -> int:
        if self._child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, number)
        return 0

    async def end(self) -> None:
        """End what is running and what it was forked from."""
        await self.kill()
        if self._nest is not None and self._nest.returncode is None:
            self._nest.kill()
            await self._nest.wait()


def _nest(main: Callable[[], None]) -> None:
    """Fork a process for every line that comes in, and say when it has ended."""
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            main()
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    importlib.import_module("bot.commands_service")
    command = importlib.import_module("bot.command")
    vars(command)["migrate_apart"] = lambda *_: None
    prepare = getattr(importlib.import_module(sys.argv[0]), "prepare", None) if sys.argv[0] != "bot" else None
    if prepare is not None:
        prepare()
    _nest(importlib.import_module("bot.__main__").main)
