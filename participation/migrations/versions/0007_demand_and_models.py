"""What people ask for, counted by week, and named models of how offices are organised."""

import sqlalchemy as sa
from alembic import op

from participation.core.db import Utc

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
phase = "before"


def upgrade() -> None:
    op.create_table(
        "demand_asked",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "demand",
        sa.Column("week", sa.Date(), primary_key=True),
        sa.Column("service", sa.String(), primary_key=True),
        sa.Column("area", sa.String(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "office_model",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("template", sa.Boolean(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
    )
