"""What may be typed after `lotse`: each command leads to something that runs."""

from __future__ import annotations

import argparse
import inspect
import subprocess
import sys
from pathlib import Path

from bot.command import loaded
from bot.command_line import TAKEN, parser

README = Path(__file__).resolve().parents[1] / "README.md"


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


def test_every_command_and_option_is_in_the_readme() -> None:
    """Whoever reads the table knows all there is to type."""
    rows = [row for row in README.read_text(encoding="utf-8").splitlines() if row.startswith("| `lotse ")]
    for name, command in _commands().items():
        said = " ".join(row for row in rows if f"`lotse {name}" in row)
        options = {option for action in command._actions for option in action.option_strings} - {"-h", "--help"}
        assert said, name
        assert [option for option in sorted(options) if option not in said] == [], name
    (taking,) = (row for row in rows if "`lotse import" in row)

    assert "\\|".join(TAKEN) in taking
