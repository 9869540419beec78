"""What is read once for each version of the data, and then serves every message and every page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.offices.models import Imported

T = TypeVar("T")
Read = Callable[[AsyncSession], Awaitable[T]]

KEPT = 2  # versions: while an import runs, or a test has two databases open, one beside the present one is asked for


async def data_version(session: AsyncSession) -> str:
    """Return a text that changes with every import and every change by hand; for caches."""
    rows = await session.execute(select(col(Imported.source), col(Imported.version)).order_by(col(Imported.source)))
    return " ".join(f"{source}:{version}" for source, version in rows.all())


def once(read: Read[T]) -> Read[T]:
    """Let *read* read again only when the data have changed. What it returns belongs to everybody: nobody may change it."""
    kept: dict[str, T] = {}

    @wraps(read)
    async def known(session: AsyncSession) -> T:
        version = await data_version(session)
        if not version:  # nothing was taken in: what is there is nobody's
            return await read(session)
        if version not in kept:
            found = await read(session)
            while len(kept) >= KEPT:
                kept.pop(next(iter(kept)))
            kept[version] = found
        return kept[version]

    return known
