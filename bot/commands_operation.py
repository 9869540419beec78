"""The commands of operation: backup, restore, owed."""

from __future__ import annotations

import argparse
import sqlite3
import time
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from bot.backup import back_up
from bot.channels.console import CHANNEL as CONSOLE
from bot.channels.webchat import transcript
from bot.postgresql import Unable
from bot.restore import restore as bring_back
from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.core.owed import dead_letters, queues

IMPOSSIBLE = (Unable, OSError, sqlite3.Error, DBAPIError)  # told in a sentence: a full disk, a database that is away


async def backup(arguments: argparse.Namespace, settings: Settings) -> int:
    begun = time.monotonic()
    try:
        written = back_up(settings, arguments.path, SystemClock().now(), arguments.keep)
    except IMPOSSIBLE as error:
        print(f"No backup was made: {_said(error)}")
        return 1
    print(f"{written}: {written.stat().st_size / 2**20:.1f} MiB in {time.monotonic() - begun:.1f} s")
    return 0


async def restore(arguments: argparse.Namespace, settings: Settings) -> int:
    begun = time.monotonic()
    try:
        restored = await bring_back(settings, arguments.path, SystemClock().now(), force=arguments.force)
    except IMPOSSIBLE as error:
        print(f"Nothing was restored: {_said(error)}")
        return 1
    for table, rows in restored.rows.items():
        if rows:
            print(f"{rows:9} {table}")
    print(f"{restored.deleted_again} people who had been deleted since were deleted again.")
    print(f"Restored {arguments.path} in {time.monotonic() - begun:.1f} s.")
    return 0


async def owed(arguments: argparse.Namespace, settings: Settings) -> int:
    database, now = Database(settings.database_url), SystemClock().now()
    try:
        async with database.reading() as session:
            waiting = [] if arguments.dead else await queues(session, now, (transcript.CHANNEL, CONSOLE))
            dead = await dead_letters(session) if arguments.dead else []
    finally:
        await database.close()
    for queue in waiting:
        print(f"{queue.channel}\t{queue.waiting}\toldest due {_ago(now - queue.oldest)} ago")
    for letters in dead:
        print(f"{letters.channel}\t{letters.count}\t{letters.reason}")
    if not waiting and not dead:
        print("nothing was given up" if arguments.dead else "nothing waits")
    return 0


def _said(error: Exception) -> object:
    """What the database said, without the statement: that may hold what people wrote."""
    return error.orig if isinstance(error, DBAPIError) else error


def _ago(wait: timedelta) -> str:
    return str(timedelta(seconds=round(wait.total_seconds())))
