"""What became of every row of somebody else's file, so that none vanishes silently."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """One kind of row: how many there were, how many were taken as they are, and a line for each other one."""

    total: int = 0
    taken: int = 0
    skipped: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return self.taken + len(self.skipped) + len(self.conflicts) == self.total


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
            f"{kind}: {tally.total} read, {tally.taken} taken, {len(tally.conflicts)} in conflict, "
            f"{len(tally.skipped)} skipped"
            for kind, tally in self.tallies.items()
        ]

    def skipped(self) -> list[str]:
        return [f"{kind}, {line}" for kind, tally in self.tallies.items() for line in tally.skipped]

    def conflicts(self) -> list[str]:
        return [f"{kind}, {line}" for kind, tally in self.tallies.items() for line in tally.conflicts]
