"""Reads of organisation models, as values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.offices import leaves, queries
from participation.offices.models import Responsibility, UnitRow
from participation.offices.organisation.as_yaml import read_bundles
from participation.offices.organisation.models import ModelRow
from participation.offices.organisation.values import About, Bundle, Known, Model, Plan, PlannedUnit, Task
from participation.offices.values import Role

_UNIT: list[Any] = [col(getattr(UnitRow, name)) for name in ("id", "parent", "name", "level", "kind", "front")]
_TASK: list[Any] = [col(getattr(Responsibility, name)) for name in ("service", "area", "when", "role", "unit")]
_ROLES = {role.value: role for role in Role}
BUNDLES = Path(__file__).parent / "bundles.yaml"


async def models(session: AsyncSession) -> list[About]:
    """Return what models there are: saved ones, latest first, then templates."""
    wanted = select(
        col(ModelRow.id), col(ModelRow.name), col(ModelRow.about), col(ModelRow.template), col(ModelRow.at),
        col(ModelRow.account),
    ).order_by(col(ModelRow.template), col(ModelRow.at).desc(), col(ModelRow.id))  # fmt: skip
    return [
        About(row.id, json.loads(row.name), json.loads(row.about), row.template, row.at, row.account)
        for row in (await session.execute(wanted)).all()
    ]


async def model(session: AsyncSession, id_: str) -> Model | None:
    """Return one model, or None."""
    found = (await session.execute(select(ModelRow).where(col(ModelRow.id) == id_))).scalar_one_or_none()
    if found is None:
        return None
    about = About(found.id, json.loads(found.name), json.loads(found.about), found.template, found.at, found.account)
    return Model(about, plan_of(found.plan))


async def current(session: AsyncSession, day: date) -> Plan:
    """Return the offices as they are on a day."""
    rows: Sequence[Any] = (await session.execute(select(*_UNIT).order_by(col(UnitRow.id)))).all()
    units = [
        PlannedUnit(id_, parent, name, level, kind, front == "front") for id_, parent, name, level, kind, front in rows
    ]
    begun = col(Responsibility.valid_from) <= day  # without a date since the first day of all
    lasting = or_(col(Responsibility.valid_until).is_(None), col(Responsibility.valid_until) >= day)
    valid: Sequence[Any] = (await session.execute(select(*_TASK).where(begun, lasting))).all()
    tasks = [
        Task(service, area, when, _ROLES[role], unit)
        for service, area, when, role, unit in sorted({tuple(row) for row in valid})
    ]
    return Plan(tuple({unit.id: unit for unit in units}.values()), tuple(tasks))


async def known(session: AsyncSession, day: date) -> Known:
    """Return what a model may speak of."""
    return Known(
        await leaves.region_source(session) or "", await current(session, day),
        frozenset(one.slug for one in await queries.services(session)),
        frozenset(area.key for area in await queries.areas(session)),
        frozenset(await queries.attribute_names(session)),
    )  # fmt: skip


def bundles() -> tuple[Bundle, ...]:
    """Return the requests that typically come together."""
    return read_bundles(BUNDLES.read_bytes(), BUNDLES.name)


def plan_of(text: str) -> Plan:
    """Read a plan as it is kept."""
    given = json.loads(text)
    return Plan(
        tuple(PlannedUnit(*unit) for unit in given["units"]),
        tuple(Task(service, area, when, _ROLES[role], unit) for service, area, when, role, unit in given["tasks"]),
    )
