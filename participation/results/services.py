"""Writes of this room: there is one."""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.db import insert_new
from participation.results.document import dumps, fingerprint
from participation.results.errors import ReleaseStands
from participation.results.models import ReleaseRow
from participation.results.values import Table


async def release(session: AsyncSession, table: Table, on: date) -> str:
    """Store the one release of a survey and return its SHA-256."""
    document = dumps(table)
    sha256 = fingerprint(document)
    values = {
        "survey": table.heading.survey,
        "organisation": table.heading.organisation,
        "released_on": on,
        "document": document,
        "sha256": sha256,
    }
    if not await insert_new(session, ReleaseRow, values):
        raise ReleaseStands
    return sha256
