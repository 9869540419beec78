"""The command `lotse`."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import uvloop

from bot import commands_data, commands_import, commands_operation, commands_staff, demo, logs
from bot.channels.console import Console, terminal
from bot.settings import Settings, SettingsWrong, read_settings
from bot.starting import until_it_answers
from bot.wiring import serve, wired, work
from participation.core.errors import Refused
from participation.core.languages import shipped
from participation.migrations.run import migrate_apart

LASTING = "serve", "work"  # commands that run for months, and are started with the machine

Run = Callable[[argparse.Namespace, Settings], Coroutine[Any, Any, int]]


def main() -> None:
    """Run one command; its exit code is 0, 1 for a refusal, 2 for wrong use or settings."""
    arguments = _parser().parse_args()
    overriding: dict[str, Any] = {name: getattr(arguments, name, None) for name in ("host", "port", "data")}
    try:
        settings = read_settings(**overriding)
    except SettingsWrong as wrong:
        sys.exit(_complain(str(wrong), 2))
    secrets = [settings.telegram_token or "", settings.provider.client_secret if settings.provider else ""]
    logs.set_up(settings.log_level, settings.log_format, secrets)
    try:
        sys.exit(_run(arguments, settings))
    except Refused as refusal:
        sys.exit(_complain(str(refusal), 1))
    except KeyboardInterrupt:
        sys.exit(130)


def _complain(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    settings.data.mkdir(parents=True, exist_ok=True)
    if arguments.waits:
        asyncio.run(until_it_answers(settings.database_url))
    if arguments.migrates:
        migrate_apart(settings.database_url, "all" if arguments.run is None and not arguments.before else "before")
    run: Run | None = arguments.run
    if run is None:
        return 0
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(run(arguments, settings))


async def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    async with wired(settings) as parts:
        parts.stop = _until_told()
        await serve(parts, working=arguments.with_worker)
    return 0


async def _work(_arguments: argparse.Namespace, settings: Settings) -> int:
    async with wired(settings) as parts:
        parts.stop = _until_told()
        await work(parts)
    return 0


async def _talk(arguments: argparse.Namespace, settings: Settings) -> int:
    async with wired(settings) as parts:
        console = Console(parts.database, parts.desk, parts.clock, arguments.lang, arguments.json)
        await console.run(*terminal())
    return 0


async def _demo(_arguments: argparse.Namespace, settings: Settings) -> int:
    stop = _until_told()
    await demo.prepare(settings)
    async with wired(settings) as parts:
        parts.demo, parts.stop = True, stop
        for line in demo.addresses(settings):
            print(line, flush=True)
        await serve(parts, working=True)
    return 0


def _until_told() -> asyncio.Event:
    """An event that is set when the process is asked to end."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lotse", description="Find the office, book the appointment, be heard.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run | None, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run, migrates=True, waits=name in LASTING)
        return added

    for name, run, about in (
        ("demo", _demo, "start everything with an invented county, its survey and staff"),
        ("serve", _serve, "answer people: web pages, web chat, Telegram"),
    ):
        added = command(name, run, about)
        added.add_argument("--host", help="address to listen on")
        added.add_argument("--port", type=int, help="port to listen on")
        added.add_argument("--data", type=Path, help="folder for the embedded database")
        added.set_defaults(with_worker=False)
        if name == "serve":
            added.add_argument(
                "--with-worker", action="store_true", help="do the work of `lotse work` in this process too"
            )
    command("work", _work, "send what is owed, remind, delete on time")
    migrating = command("migrate", None, "bring the database to the present shape")
    migrating.add_argument(
        "--before", action="store_true", help="only what may be done while the old version still runs"
    )
    talk = command("talk", _talk, "chat in this terminal")
    talk.add_argument("--lang", choices=sorted(shipped()), help="language to begin with")
    talk.add_argument("--json", action="store_true", help="one JSON object a line each way")
    commands_data.add(command)
    commands_staff.add(command)
    commands_import.add(command)
    commands_operation.add(command)
    return parser


if __name__ == "__main__":
    main()
