"""Who was deleted, kept outside the database as well: whatever backup comes back, they stay deleted."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from bot.channels.webchat import devices
from bot.talk.personal import forget
from participation.core.db import Database
from participation.people import queries
from participation.people.models import Contact
from participation.people.services import fingerprint, note_forgotten

KEPT = timedelta(days=400)  # no backup may live longer
BATCH = 500
NAME = "forgotten.log"


@dataclass(slots=True)
class ForgottenFile:
    """A file that only grows: one line `2026-11-23 fingerprint` for each person. Any number of processes may write it."""

    path: Path
    _known: dict[str, date] = field(default_factory=dict)
    copied_to: date | None = None  # rows of earlier days are in the file

    def marks(self) -> dict[str, date]:
        """Return what the file says; a line that a power cut left unfinished says nothing."""
        try:
            lines = self.path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return {}
        found = (re.fullmatch(r"(\d{4}-\d\d-\d\d) ([0-9a-f]{64})", line) for line in lines)
        return {line[2]: date.fromisoformat(line[1]) for line in found if line}

    def add(self, marks: dict[str, date]) -> None:
        """Write down those that are missing; they are on disk when this returns."""
        if not self._known:
            self._known = self.marks()
        new = {mark: day for mark, day in marks.items() if mark not in self._known}
        if not new:
            return
        with self._alone(), self.path.open("ab+") as file:
            file.write(_after_a_torn_line(file.fileno()) + _lines(new.items()))
            file.flush()
            os.fsync(file.fileno())
        self._known |= new

    def trim(self, today: date) -> None:
        """Drop lines older than any backup; the oldest stand first."""
        try:
            with self.path.open("rb") as file:
                if file.read(10).decode("ascii", "replace") >= str(today - KEPT):
                    return
        except FileNotFoundError:
            return
        with self._alone():
            young = {mark: day for mark, day in self.marks().items() if day >= today - KEPT}
            draft = self.path.with_suffix(".part")
            with draft.open("wb") as file:
                file.write(_lines(young.items()))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)
            self._known = young

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


async def copy_out(database: Database, kept: ForgottenFile, now: datetime) -> None:
    """Bring the database's new rows into the file. Costs one read when there are none."""
    async with database.reading() as session:
        kept.add(await queries.forgotten(session, kept.copied_to))
    kept.copied_to = now.date() - timedelta(days=1)


async def replay(database: Database, kept: ForgottenFile, now: datetime) -> int:
    """Forget everybody who is in the database although they were forgotten before; return how many."""
    async with database.reading() as session:
        stored = await queries.forgotten(session)
    marks = {**kept.marks(), **stored}
    async with database.writing(anyway=True) as session:
        for mark in marks.keys() - stored.keys():
            await note_forgotten(session, mark, marks[mark])
    back, after = 0, ""
    while marks:
        async with database.reading() as session:
            some = await queries.persons(session, after, BATCH)
        if not some:
            break
        back += await _forget(database, [person for person in some if fingerprint(person) in marks], now)
        after = some[-1]
    return back


async def _forget(database: Database, persons: list[str], now: datetime) -> int:
    if not persons:
        return 0
    async with database.writing(anyway=True) as session:
        addresses = select(col(Contact.address)).where(col(Contact.id).in_(persons))
        for address in (await session.execute(addresses)).scalars().all():
            await devices.forget_talk(session, address)
        for person in persons:
            await forget(session, person, now)
    return len(persons)


def _after_a_torn_line(file: int) -> bytes:
    size = os.fstat(file).st_size
    return b"\n" if size and os.pread(file, 1, size - 1) != b"\n" else b""


def _lines(marks: Iterable[tuple[str, date]]) -> bytes:
    return "".join(f"{day} {mark}\n" for mark, day in sorted(marks, key=lambda line: line[1])).encode()
