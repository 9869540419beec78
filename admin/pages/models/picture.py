"""The picture of what moves between two models: each office as high as the services it gives or takes. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDEST = 18  # flows in the picture
ROW, UNIT, GAP = 20.0, 5.0, 8.0  # height of a line of words, of a service, and what is between offices


@dataclass(frozen=True, slots=True)
class Bar:
    """An office at the left or right of the picture, drawn from *y* on as high as its services; an empty one is nobody."""

    unit: str
    y: float
    count: int

    @property
    def height(self) -> float:
        return self.count * UNIT


@dataclass(frozen=True, slots=True)
class Flow:
    """Services that go from an office on the left to one on the right, drawn from *y* to *to*, as wide as they are many."""

    before: str
    after: str
    count: int
    y: float
    to: float

    @property
    def width(self) -> float:
        return self.count * UNIT


@dataclass(frozen=True, slots=True)
class Picture:
    """Offices at the left and right, and what flows between them; *more* flows are not drawn."""

    left: Sequence[Bar]
    right: Sequence[Bar]
    flows: Sequence[Flow]
    height: float
    more: int


def picture(flows: Mapping[tuple[str, str], int]) -> Picture:
    """Place the widest flows. *flows*: how many services go from one office to another, most first."""
    drawn = dict(list(flows.items())[:WIDEST])
    left = _stacked([(before, count) for (before, _), count in drawn.items()])
    right = _stacked([(after, count) for (_, after), count in drawn.items()])
    height = max((bar.y + max(bar.height, ROW) for bar in (*left, *right)), default=0.0)
    return Picture(left, right, _placed(drawn, left, right), height, len(flows) - len(drawn))


def _stacked(ends: Sequence[tuple[str, int]]) -> list[Bar]:
    counts: dict[str, int] = {}
    for unit, count in ends:
        counts[unit] = counts.get(unit, 0) + count
    bars, y = [], 0.0
    for unit, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        bars.append(Bar(unit, y, count))
        y += max(bars[-1].height, ROW) + GAP
    return bars


def _placed(drawn: Mapping[tuple[str, str], int], left: Sequence[Bar], right: Sequence[Bar]) -> list[Flow]:
    """At both ends the flows of an office lie side by side, in the order of the offices on the right."""
    starts, ends = ({bar.unit: bar.y for bar in side} for side in (left, right))
    order = [bar.unit for bar in right]
    placed = []
    for (before, after), count in sorted(drawn.items(), key=lambda item: order.index(item[0][1])):
        width = count * UNIT
        placed.append(Flow(before, after, count, starts[before] + width / 2, ends[after] + width / 2))
        starts[before] += width
        ends[after] += width
    return placed
