"""What a killed process had sent is known to whoever comes next, and only that."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.noted import LARGEST, Noted
from bot.sending import Sender
from bot.talk.desk import LEASE
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Due
from tests.support.owing import left
from tests.test_sending import Line, claimed, owed

UNTIL = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOTES = """
import sys
from pathlib import Path
from bot.noted import Noted
from participation.core.outbox import Due
from datetime import datetime
note = Noted(Path(sys.argv[1]))
note.add(Due(7, "telegram", "1", "{}", 0, datetime.fromisoformat(sys.argv[2])))
print("noted", flush=True)
sys.stdin.read()
"""


def _due(number: int) -> Due:
    return Due(number, "telegram", "1", "{}", 0, UNTIL)


def _found(folder: Path) -> list[int]:
    with Noted(folder).left() as found:
        return sorted(found)


async def test_a_killed_process_leaves_its_notes(tmp_path: Path) -> None:
    """While it lives nobody reads them; after kill -9 they are given once, with the time they were its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", NOTES, str(tmp_path), UNTIL.isoformat(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert await process.stdout.readline() == b"noted\n"
    alive = _found(tmp_path)
    process.kill()
    await process.wait()

    assert alive == []
    with Noted(tmp_path).left() as found:
        assert found == {7: UNTIL}
    assert _found(tmp_path) == []


@pytest.mark.parametrize("gone", [True, False])
def test_a_file_that_others_took_for_a_dead_one_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    """Another process looks just between opening and locking: it has deleted our new file, or holds it. We begin another."""
    opened, others = os.open, contextlib.ExitStack()

    def interrupted(path: Path, flags: int, mode: int = 0o777) -> int:
        file = opened(path, flags, mode)
        if flags & os.O_CREAT:
            monkeypatch.setattr(os, "open", opened)
            others.enter_context(Noted(tmp_path).left())
            if gone:
                others.close()
        return file

    monkeypatch.setattr(os, "open", interrupted)
    mine = Noted(tmp_path)
    mine.add(_due(1))
    others.close()
    alive = _found(tmp_path)
    mine.close()

    assert (alive, _found(tmp_path)) == ([], [1])


def test_what_could_not_be_ticked_off_is_found_again(tmp_path: Path) -> None:
    """Whoever reads the notes and fails leaves them for the next."""
    dead = Noted(tmp_path)
    dead.add(_due(1))
    dead.close()

    with pytest.raises(OSError, match="database"), Noted(tmp_path).left():
        raise OSError("database")
    assert _found(tmp_path) == [1]


def test_the_file_holds_what_is_open_and_stays_small(tmp_path: Path) -> None:
    """Of thousands that were ticked off nothing is left, and one that was not stays however often the file begins anew."""
    mine = Noted(tmp_path)
    mine.add(_due(1))
    for number in range(2, 2000):
        mine.add(_due(number))
        mine.drop([number])
    (file,) = tmp_path.iterdir()
    size = file.stat().st_size
    mine.close()

    assert size < 2 * LARGEST
    assert 1 in _found(tmp_path)


def test_a_torn_line_and_strange_files_are_passed_over(tmp_path: Path) -> None:
    """A process may die in the middle of a line; what is no note is no reason to stop."""
    (tmp_path / "torn").write_text(f"3 {UNTIL.isoformat()}\n4 2026-1")
    (tmp_path / "strange").write_bytes(b"\xff\xfe hello\n5 yesterday\n")

    assert _found(tmp_path) == [3]


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """A full or broken disk: messages are sent all the same."""
    (tmp_path / "file").write_text("no folder")

    Noted(tmp_path / "file").add(_due(1))


@pytest.mark.parametrize("noting", [True, False])
async def test_what_was_sent_before_a_crash_is_not_sent_again(
    database: Database, clock: SetClock, tmp_path: Path, noting: bool
) -> None:
    """Sent and not ticked off: whoever comes next ticks it off. The control, without notes, sends it once more."""
    first, second = await owed(database, clock, "one", "two")
    folder = tmp_path / "sent"
    dead = Noted(folder)
    if noting:
        dead.add(first)
    dead.close()
    line = Line()
    sender = Sender(database, clock, {"telegram": line}, Noted(folder))
    await sender.recall()
    clock.forward(seconds=LEASE.total_seconds() + 1)
    await sender.deliver(await claimed(database, clock))

    assert line.sent == (["two"] if noting else ["one", "two"])
    assert second.id != first.id
    assert await left(database) == 0


async def test_a_note_of_another_time_ticks_nothing_off(database: Database, clock: SetClock, tmp_path: Path) -> None:
    """The database was restored, or a worker took the message over since: the number alone says nothing."""
    (one,) = await owed(database, clock, "one")
    dead = Noted(tmp_path / "sent")
    dead.add(Due(one.id, one.channel, one.address, one.payload, one.attempts, one.until - timedelta(seconds=1)))
    dead.close()
    await Sender(database, clock, {}, Noted(tmp_path / "sent")).recall()

    assert await left(database) == 1
