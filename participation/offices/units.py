"""Reads of the tree of offices: what a unit lacks, it has from the nearest unit above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.folding import loosely
from participation.offices.models import ClosureRow, Opening, Region, Responsibility, ServiceText, UnitRow, UnitText
from participation.offices.values import Closure, Period, Texts, Unit

COUNSELLING_KINDS = ("integration-centre", "integration-office", "welfare-organisation", "self-organisation")


async def unit(session: AsyncSession, id_: str) -> Unit | None:
    """Return one unit with address, hours and contact, its own or inherited; None if unknown."""
    return next(iter(await units(session, [id_])), None)


async def units(session: AsyncSession, ids: Sequence[str]) -> list[Unit]:
    """Return units in the order of *ids*; unknown ones are left out."""
    tree = await _tree(session)
    wanted = [id_ for id_ in ids if id_ in tree]
    above = {id_: _chain(id_, tree) for id_ in wanted}
    every = {unit_id for chain in above.values() for unit_id in chain}
    texts: dict[str, dict[str, Texts]] = defaultdict(lambda: defaultdict(dict))
    for text in (await session.execute(select(UnitText).where(col(UnitText.unit).in_(wanted)))).scalars():
        texts[text.unit][text.field][text.language] = text.text
    periods: dict[str, list[Period]] = defaultdict(list)
    opening = select(Opening).where(col(Opening.unit).in_(every)).order_by(col(Opening.weekday), col(Opening.opens))
    for row in (await session.execute(opening)).scalars():
        periods[row.unit].append(
            Period(
                row.weekday, row.opens, row.closes, row.by_appointment, row.slot_minutes, row.counters, row.valid_from,
                row.valid_until,
            )
        )  # fmt: skip
    closures: dict[str, list[Closure]] = defaultdict(list)
    for shut in (await session.execute(select(ClosureRow).where(col(ClosureRow.unit).in_(every)))).scalars():
        closures[shut.unit].append(Closure(shut.first, shut.last, shut.reason, shut.opens, shut.closes))
    for mine in closures.values():  # a single day goes before the weeks around it
        mine.sort(key=lambda closure: (closure.last - closure.first, closure.first))
    lands = {row.source: row.land for row in (await session.execute(select(Region))).scalars()}
    return [_unit(above[id_], tree, texts[id_], periods, closures, lands) for id_ in wanted]


async def units_below(session: AsyncSession, id_: str) -> list[str]:
    """Return the unit and all units below it."""
    tree = await _tree(session)
    return [other for other in tree if id_ in _chain(other, tree)]


async def units_above(session: AsyncSession, id_: str) -> list[str]:
    """Return the unit and all units above it; nothing if it is unknown."""
    return _chain(id_, await _tree(session))


async def search(session: AsyncSession, text: str) -> list[Unit]:
    """Return units whose name, kind or address holds every word of *text*, all of them for an empty text."""
    tree = await _tree(session)
    wanted = loosely(text).split()
    found = [row for row in tree.values() if _holds(row, wanted)]
    return await units(session, [row.id for row in sorted(found, key=lambda row: row.name)])


async def kinds(session: AsyncSession) -> list[str]:
    """Return the kinds of office there are."""
    return sorted(set((await session.execute(select(col(UnitRow.kind)))).scalars()))


async def services_of(session: AsyncSession, id_: str) -> dict[str, Texts]:
    """Return the services a unit answers for, with their names."""
    slugs = select(col(Responsibility.service)).where(col(Responsibility.unit) == id_).distinct()
    wanted = select(ServiceText).where(col(ServiceText.service).in_(slugs), col(ServiceText.field) == "name")
    names: dict[str, Texts] = defaultdict(dict)
    for text in (await session.execute(wanted.order_by(col(ServiceText.service)))).scalars():
        names[text.service][text.language] = text.text
    return dict(names)


async def nearest_person(session: AsyncSession, area: str | None) -> list[str]:
    """Return ids of units that help with anything: those for *area* first, at most three."""
    tree = await _tree(session)
    helping = [row.id for row in tree.values() if row.kind in COUNSELLING_KINDS and row.front == "front"]
    rules = select(col(Responsibility.unit)).where(
        col(Responsibility.unit).in_(helping), col(Responsibility.role) != "back"
    )
    if area:
        local = rules.where(col(Responsibility.area).in_([area, area.split("/")[0]]))
        found = list(dict.fromkeys((await session.execute(local)).scalars()))
        if found:
            return found[:3]
    order = {kind: place for place, kind in enumerate(COUNSELLING_KINDS)}
    return sorted(helping, key=lambda id_: (order[tree[id_].kind], id_))[:3]


def _holds(row: UnitRow, wanted: list[str]) -> bool:
    text = loosely(f"{row.name} {row.kind} {row.street} {row.city} {row.postcode}")
    return all(word in text for word in wanted)


async def _tree(session: AsyncSession) -> dict[str, UnitRow]:
    return {row.id: row for row in (await session.execute(select(UnitRow))).scalars()}


def _chain(id_: str, tree: dict[str, UnitRow]) -> list[str]:
    chain: list[str] = []
    current: str | None = id_
    while current in tree and current not in chain:
        chain.append(current)
        current = tree[current].parent
    return chain


def _unit(
    chain: list[str], tree: dict[str, UnitRow], texts: dict[str, Texts], periods: dict[str, list[Period]],
    closures: dict[str, list[Closure]], lands: dict[str, str],
) -> Unit:  # fmt: skip
    row = tree[chain[0]]
    home = next((tree[id_] for id_ in chain if tree[id_].street), row)
    contact = next((tree[id_] for id_ in chain if tree[id_].phone or tree[id_].email), row)
    site = next((tree[id_] for id_ in chain if tree[id_].website), row)
    keeper = next((place for place, id_ in enumerate(chain) if periods.get(id_)), len(chain))
    hours = tuple(periods[chain[keeper]]) if keeper < len(chain) else ()
    shut = tuple(
        replace(closure, inherited=place > keeper)
        for place, id_ in enumerate(chain)
        for closure in closures.get(id_, ())
    )
    notes = {"de": row.note, **texts["note"]} if row.note else texts["note"]
    return Unit(
        row.id, row.parent, row.name, {"de": row.name, **texts["name"]}, notes, row.level, row.kind,
        row.front == "front", home.street, home.postcode, home.city, contact.phone, contact.email, site.website,
        tuple(row.languages.split()), row.wheelchair or home.wheelchair, hours, shut, lands.get(row.source, ""),
    )  # fmt: skip
