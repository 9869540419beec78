"""Tables of the talk: where each conversation stands, and which updates were heard."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from participation.core.db import Utc


class Conversation(SQLModel, table=True):
    """Where a talk stands. *state* is JSON (see `bot.talk.state`); nothing of it outlives the talk."""

    __tablename__ = "conversation"

    person: str = Field(primary_key=True, foreign_key="contact.id", ondelete="CASCADE")
    state: str
    spoke_at: datetime = Field(sa_type=Utc, index=True)


class Heard(SQLModel, table=True):
    """One row for each update that was answered: a repeated one ends here."""

    __tablename__ = "heard"

    channel: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc, index=True)
