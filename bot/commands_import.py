"""The command `lotse import`: our own tables and the files of others, each in one transaction."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.command_line import TAKEN
from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.offices.errors import BadTables
from participation.offices.formats import kinds
from participation.offices.formats.kinds import Parcel
from participation.offices.importing import difference, made_ready, take
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, Report, Watch, unwatched

SHOWN = 5  # lines of each sort on the console


async def take_in(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.path is None and arguments.what != "catalogue":
        print(f"lotse import {arguments.what} needs a path: {TAKEN[arguments.what]}", file=sys.stderr)
        return 2
    try:
        report = await _taken(arguments, settings)
    except BadTables as refused:
        _write(arguments.report, refused.problems)
        raise
    if arguments.dry_run:
        print("Dry run: nothing was changed. This would have happened:")
    print("\n".join(report.lines(SHOWN)))
    _write(arguments.report, report.lines())
    if not arguments.report and max(len(report.skipped), len(report.conflicts), len(report.kept)) > SHOWN:
        print("Every line: add --report FILE.")
    return 0


async def _taken(arguments: argparse.Namespace, settings: Settings) -> Report:
    database, now, overwrite = Database(settings.database_url), SystemClock().now(), arguments.overwrite
    try:
        with _watched() as watch:
            parcel = _read(arguments, watch)
            if arguments.dry_run:
                return await difference(database, parcel, overwrite=overwrite)
            ready = await made_ready(database, parcel, overwrite=overwrite)
            async with database.writing() as session:
                return await take(session, parcel, now, watch, overwrite=overwrite, ready=ready)
    finally:
        await database.close()


def _read(arguments: argparse.Namespace, watch: Watch) -> Parcel:
    if arguments.what == CATALOGUE:
        return kinds.read("offices", arguments.path or CATALOGUE_FOLDER, watch, CATALOGUE)
    return kinds.read(arguments.what, arguments.path, watch)


def _write(file: Path | None, lines: list[str]) -> None:
    if file is not None:
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@contextlib.contextmanager
def _watched() -> Iterator[Watch]:
    """Show a bar while somebody sits at a terminal; be silent otherwise."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console  # only who waits for an import needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def watch(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=of)
            progress.update(tasks[what], completed=done)

        yield watch
