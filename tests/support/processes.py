"""Programs in processes of their own, to be killed and started again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from pathlib import Path

from bot.settings import VARIABLES
from tests.support.botapi import TOKEN, BotApi

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


class Program:
    """Lotse with its bot on the local Bot API server, started as often as it is killed. *settings* as in `LOTSE_…`."""

    def __init__(self, api: BotApi, data: Path, *command: str, module: str = "bot", **settings: str) -> None:
        given = {
            "data": str(data), "telegram_token": TOKEN, "telegram_api": api.url, "log_level": "ERROR", "limits": "off",
            **settings,
        }  # fmt: skip
        known = {f"LOTSE_{name.upper()}": value for name, value in given.items()}
        self.environment = {
            "PATH": os.environ["PATH"], **{name: value for name, value in known.items() if name in VARIABLES}
        }  # fmt: skip
        self._line = [sys.executable, "-m", module, *command]
        self._running: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        assert self._running is not None
        return self._running.pid

    async def start(self) -> None:
        self._running = await asyncio.create_subprocess_exec(*self._line, cwd=ROOT, env=self.environment)

    async def keep(self) -> None:
        """Start it whenever it has ended, as a service manager would, until cancelled."""
        while True:
            await self.start()
            assert self._running is not None
            await self._running.wait()
            await asyncio.sleep(0.1)

    async def kill(self, number: signal.Signals = signal.SIGKILL) -> int:
        """End it, without a chance to tidy up unless told otherwise."""
        if self._running is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            self._running.send_signal(number)
        return await self._running.wait()

    def freeze(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    @property
    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        return cpu(self.pid)


def cpu(pid: int) -> float:
    """Return the seconds of processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
