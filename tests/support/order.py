"""The order in which a process writes to SQLite's log, has it put on disk, and speaks to others."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("order.c")


def watching(compiler: str, folder: Path) -> tuple[dict[str, str], Path]:
    """Build the library that listens between a program and the system; return what its environment needs, and the notes."""
    library, notes = folder / "order.so", folder / "order.txt"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "ORDER_FILE": str(notes)}, notes


@dataclass(frozen=True, slots=True)
class Order:
    """What was noted, line by line."""

    lines: tuple[str, ...]

    def stored(self, update: int) -> int | None:
        """The first place at which an update is on disk: written to the log, and the log synchronised afterwards."""
        written = self._first(rf"p?write(64)? log .*\b{update}\b", 0)
        begun = self._first(r"fdatasync log begins|fsync log begins", written)
        return self._first(r"fdatasync log done|fsync log done", begun)

    def confirmed(self, update: int) -> int | None:
        """The place at which Telegram is told to forget an update that it lets us fetch."""
        told = (
            (place, int(found[1]))
            for place, line in enumerate(self.lines)
            if (found := re.search(r"socket GET .*/getUpdates\?offset=(\d+)", line))
        )
        return next((place for place, offset in told if offset > update), None)

    def taken(self, number: int) -> int | None:
        """The place at which the sender of the *number*th update brought to us (from 0) is told that we have it."""
        places = [place for place, line in enumerate(self.lines) if "socket HTTP/1.1 200" in line]
        return places[number] if number < len(places) else None

    def _first(self, pattern: str, start: int | None) -> int | None:
        if start is None:
            return None
        return next((n for n, line in enumerate(self.lines) if n >= start and re.match(pattern, line)), None)


def order(notes: Path) -> Order:
    return Order(tuple(notes.read_text(encoding="utf-8", errors="replace").splitlines()))
