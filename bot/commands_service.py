"""The commands that go on until they are told to stop: demo, serve, work, talk."""

from __future__ import annotations

import argparse
import asyncio
import signal

from bot import demo as county
from bot import wiring
from bot.channels.console import Console, terminal
from bot.settings import Settings
from bot.wiring import wired


async def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    async with wired(settings, stop=_until_told()) as parts:
        await wiring.serve(parts, working=arguments.with_worker)
    return 0


async def work(_arguments: argparse.Namespace, settings: Settings) -> int:
    async with wired(settings, stop=_until_told()) as parts:
        await wiring.work(parts)
    return 0


async def talk(arguments: argparse.Namespace, settings: Settings) -> int:
    async with wired(settings) as parts:
        console = Console(parts.database, parts.desk, parts.clock, arguments.lang, arguments.json)
        await console.run(*terminal())
    return 0


async def demo(_arguments: argparse.Namespace, settings: Settings) -> int:
    stop = _until_told()
    await county.prepare(settings)
    async with wired(settings, stop=stop) as parts:
        parts.demo = True
        for line in county.addresses(settings):
            print(line, flush=True)
        await wiring.serve(parts, working=True)
    return 0


def _until_told() -> asyncio.Event:
    """An event that is set when the process is asked to end."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
