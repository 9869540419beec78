"""Run by Alembic: on the connection it is given, within the caller's transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from participation.core.db import Utc
from participation.migrations.tables import metadata


def _render(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Our own types by their short names, text as plain text."""
    if kind != "type":
        return False
    if isinstance(thing, Utc):
        return "Utc()"
    return "sa.String()" if isinstance(thing, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=_render,
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
