"""Tables of this room: what is to be done, and the files that belong to it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from participation.core.db import Utc


class JobRow(SQLModel, table=True):
    """One piece of long work. It belongs to *holder* until *held_until*; *version* grows whenever it is noted how far it is."""

    __tablename__ = "job"

    id: str = Field(primary_key=True)
    kind: str
    given: str  # JSON: what the work needs to know
    state: str
    asked_by: str
    asked_at: datetime = Field(sa_type=Utc)
    holder: str | None = None
    held_until: datetime | None = Field(default=None, sa_type=Utc)
    attempts: int = 0
    said: str = ""  # a sentence in English, as in the catalogues; its places as JSON
    places: str = "{}"
    done: int = 0
    total: int = 0
    version: int = 0
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    result: str = "{}"


class JobFile(SQLModel, table=True):
    """What was uploaded for a job, or came of it; apart, so that noting progress does not write it again."""

    __tablename__ = "job_file"

    job: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    content: bytes
