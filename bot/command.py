"""Runs one command: its settings, its log, its database, and then what it is for."""

from __future__ import annotations

import argparse
import asyncio
import gc
import importlib
import os
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop

from bot import logs
from bot.settings import Settings, SettingsWrong, read_settings
from bot.starting import until_it_answers
from participation.core.errors import Refused
from participation.migrations.run import migrate_apart

PIPE_CLOSED = 141  # as if the signal had ended us

Run = Callable[[argparse.Namespace, Settings], Coroutine[Any, Any, int]]


def run(arguments: argparse.Namespace) -> None:
    """Run the command and end the process."""
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
    except BrokenPipeError:  # `lotse … | head`: whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more is written when the process ends
        sys.exit(PIPE_CLOSED)


def _complain(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    command = loaded(arguments.run) if arguments.run else None
    gc.freeze()  # whatever is loaded by now is never garbage, neither here nor in a child
    gc.enable()
    settings.data.mkdir(parents=True, exist_ok=True)
    if arguments.waits:
        asyncio.run(until_it_answers(settings.database_url))
    if arguments.migrates:
        migrate_apart(settings.database_url, "all" if command is None and not arguments.before else "before")
    if command is None:
        return 0
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        code = runner.run(command(arguments, settings))
    sys.stdout.flush()
    return code


def loaded(name: str) -> Run:
    """Load what a command runs, `module:function`."""
    module, _, function = name.partition(":")
    found: Run = getattr(importlib.import_module(module), function)
    return found
