"""The whole tree of offices as values: what a unit lacks, it has from the nearest unit above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import table
from participation.offices.models import ClosureRow, Opening, Region, UnitRow, UnitText
from participation.offices.values import Closure, Period, Texts, Unit
from participation.offices.versions import once

Tree = Mapping[str, Unit]

_PERIOD = ("weekday", "opens", "closes", "by_appointment", "slot_minutes", "counters", "valid_from", "valid_until")
_CLOSURE = ("first", "last", "reason", "opens", "closes")


@dataclass(frozen=True, slots=True)
class _Rows:
    """What stands in the tables, by unit."""

    units: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, Texts]]
    periods: Mapping[str, Sequence[Period]]
    closures: Mapping[str, Sequence[Closure]]
    lands: Mapping[str, str]


@once
async def tree(session: AsyncSession) -> Tree:
    """Return every unit by its id."""
    rows = await _rows(session)
    return {id_: _unit(chain(id_, rows.units), rows) for id_ in rows.units}


def chain(id_: str, units: Mapping[str, Any]) -> list[str]:
    """Return a unit and all above it; nothing if it is unknown."""
    found: list[str] = []
    current: str | None = id_
    while current is not None and current in units and current not in found:
        found.append(current)
        current = units[current].parent
    return found


async def moved(session: AsyncSession, id_: str, parent: str) -> list[tuple[Unit, Unit]]:
    """Return a unit and all below it, each as it is and as it would be if the first belonged to *parent*."""
    every, rows = await tree(session), await _rows(session)
    over = [above for above in chain(parent, every) if above != id_]
    found = []
    for other, is_ in every.items():
        way = chain(other, every)
        if id_ in way:
            found.append((is_, _unit([*way[: way.index(id_) + 1], *over], rows)))
    return found


@once
async def _rows(session: AsyncSession) -> _Rows:
    texts: dict[str, dict[str, Texts]] = defaultdict(lambda: defaultdict(dict))
    for text in (await session.execute(select(table(UnitText)))).all():
        texts[text.unit][text.field][text.language] = text.text
    periods: dict[str, list[Period]] = defaultdict(list)
    opening = select(table(Opening)).order_by(col(Opening.weekday), col(Opening.opens), col(Opening.valid_from))
    for row in (await session.execute(opening)).all():
        periods[row.unit].append(Period(*(getattr(row, name) for name in _PERIOD)))
    closures: dict[str, list[Closure]] = defaultdict(list)
    for row in (await session.execute(select(table(ClosureRow)))).all():
        closures[row.unit].append(Closure(*(getattr(row, name) for name in _CLOSURE)))
    for mine in closures.values():  # a single day goes before the weeks around it
        mine.sort(key=lambda closure: (closure.last - closure.first, closure.first))
    lands = {row.source: row.land for row in (await session.execute(select(table(Region)))).all()}
    units = {row.id: row for row in (await session.execute(select(table(UnitRow)))).all()}
    return _Rows(units, texts, periods, closures, lands)


def _unit(above: Sequence[str], rows: _Rows) -> Unit:
    every = [rows.units[id_] for id_ in above]
    row, texts = every[0], rows.texts.get(above[0], {})
    home = next((one for one in every if one.street), row)
    contact = next((one for one in every if one.phone or one.email), row)
    site = next((one for one in every if one.website), row)
    keeper = next((place for place, id_ in enumerate(above) if rows.periods.get(id_)), len(above))
    hours = tuple(rows.periods[above[keeper]]) if keeper < len(above) else ()
    shut = tuple(
        replace(closure, inherited=place > keeper)
        for place, id_ in enumerate(above)
        for closure in rows.closures.get(id_, ())
    )
    notes = {"de": row.note, **texts.get("note", {})} if row.note else texts.get("note", {})
    return Unit(
        row.id, row.parent, row.name, {"de": row.name, **texts.get("name", {})}, notes, row.level, row.kind,
        row.front == "front", home.street, home.postcode, home.city, contact.phone, contact.email, site.website,
        tuple(row.languages.split()), row.wheelchair or home.wheelchair, hours, shut, rows.lands.get(row.source, ""),
    )  # fmt: skip
