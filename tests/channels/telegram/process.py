"""`lotse serve --with-worker` in a process of its own, to be killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from pathlib import Path

from tests.support.botapi import TOKEN, BotApi

ROOT = Path(__file__).resolve().parents[3]


class Process:
    """Started as often as it is killed. *program* is what Python runs."""

    def __init__(self, program: str, api: BotApi, data: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._program = program
        self._environment = {
            "PATH": os.environ["PATH"], "LOTSE_DATA": str(data), "LOTSE_TELEGRAM_TOKEN": TOKEN,
            "LOTSE_TELEGRAM_API": api.url, "LOTSE_PORT": str(port), "LOTSE_LOG_LEVEL": "ERROR", "LOTSE_LIMITS": "off",
        }  # fmt: skip
        self._running: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self._program, "serve", "--with-worker", cwd=ROOT, env=self._environment
        )

    async def kill(self, number: signal.Signals = signal.SIGKILL) -> int:
        """End it, without a chance to tidy up unless told otherwise."""
        if self._running is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            self._running.send_signal(number)
        return await self._running.wait()
