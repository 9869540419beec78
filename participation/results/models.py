"""Tables of this room."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ReleaseRow(SQLModel, table=True):
    """The one release of a survey. Never changed: *sha256* is that of *document*, and is checked when it is read."""

    __tablename__ = "survey_release"

    survey: str = Field(primary_key=True)
    organisation: str = Field(index=True)
    released_on: date
    document: str
    sha256: str
