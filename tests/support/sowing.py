"""Putting rows there so that one can see them go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import SQLModel

from participation.core.clock import SetClock
from participation.core.db import Database


@dataclass
class Put:
    """What a seed put there: *left* says whether it is there, *since* from when its time counts."""

    left: Any
    since: datetime


Seed = Callable[[Database, SetClock], Awaitable[Put]]


def row(model: type[SQLModel], *which: Any) -> Any:
    """How many rows there are, as a statement."""
    return select(func.count()).select_from(model).where(*which)


async def put(database: Database, *rows: SQLModel) -> None:
    for one in rows:
        async with database.writing() as session:
            session.add(one)


def simple(make: Callable[[datetime], tuple[SQLModel, ...]], left: Any) -> Seed:
    """A seed that is one row or some, whose time counts from now."""

    async def plant(database: Database, clock: SetClock) -> Put:
        await put(database, *make(clock.now()))
        return Put(left, clock.now())

    return plant
