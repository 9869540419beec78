"""Tables of this room. Surveys, units and staff are named by their ids; texts by language are JSON."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Integer
from sqlmodel import Field, SQLModel

from participation.core.db import Utc
from participation.core.ids import new_id


class FindingRow(SQLModel, table=True):
    """A finding. *secret* exists from the decision until everybody has been told, then it is erased.

    It makes the outbox keys of the feedback: without it nobody can tell which key was whose.
    """

    __tablename__ = "finding"

    id: str = Field(default_factory=new_id, primary_key=True)
    survey: str = Field(index=True)
    organisation: str = Field(index=True)
    release_sha256: str
    title: str
    text: str
    questions: str
    figures: str
    state: str = Field(index=True)
    created_by: str
    created_at: datetime = Field(sa_type=Utc)
    forwarded_by: str | None = None
    forwarded_at: datetime | None = Field(default=None, sa_type=Utc)
    told_at: datetime | None = Field(default=None, sa_type=Utc)
    secret: str | None = Field(default=None, index=True)


class DecisionRow(SQLModel, table=True):
    """What was decided about a finding; there is one."""

    __tablename__ = "finding_decision"

    finding: str = Field(primary_key=True, foreign_key="finding.id")
    outcome: str
    reason: str
    decided_by: str
    decided_at: datetime = Field(sa_type=Utc)


class MeasureRow(SQLModel, table=True):
    """Something that is done because of a finding; *place* is its place among the others."""

    __tablename__ = "measure"

    id: str = Field(default_factory=new_id, primary_key=True)
    finding: str = Field(index=True, foreign_key="finding.id")
    place: int
    what: str
    unit: str
    due: date | None = None
    state: str


class StepRow(SQLModel, table=True):
    """One line of the history. Lines are added, never changed."""

    __tablename__ = "planning_step"

    id: int | None = Field(
        default=None,
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer, "sqlite"),
    )
    finding: str = Field(index=True, foreign_key="finding.id")
    at: datetime = Field(sa_type=Utc)
    by: str
    what: str
    detail: str
