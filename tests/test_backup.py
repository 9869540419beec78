"""A backup is one state of the database, whole or not there; what comes back works, and without whom was deleted."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import forgotten
from bot.backup import back_up
from bot.forgotten import ForgottenFile
from bot.postgresql import Unable
from bot.restore import Restored, restore
from bot.settings import Settings, read_settings
from bot.talk.personal import forget
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.people.services import fingerprint
from tests.appointments.desk import book, wish
from tests.support.chat import Chatter

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """The settings of an installation on either database."""
    return read_settings({"LOTSE_DATA": str(tmp_path / "data"), "LOTSE_DATABASE_URL": database_url})


async def _person(database: Database, clock: SetClock) -> Chatter:
    chatter = Chatter(database, clock)
    await chatter.says("/language")
    await chatter.says("English")
    return chatter


async def _back(settings: Settings, path: Path, clock: SetClock, *, force: bool = True) -> Restored:
    settings.data.mkdir(exist_ok=True)
    return await restore(settings, path, clock.now(), force=force)


async def test_what_comes_back_works(settings: Settings, tmp_path: Path, clock: SetClock) -> None:
    """Bookings are there again, later ones are not, and the freed time can be booked by somebody else."""
    database = Database(settings.database_url)
    chatter = await _person(database, clock)
    await book(database, await chatter.person(), wish(0))
    written = back_up(settings, tmp_path / "a.backup", clock.now())
    await book(database, "somebody", wish(15))
    await database.close()
    restored = await _back(settings, written, clock)

    assert restored.rows["booking"] == 1
    assert restored.rows["contact"] == 1
    database = Database(settings.database_url)
    appointment = await book(database, "somebody else", wish(15))
    assert appointment.number
    chatter.database = database
    assert (await chatter.says("/mydata"))[-1].text
    await database.close()


async def test_deleted_people_stay_deleted(settings: Settings, tmp_path: Path, clock: SetClock) -> None:
    """Whoever was deleted after the backup is not there after it came back; everybody else is, and the file says why."""
    database = Database(settings.database_url)
    gone, stays = await _person(database, clock), await _person(database, clock)
    person = await gone.person()
    await book(database, person, wish(0))
    written = back_up(settings, tmp_path / "a.backup", clock.now())
    async with database.writing() as session:
        await forget(session, person, clock.now())
    await database.close()
    restored = await _back(settings, written, clock)

    assert (restored.deleted_again, restored.rows["contact"]) == (1, 1)
    database = Database(settings.database_url)
    async with database.reading() as session:
        left = (await session.execute(text("select person from booking where person is not null"))).all()
    assert left == []
    stays.database = database
    assert await stays.person()
    await database.close()
    assert len((settings.data / forgotten.NAME).read_text().splitlines()) == 1


async def test_without_the_file_the_deleted_would_be_back(settings: Settings, tmp_path: Path, clock: SetClock) -> None:
    """The control: where neither the database nor the file tells who was deleted, an old backup brings them back."""
    database = Database(settings.database_url)
    person = await (await _person(database, clock)).person()
    written = back_up(settings, tmp_path / "a.backup", clock.now())
    async with database.writing() as session:
        await forget(session, person, clock.now())
        await session.execute(text("delete from forgotten"))
    await database.close()

    assert (await _back(settings, written, clock)).rows["contact"] == 1


async def test_the_file_alone_is_enough(database: Database, tmp_path: Path, clock: SetClock) -> None:
    """A database that was put back by hand is put right by the worker's first look; newcomers are left alone."""
    gone, stays = await _person(database, clock), await _person(database, clock)
    kept = ForgottenFile(tmp_path / forgotten.NAME)
    kept.add({fingerprint(await gone.person()): clock.now().date()})

    assert await forgotten.replay(database, kept, clock.now()) == 1
    assert await forgotten.replay(database, kept, clock.now()) == 0
    assert await stays.person()


