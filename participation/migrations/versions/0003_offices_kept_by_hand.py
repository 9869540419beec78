"""Offices kept by hand: what changed is kept, and a row may have a successor from a later day on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from participation.core.db import Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
phase = "before"


def upgrade() -> None:
    op.create_table(
        "office_change",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.Column("pending", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_office_change_key", "office_change", ["key"])
    _with_first_day_in_key(
        "office_opening",
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("unit", sa.String(), primary_key=True),
        sa.Column("weekday", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("opens", sa.Time(), primary_key=True),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("by_appointment", sa.Boolean(), nullable=False),
        sa.Column("slot_minutes", sa.Integer()),
        sa.Column("counters", sa.Integer()),
        sa.Column("valid_from", sa.Date(), primary_key=True),
        sa.Column("valid_until", sa.Date()),
    )
    _with_first_day_in_key(
        "office_responsibility",
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("service", sa.String(), primary_key=True),
        sa.Column("area", sa.String(), primary_key=True),
        sa.Column("when", sa.String(), primary_key=True),
        sa.Column("role", sa.String(), primary_key=True),
        sa.Column("unit", sa.String(), primary_key=True),
        sa.Column("valid_from", sa.Date(), primary_key=True),
        sa.Column("valid_until", sa.Date()),
        sa.Column("reason", sa.String()),
    )
    op.create_index("ix_office_responsibility_reason", "office_responsibility", ["reason"])


def _with_first_day_in_key(table: str, *columns: sa.Column[Any]) -> None:
    """SQLite cannot change a key: the rows move to a new table of the same name."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = names.replace('"valid_from"', "coalesce(valid_from, '0001-01-01')")
    op.create_table(f"{table}_new", *columns)
    op.execute(f"insert into {table}_new ({names}) select {values} from {table}")
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
