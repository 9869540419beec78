"""Lotse in a process of its own, with everything it logs in a file."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientError, ClientSession

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


@dataclass
class Running:
    """A server that answers at *address*; what it said is in *log*."""

    address: str
    log: Path
    process: asyncio.subprocess.Process

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    async def stop(self) -> int:
        """Ask it to end, and wait until it has."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@contextlib.asynccontextmanager
async def running(data: Path, program: tuple[str, ...] = ("-m", "bot"), **settings: str) -> AsyncIterator[Running]:
    """Run `lotse serve --with-worker` on a folder for the time of the block."""
    port, log = free_port(), data / "log.txt"
    known = {"PATH": os.environ["PATH"], "LOTSE_DATA": str(data), "LOTSE_PORT": str(port), **settings}
    with log.open("ab") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *program, "serve", "--with-worker", cwd=ROOT, env=known, stdout=file, stderr=file
        )
    server = Running(f"http://127.0.0.1:{port}", log, process)
    try:
        await _answers(server)
        yield server
    finally:
        if server.alive:
            process.kill()
        await process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def _answers(server: Running) -> None:
    async with asyncio.timeout(PATIENCE), ClientSession() as http:
        while True:
            assert server.alive, server.log.read_text(errors="replace")[-3000:]
            with contextlib.suppress(ClientError):
                async with http.get(server.address + "/healthz") as answer:
                    await answer.read()
                    return
            await asyncio.sleep(0.05)  # another process: nothing tells us when it listens
