"""The command `lotse import`: our own tables and the files of others, each in one transaction."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.offices import queries
from participation.offices.errors import BadTables
from participation.offices.importing import import_dldb, import_koos
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, Report, Watch, import_tables, unwatched

Adder = Callable[..., argparse.ArgumentParser]
WHAT = {
    "offices": "office tables, a folder or zip (docs/formats/offices.md)",
    "catalogue": "the shipped services and their phrases, or a folder of your own",
    "dldb": "an export of the service database of Berlin, a folder",
    "koos": "a table of municipal processes, a file or folder",
}
SHOWN = 5  # lines of each sort on the console


class _Undo(Exception):
    """A dry run ends here: the transaction is rolled back."""


def add(command: Adder) -> None:
    """Add the command to the parser."""
    taking = command("import", _import, "take data in, in one transaction")
    taking.formatter_class = argparse.RawDescriptionHelpFormatter
    taking.epilog = "\n".join(f"{name}: {about}" for name, about in WHAT.items())
    taking.add_argument("what", choices=tuple(WHAT))
    taking.add_argument("path", type=Path, nargs="?", help="folder, zip or file")
    taking.add_argument("--dry-run", action="store_true", help="only report what would change")
    taking.add_argument("--overwrite", action="store_true", help="also what was changed by hand on the staff pages")
    taking.add_argument("--report", type=Path, help="write the whole report to this file")


async def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.path is None and arguments.what != "catalogue":
        print(f"lotse import {arguments.what} needs a path: {WHAT[arguments.what]}", file=sys.stderr)
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
    database, report = Database(settings.database_url), None
    try:
        with contextlib.suppress(_Undo), _watched() as watch:
            async with database.writing() as session:
                report = await _take(session, arguments, watch)
                if arguments.dry_run:
                    raise _Undo
    finally:
        await database.close()
    assert report is not None
    return report


async def _take(session: AsyncSession, arguments: argparse.Namespace, watch: Watch) -> Report:
    now, path, overwrite = SystemClock().now(), arguments.path, arguments.overwrite
    if arguments.what == "catalogue":
        return await import_tables(session, path or CATALOGUE_FOLDER, now, CATALOGUE, overwrite=overwrite)
    if CATALOGUE not in await queries.sources(session):
        await import_tables(session, CATALOGUE_FOLDER, now, CATALOGUE)
    match arguments.what:
        case "dldb":
            return await import_dldb(session, path, now, watch, overwrite=overwrite)
        case "koos":
            return await import_koos(session, path, now, watch, overwrite=overwrite)
        case _:
            return await import_tables(session, path, now, overwrite=overwrite)


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
