"""Tables of this room: counts by week, without people or times; a single note lives until the worker comes by."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from participation.core.db import UNORDERED
from participation.core.ids import new_id


class Asked(SQLModel, table=True):
    """A search that came to its end, until the worker adds it to the counts: a row of its own waits for nobody's lock.

    On PostgreSQL it takes up to 31 others along, as in `participation.core.mixing`; on SQLite no key keeps its order.
    """

    __tablename__ = "demand_asked"
    __table_args__ = UNORDERED

    id: str = Field(default_factory=new_id, primary_key=True)
    week: date
    service: str
    area: str


class Demand(SQLModel, table=True):
    """How often in a week, named by its Monday, people from a place asked for a service. An empty *area*: not asked."""

    __tablename__ = "demand"
    __table_args__ = UNORDERED

    week: date = Field(primary_key=True)
    service: str = Field(primary_key=True)
    area: str = Field(primary_key=True)
    count: int
