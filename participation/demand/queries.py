"""Reads of this room, as values: small counts are withheld here, so that no page can show them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.demand.models import Demand
from participation.demand.values import Cell, Year, told, year_until


async def year(session: AsyncSession, today: date) -> Year:
    """Return what people asked for in the last year that may be told: service by place."""
    since, until = year_until(today)
    summed = (
        select(col(Demand.service), col(Demand.area), func.sum(col(Demand.count)))
        .where(col(Demand.week) >= since, col(Demand.week) <= until)
        .group_by(col(Demand.service), col(Demand.area))
        .order_by(col(Demand.service), col(Demand.area))
    )
    rows = (await session.execute(summed)).all()
    return Year(since, until, tuple(Cell(service, area, told(int(count))) for service, area, count in rows))