async def test_a_live_database_is_not_overwritten(settings: Settings, tmp_path: Path, clock: SetClock) -> None:
    """Without --force nothing that holds data is replaced, and while somebody works with it not even with --force."""
    database = Database(settings.database_url)
    await _person(database, clock)
    written = back_up(settings, tmp_path / "a.backup", clock.now())
    with pytest.raises(Unable, match="in use"):
        await _back(settings, written, clock)
    await database.close()

    with pytest.raises(Unable, match="--force"):
        await _back(settings, written, clock, force=False)
    assert (await _back(settings, written, clock)).rows["contact"] == 1


async def test_a_database_that_cannot_be_opened_is_not_taken_for_empty(
    sqlite: Database, sqlite_file: Path, tmp_path: Path, clock: SetClock
) -> None:
    """An error of the disk or of rights: without --force the file stays as it is, with --force the backup takes its place."""
    settings = _on(sqlite_file, tmp_path)
    await _person(sqlite, clock)
    written = back_up(settings, tmp_path / "a.backup", clock.now())
    await sqlite.close()
    before = _hash(sqlite_file)
    log = sqlite_file.with_name(f"{sqlite_file.name}-wal")
    log.symlink_to(tmp_path / "nowhere" / "wal")  # SQLite says "unable to open database file"
    with pytest.raises(Unable, match=r"unable to open.*--force"):
        await _back(settings, written, clock, force=False)

    assert _hash(sqlite_file) == before
    assert (await _back(settings, written, clock)).rows["contact"] == 1


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_full_target_is_told_in_a_sentence(sqlite_file: Path, tmp_path: Path) -> None:
    """Where SQLite finds no room for the copy, the operator reads so, and nothing half is left."""
    environment = {**os.environ, "LOTSE_DATA": str(tmp_path / "data"), "LOTSE_DATABASE_URL": f"sqlite:///{sqlite_file}"}
    command = [sys.executable, "-c", _NO_ROOM, "backup", str(tmp_path / "a.backup")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, env=environment, check=False)

    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith("No backup was made: ")
    assert not list(tmp_path.glob("a.backup*"))


_NO_ROOM = """
import resource
from bot.__main__ import main

resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
main()
"""


