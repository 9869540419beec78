"""Tables of this room: counts without people or times, and words whose writers agreed.

Rows of a month are moved together (`participation.core.mixing`): by the mark PostgreSQL gives a row, up to 32 lead to the
same person, and nothing tells which is theirs. In a month with few rows, few do.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from participation.core.db import UNORDERED
from participation.core.ids import new_id


class Misrouted(SQLModel, table=True):
    """How often in a month somebody from a town was sent to a unit for a service in vain. An empty *area*: not said."""

    __tablename__ = "misrouted"
    __table_args__ = UNORDERED

    month: date = Field(primary_key=True)
    service: str = Field(primary_key=True)
    area: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    why: str = Field(primary_key=True)
    count: int


class Account(SQLModel, table=True):
    """What somebody wrote about it and lets coordination read; no key links it to them or to the counts."""

    __tablename__ = "misrouted_account"
    __table_args__ = UNORDERED

    id: str = Field(default_factory=new_id, primary_key=True)
    month: date = Field(index=True)
    service: str
    unit: str
    text: str
