"""The commands of operation: backup, restore, owed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.backup import back_up
from bot.channels.webchat import transcript
from bot.forgotten import KEPT
from bot.postgresql import Unable
from bot.restore import restore
from bot.settings import Settings
from participation.core.clock import SystemClock
from participation.core.db import Database
from participation.core.owed import dead_letters, queues

Adder = Callable[..., argparse.ArgumentParser]


def add(command: Adder) -> None:
    """Add the commands to the parser."""
    copying = command("backup", _backup, "copy the database while it is in use")
    copying.add_argument("path", type=Path, help="a new file, or a folder for files named by their time")
    copying.add_argument("--keep", type=_days, metavar="DAYS", help="drop backups in the folder that are older")
    copying.set_defaults(migrates=False)
    bringing = command("restore", _restore, "bring a backup back, without those deleted since")
    bringing.add_argument("path", type=Path)
    bringing.add_argument("--force", action="store_true", help="in the place of the database that is there")
    bringing.set_defaults(migrates=False)
    owing = command("owed", _owed, "count messages that wait to be sent; never their content")
    owing.add_argument("--dead", action="store_true", help="count those that were given up, and why")


def _days(given: str) -> timedelta:
    days = timedelta(days=int(given))
    if not timedelta() < days <= KEPT:
        raise argparse.ArgumentTypeError(f"from 1 to {KEPT.days}: who was deleted is remembered no longer")
    return days


async def _backup(arguments: argparse.Namespace, settings: Settings) -> int:
    begun = time.monotonic()
    try:
        written = back_up(settings, arguments.path, SystemClock().now(), arguments.keep)
    except (Unable, OSError) as error:
        print(f"No backup was made: {error}")
        return 1
    print(f"{written}: {written.stat().st_size / 2**20:.1f} MiB in {time.monotonic() - begun:.1f} s")
    return 0


async def _restore(arguments: argparse.Namespace, settings: Settings) -> int:
    begun = time.monotonic()
    try:
        restored = await restore(settings, arguments.path, SystemClock().now(), force=arguments.force)
    except (Unable, OSError) as error:
        print(f"Nothing was restored: {error}")
        return 1
    for table, rows in restored.rows.items():
        if rows:
            print(f"{rows:9} {table}")
    print(f"{restored.deleted_again} people who had been deleted since were deleted again.")
    print(f"Restored {arguments.path} in {time.monotonic() - begun:.1f} s.")
    return 0


async def _owed(arguments: argparse.Namespace, settings: Settings) -> int:
    database, now = Database(settings.database_url), SystemClock().now()
    try:
        async with database.reading() as session:
            waiting = [] if arguments.dead else await queues(session, now, (transcript.CHANNEL,))
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


def _ago(wait: timedelta) -> str:
    return str(timedelta(seconds=round(wait.total_seconds())))