async def test_a_damaged_backup_changes_nothing(settings: Settings, tmp_path: Path, clock: SetClock) -> None:
    """A file cut in half, or any other file, is refused, and the present data stay."""
    database = Database(settings.database_url)
    chatter = await _person(database, clock)
    written = back_up(settings, tmp_path / "a.backup", clock.now())
    await database.close()
    half, other = tmp_path / "half", tmp_path / "other"
    half.write_bytes(written.read_bytes()[: written.stat().st_size // 2])
    other.write_text("no backup at all")
    for wrong in (half, other, tmp_path / "missing"):
        with pytest.raises(Unable):
            await _back(settings, wrong, clock)

    database = chatter.database = Database(settings.database_url)
    assert await chatter.person()
    await database.close()
    assert not [name for _, _, names in os.walk(tmp_path) for name in names if name.endswith(".part")]


async def test_a_backup_under_load_is_one_state(settings: Settings, tmp_path: Path, clock: SetClock) -> None:
    """While 200 messages are answered a backup is taken: whole, every talk with its person, and nobody had to wait for it."""
    database = Database(settings.database_url)
    people = [await _person(database, clock) for _ in range(10)]

    async def talk(chatter: Chatter) -> None:
        for _ in range(10):
            await chatter.says("/language")
            await chatter.says("English")

    talking = [asyncio.create_task(talk(chatter)) for chatter in people]
    await asyncio.sleep(0)
    written = [await asyncio.to_thread(back_up, settings, tmp_path / f"{n}.backup", clock.now()) for n in range(3)]
    await asyncio.gather(*talking)
    await database.close()
    for path in written:
        restored = await _back(settings, path, clock)
        assert (restored.rows["contact"], restored.rows["conversation"]) == (10, 10)
        assert 20 <= restored.rows["heard"] <= 220


def test_a_killed_backup_leaves_no_half_file(sqlite_file: Path, tmp_path: Path, clock: SetClock) -> None:
    """kill -9 in the middle: nothing that looks like a backup is there, and the next one clears up."""
    with contextlib.closing(sqlite3.connect(sqlite_file)) as connection, connection:
        connection.executemany(
            "insert into heard values ('x', ?, '2026-11-23 09:00:00')", [(f"{n:0200}",) for n in range(20_000)]
        )
    folder, settings = tmp_path / "backups", _on(sqlite_file, tmp_path)
    folder.mkdir()
    child = os.posix_spawn(
        sys.executable, [sys.executable, "-c", _KILLED, str(sqlite_file), str(folder)],
        {**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    _, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert [path.suffix for path in folder.iterdir() if not path.name.startswith(".")] == [".part"]
    back_up(settings, folder, clock.now())
    assert [path.suffix for path in folder.iterdir() if not path.name.startswith(".")] == [".db"]


_KILLED = """
import os, signal, sqlite3, sys
from datetime import UTC, datetime
from pathlib import Path
from bot import backup
from bot.settings import read_settings

def killed(connection):
    os.kill(os.getpid(), signal.SIGKILL)

backup.check = killed  # the pages are copied, the name is not given yet
backup.back_up(read_settings({"LOTSE_DATABASE_URL": f"sqlite:///{sys.argv[1]}"}), Path(sys.argv[2]), datetime.now(UTC))
"""


def _on(file: Path, tmp_path: Path) -> Settings:
    return read_settings({"LOTSE_DATA": str(tmp_path), "LOTSE_DATABASE_URL": f"sqlite:///{file}"})


def test_old_backups_go_and_nothing_else(sqlite_file: Path, tmp_path: Path, clock: SetClock) -> None:
    """In a folder backups older than --keep are dropped, other files stay; a file that exists is never replaced."""
    settings, folder = _on(sqlite_file, tmp_path), tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.txt").touch()
    first = back_up(settings, folder, clock.now())
    clock.forward(days=8)
    second = back_up(settings, folder, clock.now(), keep=timedelta(days=7))

    assert not first.exists()
    assert second.exists()
    assert second.stat().st_mode & 0o077 == 0
    assert (folder / "notes.txt").exists()
    with pytest.raises(Unable, match="already"):
        back_up(settings, second, clock.now())


def test_a_missing_program_is_named(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pg_dump the operator reads what to install, and no empty file is left."""
    monkeypatch.setenv("PATH", str(tmp_path))
    settings = read_settings({"LOTSE_DATABASE_URL": "postgresql+asyncpg://u:secret@nowhere/lotse"})
    with pytest.raises(Unable, match="apt-get install postgresql-client") as unable:
        back_up(settings, tmp_path / "a.dump", clock.now())

    assert "secret" not in str(unable.value)
    assert not list(tmp_path.glob("a.dump*"))


def test_a_torn_line_says_nothing(tmp_path: Path, clock: SetClock) -> None:
    """After a power cut in the middle of a line the next one stands by itself; old lines go after 400 days."""
    file, today = tmp_path / forgotten.NAME, clock.now().date()
    ForgottenFile(file).add({"a" * 64: today})
    with file.open("a") as torn:
        torn.write(f"{today} bbbb")
    ForgottenFile(file).add({"c" * 64: today + timedelta(days=100)})

    assert set(ForgottenFile(file).marks()) == {"a" * 64, "c" * 64}
    ForgottenFile(file).trim(today + forgotten.KEPT)
    assert set(ForgottenFile(file).marks()) == {"a" * 64, "c" * 64}
    ForgottenFile(file).trim(today + forgotten.KEPT + timedelta(days=1))
    assert set(ForgottenFile(file).marks()) == {"c" * 64}
