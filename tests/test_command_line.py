"""What may be typed after `lotse`: each command leads to something that runs."""

from __future__ import annotations

import argparse
import inspect
import subprocess
import sys

from bot.command import loaded
from bot.command_line import parser


def _commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (one.choices for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found)


def test_every_command_can_be_loaded() -> None:
    """The names of their functions are text, so that only one is loaded: none of them is misspelt."""
    runs = {name: command.get_default("run") for name, command in _commands().items()}

    assert {name for name, run in runs.items() if run is None} == {"migrate"}
    assert len(runs) > 10
    for run in runs.values():
        assert run is None or inspect.iscoroutinefunction(loaded(run))


def test_to_read_how_it_is_used_loads_no_command() -> None:
    """Help is there at once: neither the web server nor the database is loaded for it."""
    code = "import sys, bot.__main__ as lotse; lotse.parser(); sys.exit(any(name in sys.modules for name in ('aiohttp', 'bot.wiring')))"

    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
