"""Reads of organisation models, as values."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.offices import leaves, queries
from participation.offices.models import Responsibility, UnitRow
from participation.offices.organisation.as_yaml import read_bundles
from participation.offices.organisation.models import ModelRow
from participation.offices.organisation.values import About, Bundle, Known, Model, Plan, PlannedUnit, Task
from participation.offices.values import Role

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
    rows = (await session.execute(select(UnitRow).order_by(col(UnitRow.id)))).scalars()
    units = {
        row.id: PlannedUnit(row.id, row.parent, row.name, row.level, row.kind, row.front == "front") for row in rows
    }
    tasks = {
        Task(row.service, row.area, row.when, Role(row.role), row.unit)
        for row in (await session.execute(select(Responsibility))).scalars()
        if (row.valid_from is None or row.valid_from <= day) and (row.valid_until is None or day <= row.valid_until)
    }
    return Plan(
        tuple(units.values()),
        tuple(sorted(tasks, key=lambda task: (task.service, task.area, task.when, task.role, task.unit))),
    )


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
        tuple(Task(service, area, when, Role(role), unit) for service, area, when, role, unit in given["tasks"]),
    )
