"""Copies the database while it is in use: one state of it, whole or not at all."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot import postgresql
from bot.postgresql import Unable
from bot.settings import Settings

PAGES = 512  # copied at a time: writers go on in between, and readers never wait
_OURS = re.compile(r"lotse-(\d{8}-\d{6})\.(db|dump)")


def back_up(settings: Settings, target: Path, now: datetime, keep: timedelta | None = None) -> Path:
    """Write a backup to *target*, a new file or an existing folder; in a folder drop those older than *keep*."""
    file = settings.sqlite_file
    if target.is_dir():
        target = target / f"lotse-{now:%Y%m%d-%H%M%S}.{'db' if file else 'dump'}"
    if target.exists():
        raise Unable(f"{target} is there already; name a new file or a folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target.parent):
        part = target.with_name(f"{target.name}.part")
        for left in (part, *target.parent.glob("lotse-*.part")):
            left.unlink(missing_ok=True)  # of a backup that was killed
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _copy(file, part) if file else postgresql.dump(settings.database_url, part)
            put_in_place(part, target)
        finally:
            part.unlink(missing_ok=True)
        if keep is not None:
            _drop_old(target.parent, now - keep)
    return target


def _copy(file: Path, part: Path) -> None:
    if not file.exists():
        raise Unable(f"there is no database at {file}")
    source = f"{file.resolve().as_uri()}?mode=rw"
    with contextlib.closing(sqlite3.connect(source, uri=True, isolation_level=None, timeout=20)) as live:
        live.execute("begin")
        live.execute(
            "select count(*) from sqlite_master"
        ).fetchone()  # from here on this state is read, whatever is written
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            live.backup(copy, pages=PAGES, sleep=0)
            copy.execute("pragma journal_mode=delete")  # one file, without a log beside it
            check(copy)


def check(connection: sqlite3.Connection) -> None:
    """Raise `Unable` unless the file is whole: every page, every index, every foreign key."""
    try:
        found = connection.execute("pragma integrity_check").fetchone()[0]
        orphans = connection.execute("pragma foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise Unable(f"the file is damaged or is no database: {error}") from None
    if found != "ok" or orphans:
        raise Unable(f"the file is damaged: {found if found != 'ok' else 'a row refers to another that is missing'}")


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name, so that after a power cut it is there whole or not at all."""
    _to_disk(part)
    part.replace(target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lotse-backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unable(f"another backup into {folder} is running") from None
        yield


def _drop_old(folder: Path, before: datetime) -> None:
    for path in folder.iterdir():
        found = _OURS.fullmatch(path.name)
        if found and found[1] < f"{before:%Y%m%d-%H%M%S}":
            path.unlink()
