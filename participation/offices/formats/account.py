"""What became of every row of somebody else's file, so that none vanishes silently."""

from __future__ import annotations

from dataclasses import dataclass, field

from participation.core.text import told

#: Kinds of rows, by the names the readers give them.
NAMES = (
    told("attributes of ours"), told("authority"), told("document"), told("form"), told("office"),
    told("office of an authority"), told("opening hours"), told("process"), told("region"),
    told("rows that do not fit"), told("said twice"), told("service"), told("service at an office"),
    told("service of an authority"), told("taking part"), told("topic"),
)  # fmt: skip


_CALLED = {str(name): name for name in NAMES}


@dataclass(slots=True)
class Tally:
    """One kind of row: how many there were, how many were taken as they are, and a line for each other one."""

    total: int = 0
    taken: int = 0
    skipped: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Account:
    """A tally for each kind of row. Somebody should look at what is in conflict; the format says whether it was taken."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def of(self, kind: str) -> Tally:
        return self.tallies.setdefault(kind, Tally())

    def put(self, kind: str, *, skipped: str = "", conflict: str = "") -> None:
        """Count one row."""
        tally = self.of(kind)
        tally.total += 1
        if skipped:
            tally.skipped.append(skipped)
        elif conflict:
            tally.conflicts.append(conflict)
        else:
            tally.taken += 1

    def counts(self) -> list[str]:
        """One line for each kind of row."""
        return [
            told(
                "{kind}: {total} read, {taken} taken, {conflicts} in conflict, {skipped} skipped",
                kind=called(kind), total=tally.total, taken=tally.taken, conflicts=len(tally.conflicts),
                skipped=len(tally.skipped),
            )
            for kind, tally in self.tallies.items()
        ]  # fmt: skip

    def skipped(self) -> list[str]:
        return [_of(kind, line) for kind, tally in self.tallies.items() for line in tally.skipped]

    def conflicts(self) -> list[str]:
        return [_of(kind, line) for kind, tally in self.tallies.items() for line in tally.conflicts]


def called(kind: str) -> str:
    """What a kind of row is called; a table of HSDS as its file is."""
    return _CALLED.get(kind, kind)


def _of(kind: str, line: str) -> str:
    return told("{kind}, {line}", kind=called(kind), line=line)
