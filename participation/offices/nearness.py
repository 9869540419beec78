"""How near a rule's area is to where somebody lives, and what of the place is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from participation.offices.values import Area, Rule, Where

EVERYWHERE, NEAREST = 0, 10  # a postcode is the nearest, nearer than any chain of areas is long


def completed(where: Where | None, areas: Mapping[str, Area]) -> Where | None:
    """Add the postcode where a place has only one, and the district where a postcode lies in one only."""
    if where is None or where.area not in areas:
        return where
    postcodes = areas[where.area].postcodes
    postcode = where.postcode or (postcodes[0] if len(postcodes) == 1 else where.postcode)
    parts = [area.key for area in areas.values() if area.parent == where.area and postcode in area.postcodes]
    return Where(parts[0] if len(parts) == 1 and where.postcode else where.area, postcode)


def local(area: str, areas: Mapping[str, Area]) -> bool:
    """Whether a rule holds for part of the region only; one for the whole county needs no place."""
    return bool(area) and not (area in areas and areas[area].kind == "county")


def needed_within(rules: Sequence[Rule], where: Where, areas: Mapping[str, Area]) -> str | None:
    """What must be known more exactly of *where*: its `district`, its `postcode`, or nothing."""
    parts = [rule.area for rule in rules if inside(rule.area, where, areas)]
    if any(not area.startswith("postcode:") for area in parts):
        return "district"
    return "postcode" if parts else None


def inside(area: str, where: Where, areas: Mapping[str, Area]) -> bool:
    """Whether *area* is a part of where somebody lives, and may be theirs."""
    if area.startswith("postcode:"):
        postcodes = areas[where.area].postcodes if where.area in areas else ()
        return not where.postcode and area.removeprefix("postcode:") in postcodes
    known = areas[area].postcodes if area in areas else ()
    return area != where.area and where.area in _chain(area, areas) and (
        not where.postcode or not known or where.postcode in known
    )  # fmt: skip


def nearness(area: str, where: Where | None, areas: Mapping[str, Area]) -> int | None:
    """How specific *area* is for somebody living at *where*: higher is nearer, None if it does not cover it."""
    if not area:
        return EVERYWHERE
    if where is None:
        return EVERYWHERE if not local(area, areas) else None
    if area.startswith("postcode:"):
        return NEAREST if where.postcode == area.removeprefix("postcode:") else None
    chain = _chain(where.area, areas)
    return len(chain) - chain.index(area) if area in chain else None


def _chain(key: str, areas: Mapping[str, Area]) -> list[str]:
    """Return the area and those around it, nearest first."""
    chain: list[str] = []
    current: str | None = key
    while current and current not in chain:
        chain.append(current)
        current = areas[current].parent if current in areas else None
    return chain
