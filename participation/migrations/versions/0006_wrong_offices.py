"""Wrong offices: counts without people, and words whose writers agreed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
phase = "before"


def upgrade() -> None:
    op.create_table(
        "misrouted",
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("service", sa.String(), primary_key=True),
        sa.Column("area", sa.String(), primary_key=True),
        sa.Column("unit", sa.String(), primary_key=True),
        sa.Column("why", sa.String(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "misrouted_account",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_misrouted_account_month", "misrouted_account", ["month"])
