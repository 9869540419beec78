"""Drafts the next step from the difference between tables and database: `make step NAME="what it does"`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from participation.core.db import Database, sqlite_url
from participation.migrations.run import migrate, settings


def revise(message: str) -> None:
    """Write the draft of a step; read it, choose its phase, and test it on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder) / "draft.db")
        migrate(url)
        asyncio.run(_draft(url, message))


async def _draft(url: str, message: str) -> None:
    database = Database(url)

    def draft(connection: Connection) -> None:
        config = settings(connection)
        count = len(list(ScriptDirectory.from_config(config).walk_revisions()))
        command.revision(config, message, autogenerate=True, rev_id=f"{count + 1:04d}")

    async with database.writing() as session:
        await (await session.connection()).run_sync(draft)
    await database.close()


if __name__ == "__main__":
    revise(" ".join(sys.argv[1:]))
