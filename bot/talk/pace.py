"""How fast somebody may go on, and how many may be somewhere at once: arithmetic only, no clock and no names."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import Enum

KNOWN = 50_000  # of whom a gauge remembers where they stand; who has long been quiet is forgotten first


class Verdict(Enum):
    """What is done with one more message."""

    GO = "go"
    SAY_SO = "say so"  # too much: said once
    SILENT = "silent"  # too much, and told already


@dataclass(frozen=True, slots=True)
class Pace:
    """*at_once* messages, and one more for every *pause* seconds. In a rush each counts for *in_rush*."""

    at_once: int
    pause: float
    in_rush: float = 2

    def cost(self, *, rush: bool) -> float:
        """Seconds one message counts for."""
        return (min(self.in_rush, self.at_once) if rush else 1) * self.pause

    @property
    def recovery(self) -> float:
        """Seconds of quiet after which whoever was told to wait is surely heard again."""
        return max((self.at_once + 1) / 2, 1) * self.pause


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: everything taken so far is worked off at *free_at*. *shut*: they were told to wait."""

    free_at: float = float("-inf")
    shut: bool = False


def one_more(pace: Pace, standing: Standing, now: float, *, rush: bool = False) -> tuple[Standing, Verdict]:
    """Take one more message, or not. Whoever was told waits until half of what may come at once is free again.

    Who goes on all the same is not heard: a flood costs us no more than its beginning. How far one can fall behind is
    bounded, so that everybody is heard after a while of quiet.
    """
    behind = max(standing.free_at - now, 0.0)
    cost = pace.cost(rush=rush)
    most = pace.at_once * pace.pause - cost
    if standing.shut:
        most = min(most, pace.at_once * pace.pause / 2)
    if behind > most + pace.pause * 1e-6:  # sums of fractions are not exact
        behind = min(behind + cost, pace.at_once * pace.pause)
        return Standing(now + behind, shut=True), Verdict.SILENT if standing.shut else Verdict.SAY_SO
    return Standing(now + behind + cost), Verdict.GO


@dataclass(slots=True)
class Gauge:
    """Where everybody stands, by any key. The oldest are forgotten when there are too many."""

    pace: Pace
    most: int = KNOWN
    _standings: dict[bytes, Standing] = field(default_factory=dict)

    def take(self, who: bytes, now: float, *, rush: bool = False) -> Verdict:
        """Count one more message of *who*."""
        standing, verdict = one_more(self.pace, self._standings.pop(who, Standing()), now, rush=rush)
        while len(self._standings) >= self.most:
            self._standings.pop(next(iter(self._standings)))
        self._standings[who] = standing
        return verdict

    def give_back(self, who: bytes, *, rush: bool = False) -> None:
        """Count one message less: it could not be answered, and comes again."""
        if standing := self._standings.get(who):
            self._standings[who] = replace(standing, free_at=standing.free_at - self.pace.cost(rush=rush))

    def behind(self, who: bytes, now: float) -> float:
        """How much of *who* is still to be worked off: whoever was quiet goes first."""
        return max(self._standings.get(who, Standing()).free_at - now, 0.0)

    def __len__(self) -> int:
        return len(self._standings)


@dataclass(slots=True)
class Places:
    """Places for so many *each* and so many *in all*."""

    each: int
    in_all: int
    _taken: Counter[bytes] = field(default_factory=Counter)
    _sum: int = 0

    def take(self, who: bytes) -> bool:
        """Take a place; False if there is none."""
        if self._sum >= self.in_all or self._taken[who] >= self.each:
            self._tidy(who)
            return False
        self._taken[who] += 1
        self._sum += 1
        return True

    def leave(self, who: bytes) -> None:
        """Give a place back."""
        self._taken[who] -= 1
        self._sum -= 1
        self._tidy(who)

    def taken(self, who: bytes) -> int:
        return self._taken.get(who, 0)

    def _tidy(self, who: bytes) -> None:
        if not self._taken[who]:
            del self._taken[who]

    def __len__(self) -> int:
        return self._sum


@dataclass(frozen=True, slots=True)
class Veil:
    """Turns an address into something to count by. The key is drawn at the start and lives in memory only."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def __call__(self, address: str) -> bytes:
        return hashlib.blake2b(address.encode("utf-8", "replace"), key=self.key, digest_size=12).digest()
