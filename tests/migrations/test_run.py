"""The steps lead to exactly the tables of the code, once, whoever starts first."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from participation.core.db import Database, sqlite_url
from participation.migrations.run import NewerDatabase, _steps, _taken_away, migrate, settings, up_to_date
from participation.migrations.tables import metadata
from tests.support import postgres

pytestmark = pytest.mark.alone

ONE = "import sys; from participation.migrations.run import migrate; migrate(sys.argv[1])"


def _heard(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("select count(*) from heard").fetchone()[0])


def _run(url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ONE, url], stderr=subprocess.PIPE)


async def test_nothing_is_missing_and_nothing_is_left_over(database: Database) -> None:
    """Tables, columns, keys and indexes after all steps are those of the models, on both databases."""

    def compare(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with database.writing() as session:
        differences = await (await session.connection()).run_sync(compare)

    assert differences == []


def test_what_only_sqlite_has_is_there_too(sqlite_file: Path, tmp_path: Path) -> None:
    """WITHOUT ROWID keeps sheets unordered, AUTOINCREMENT keeps numbers from coming twice: the steps must say both."""
    engine = create_engine(f"sqlite:///{tmp_path}/models.db")
    metadata.create_all(engine)
    engine.dispose()

    assert _marks(sqlite_file) == _marks(tmp_path / "models.db")
    assert any(without for without, _ in _marks(sqlite_file).values())


def _marks(path: Path) -> dict[str, tuple[bool, bool]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("select name, upper(sql) from sqlite_master where type = 'table'").fetchall()
    connection.close()
    own = {name: sql for name, sql in rows if not name.startswith(("sqlite_", "alembic_"))}
    return {name: ("WITHOUT ROWID" in sql, "AUTOINCREMENT" in sql) for name, sql in own.items()}


def test_four_that_start_at_once_do_it_once(postgres_cluster: postgres.Cluster, tmp_path: Path) -> None:
    """A new version is started on several machines in the same second: each finds the tables or makes them."""
    postgres_cluster.sql("create database at_once")
    for url in (sqlite_url(tmp_path / "new.db"), postgres_cluster.url("at_once")):
        starters = [_run(url) for _ in range(4)]
        said = [starter.communicate(timeout=60)[1] for starter in starters]
        assert [starter.returncode for starter in starters] == [0, 0, 0, 0], said
    postgres_cluster.sql("drop database at_once")


def test_whoever_writes_is_not_in_the_way_where_nothing_is_missing(sqlite_file: Path) -> None:
    """Every command looks whether steps are missing: it neither waits for who writes, nor makes anybody wait."""
    with contextlib.closing(sqlite3.connect(sqlite_file, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        for phase in ("before", "all"):
            migrate(sqlite_url(sqlite_file), phase)  # would give up after twenty seconds
        writer.execute("rollback")


def test_a_kill_in_the_middle_leaves_nothing_half_done(tmp_path: Path) -> None:
    """All steps are one transaction: killed at any moment, the next start does it anew."""
    path = tmp_path / "new.db"
    for line in (1, 5, 20, 60):
        killing = (
            "import os, signal, sys\nfrom alembic import op\nmade = [0]\nreal = op.create_table\n"
            "def create(*args, **kwargs):\n    made[0] += 1\n"
            f"    if made[0] == {line}: os.kill(os.getpid(), signal.SIGKILL)\n    return real(*args, **kwargs)\n"
            "op.create_table = create\n" + ONE
        )
        ended = subprocess.run([sys.executable, "-c", killing, sqlite_url(path)], check=False)
        connection = sqlite3.connect(path)
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        connection.close()
        if ended.returncode == 0:  # there are fewer tables than that
            break
        assert ended.returncode == -signal.SIGKILL
        assert tables == []
    migrate(sqlite_url(path))

    assert _heard(path) == 0


async def test_an_older_version_does_not_touch_a_newer_database(sqlite_file: Path) -> None:
    """Going back to an older release is refused with a sentence, not with an error of the database."""
    database = Database(sqlite_url(sqlite_file))
    async with database.writing() as session:
        await session.execute(text("update alembic_version set version_num = '9999_1'"))
    await database.close()
    with pytest.raises(NewerDatabase):
        await asyncio.to_thread(migrate, sqlite_url(sqlite_file))


@pytest.mark.parametrize(("revision", "can"), [("9999", True), ("9999_1", False), ("0001", False)])
async def test_it_is_told_whether_this_code_can_work_with_a_database(
    database: Database, revision: str, can: bool
) -> None:
    """With one to which newer versions have only added; not with one from which they took, or that lacks a step."""
    async with database.writing() as session:
        connection = await session.connection()
        assert await connection.run_sync(up_to_date)
        await session.execute(text("update alembic_version set version_num = :now"), {"now": revision})
        assert await connection.run_sync(up_to_date) == can


@pytest.mark.parametrize("revision", ["9999", "9998"])
def test_an_old_process_can_start_again_after_the_first_phase(sqlite_file: Path, revision: str) -> None:
    """The new version has added what it needs and taken nothing away: the old one works with that."""
    with contextlib.closing(sqlite3.connect(sqlite_file)) as connection, connection:
        connection.execute("update alembic_version set version_num = ?", [revision])
        connection.execute("create table of_the_new_version (id integer)")
    environment = {**os.environ, "LOTSE_DATABASE_URL": sqlite_url(sqlite_file), "LOTSE_DATA": str(sqlite_file.parent)}
    owing = subprocess.run([sys.executable, "-m", "bot", "owed"], check=True, env=environment, capture_output=True)

    assert b"nothing waits" in owing.stdout
    with contextlib.closing(sqlite3.connect(sqlite_file)) as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == (revision,)


def test_the_name_of_a_step_tells_how_much_was_taken_away() -> None:
    """A number, and behind it how many steps took something away that older programs need."""
    taken_away = 0
    for place, (revision, phase) in enumerate(_steps().items(), 1):
        taken_away += phase == "after"
        assert revision == f"{place:04d}" + (f"_{taken_away}" if taken_away else "")
    assert _taken_away("something else") == -1


def test_what_the_new_version_needs_can_be_done_before_it_starts(tmp_path: Path) -> None:
    """`lotse migrate --before` stops at the last step that the old version does not notice."""
    path = tmp_path / "new.db"
    environment = {**os.environ, "LOTSE_DATABASE_URL": sqlite_url(path), "LOTSE_DATA": str(tmp_path)}
    subprocess.run([sys.executable, "-m", "bot", "migrate", "--before"], check=True, env=environment)

    assert _heard(path) == 0


async def test_the_numbers_of_the_files_are_the_chain(sqlite: Database) -> None:
    """The steps are read from their files' names without Alembic; Alembic must see the same order."""

    def chain(connection: Connection) -> list[str]:
        steps = ScriptDirectory.from_config(settings(connection))
        return [step.revision for step in steps.walk_revisions()][::-1]

    async with sqlite.writing() as session:
        assert await (await session.connection()).run_sync(chain) == list(_steps())


def test_a_long_lived_process_does_not_keep_alembic(tmp_path: Path) -> None:
    """The steps are taken in a child; whoever serves has 40 MB less."""
    code = (
        "import sys, bot.command, bot.commands_service; from participation.migrations.run import migrate_apart;"
        "migrate_apart(sys.argv[1], 'before'); sys.exit('alembic' in sys.modules)"
    )
    url = sqlite_url(tmp_path / "new.db")
    subprocess.run([sys.executable, "-c", code, url], check=True)

    assert _heard(tmp_path / "new.db") == 0


def test_the_child_tells_that_a_database_is_too_new(sqlite_file: Path) -> None:
    """What the child process refuses is refused in its parent, too."""
    with contextlib.closing(sqlite3.connect(sqlite_file)) as connection, connection:
        connection.execute("update alembic_version set version_num = '9999_1'")
    code = (
        "import sys; from participation.migrations.run import NewerDatabase, migrate_apart\n"
        "try: migrate_apart(sys.argv[1], 'all')\nexcept NewerDatabase: sys.exit(7)"
    )

    assert subprocess.run([sys.executable, "-c", code, sqlite_url(sqlite_file)], check=False).returncode == 7
