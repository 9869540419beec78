"""Tables of this room."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from participation.core.db import UNORDERED
from participation.core.ids import new_id


class Contact(SQLModel, table=True):
    """A way to answer somebody. Other rooms know only its random id, as *person*."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("channel", "address"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    channel: str
    address: str
    language: str | None = None
    place: str | None = None  # kept only with consent: area key, or `area postcode`
    seen_on: date = Field(index=True)
    gone: bool = False  # blocked the bot or left: nothing is sent any more


class Forgotten(SQLModel, table=True):
    """That somebody was deleted, so that they stay deleted when an old backup comes back: a fingerprint of their id."""

    __tablename__ = "forgotten"
    __table_args__ = UNORDERED

    mark: str = Field(primary_key=True)
    day: date = Field(index=True)
