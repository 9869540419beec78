"""Where the other bots keep answers: the same databases, through SQLModel, as its documentation shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlmodel import Field, SQLModel

QUESTIONS = 10
CHOICES = ("Often", "Seldom", "Never")
END = "Thank you, that was all."


class Answer(SQLModel, table=True):
    """One answer of one person."""

    id: int | None = Field(default=None, primary_key=True)
    chat: int = Field(index=True)
    question: int
    answer: str
    at: datetime = Field(sa_type=DateTime(timezone=True))


class Answers:
    """The database. With *advised* SQLite is set up as experts advise: a log ahead, patience, safe commits."""

    def __init__(self, url: str, *, advised: bool = False) -> None:
        self.engine = create_async_engine(url)
        if advised:
            _advised(self.engine)
        self._open = async_sessionmaker(self.engine, class_=AsyncSession, expire_on_commit=False)

    async def prepare(self) -> None:
        async with self.engine.begin() as connection:
            await connection.run_sync(SQLModel.metadata.create_all)

    async def keep(self, chat: int, question: int, answer: str) -> None:
        async with self._open() as session:
            session.add(Answer(chat=chat, question=question, answer=answer, at=datetime.now(UTC)))
            await session.commit()


def _advised(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _set(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def question(number: int) -> str:
    return f"Question {number}: how often?"


def understood(text: str | None) -> str | None:
    """Return the choice that was typed, by its label or its number."""
    if text in CHOICES:
        return text
    return CHOICES[int(text) - 1] if text in {"1", "2", "3"} else None
