"""Reads of the tree of offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.db import table
from participation.core.folding import loosely
from participation.offices.conditions import parse
from participation.offices.models import Responsibility, ServiceText
from participation.offices.tree import chain, tree
from participation.offices.values import Role, Rule, Texts, Unit

COUNSELLING_KINDS = ("integration-centre", "integration-office", "welfare-organisation", "self-organisation")


async def unit(session: AsyncSession, id_: str) -> Unit | None:
    """Return one unit with address, hours and contact, its own or inherited; None if unknown."""
    return (await tree(session)).get(id_)


async def units(session: AsyncSession, ids: Sequence[str]) -> list[Unit]:
    """Return units in the order of *ids*; unknown ones are left out."""
    every = await tree(session)
    return [every[id_] for id_ in ids if id_ in every]


async def units_below(session: AsyncSession, id_: str) -> list[str]:
    """Return the unit and all units below it."""
    every = await tree(session)
    return [other for other in every if id_ in chain(other, every)]


async def units_above(session: AsyncSession, id_: str) -> list[str]:
    """Return the unit and all units above it; nothing if it is unknown."""
    return chain(id_, await tree(session))


async def search(session: AsyncSession, text: str) -> list[Unit]:
    """Return units whose name, kind or address holds every word of *text*, all of them for an empty text."""
    wanted = loosely(text).split()
    found = [one for one in (await tree(session)).values() if _holds(one, wanted)]
    return sorted(found, key=lambda one: one.name)


async def kinds(session: AsyncSession) -> list[str]:
    """Return the kinds of office there are."""
    return sorted({one.kind for one in (await tree(session)).values()})


async def services_of(session: AsyncSession, id_: str, day: date | None = None) -> dict[str, Texts]:
    """Return the services a unit answers for on a day, without one those of all days, with their names."""
    slugs = select(col(Responsibility.service)).where(col(Responsibility.unit) == id_, *_valid(day)).distinct()
    columns = col(ServiceText.service), col(ServiceText.language), col(ServiceText.text)
    wanted = select(*columns).where(col(ServiceText.service).in_(slugs), col(ServiceText.field) == "name")
    names: dict[str, Texts] = defaultdict(dict)
    for text in (await session.execute(wanted.order_by(col(ServiceText.service)))).all():
        names[text.service][text.language] = text.text
    return dict(names)


async def rules_of(session: AsyncSession, id_: str) -> list[Rule]:
    """Return everything a unit answers for, by service and place; reasons are left out."""
    wanted = select(table(Responsibility)).where(col(Responsibility.unit) == id_)
    ordered = wanted.order_by(col(Responsibility.service), col(Responsibility.area), col(Responsibility.when))
    return [
        Rule(row.service, row.area, parse(row.when), Role(row.role), row.unit, row.valid_from, row.valid_until)
        for row in (await session.execute(ordered)).all()
    ]


async def nearest_person(session: AsyncSession, area: str | None, day: date) -> list[str]:
    """Return ids of units that help with anything on a day: those for *area* first, at most three."""
    every = await tree(session)
    helping = [one.id for one in every.values() if one.kind in COUNSELLING_KINDS and one.front]
    if area:
        local = select(col(Responsibility.unit)).distinct().order_by(col(Responsibility.unit)).where(
            col(Responsibility.unit).in_(helping), col(Responsibility.role) != "back",
            col(Responsibility.area).in_([area, area.split("/")[0]]), *_valid(day),
        )  # fmt: skip
        found = list((await session.execute(local.limit(3))).scalars())
        if found:
            return found
    order = {kind: place for place, kind in enumerate(COUNSELLING_KINDS)}
    return sorted(helping, key=lambda id_: (order[every[id_].kind], id_))[:3]


def _valid(day: date | None) -> list[Any]:
    """What holds of the rows that are valid on a day; of every row without one."""
    if day is None:
        return []
    lasting = or_(col(Responsibility.valid_until).is_(None), col(Responsibility.valid_until) >= day)
    return [col(Responsibility.valid_from) <= day, lasting]  # without a date since the first day of all


def _holds(one: Unit, wanted: list[str]) -> bool:
    if not wanted:
        return True
    text = loosely(f"{one.name} {one.kind} {one.street} {one.city} {one.postcode}")
    return all(word in text for word in wanted)
