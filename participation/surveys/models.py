"""Tables of this room. Who took part and what was answered lie apart: no common key, no time, no order.

See docs/decisions/0005-unlinkable-sheets.md before adding a column.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from participation.core.db import UNORDERED, Utc
from participation.core.ids import new_id


class SurveyRow(SQLModel, table=True):
    """A survey. The definition is one JSON document, frozen with its SHA-256 when the survey is opened."""

    __tablename__ = "survey"

    id: str = Field(default_factory=new_id, primary_key=True)
    code: str = Field(unique=True)
    organisation: str = Field(index=True)
    definition: str
    sha256: str | None = None
    state: str = Field(default="draft", index=True)
    opens_at: datetime | None = Field(default=None, sa_type=Utc)
    closes_at: datetime | None = Field(default=None, sa_type=Utc)
    created_by: str
    closed_by: str | None = None  # None: by its date
    told_at: datetime | None = Field(default=None, sa_type=Utc)  # those who took part were told the outcome


class LedgerRow(SQLModel, table=True):
    """That somebody took part, and whether they want to hear what became of it. Never when, never what."""

    __tablename__ = "survey_ledger"
    __table_args__ = UNORDERED

    survey: str = Field(primary_key=True)
    person: str = Field(primary_key=True, index=True)
    wants_to_hear: bool


class SheetRow(SQLModel, table=True):
    """What one person chose, as JSON by question, without own words. Never who, when or in which language."""

    __tablename__ = "survey_sheet"
    __table_args__ = UNORDERED

    survey: str = Field(primary_key=True)
    id: str = Field(default_factory=new_id, primary_key=True)
    answers: str


class WordsRow(SQLModel, table=True):
    """One answer in own words, apart from the sheet it came with."""

    __tablename__ = "survey_words"
    __table_args__ = UNORDERED

    survey: str = Field(primary_key=True)
    id: str = Field(default_factory=new_id, primary_key=True)
    question: str
    words: str
