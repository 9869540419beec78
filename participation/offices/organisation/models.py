"""The table of named models."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from participation.core.db import Utc


class ModelRow(SQLModel, table=True):
    """A named model: its names and what it is about by language, and its plan, as JSON. It is never changed."""

    __tablename__ = "office_model"

    id: str = Field(primary_key=True)
    name: str
    about: str
    template: bool
    plan: str
    at: datetime = Field(sa_type=Utc)
    account: str
