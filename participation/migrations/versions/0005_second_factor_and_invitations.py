"""The second factor and its recovery codes, invitations, and whom the city's identity provider vouches for."""

import sqlalchemy as sa
from alembic import op

from participation.core.db import Utc

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
phase = "before"


def upgrade() -> None:
    op.create_table(
        "staff_identity",
        sa.Column("issuer", sa.String(), primary_key=True),
        sa.Column("subject", sa.String(), primary_key=True),
        _account(unique=True),
    )
    op.create_table(
        "staff_invitation",
        sa.Column("token_hash", sa.String(), primary_key=True),
        _account(),
        sa.Column("until", Utc(), nullable=False),
    )
    op.create_index("ix_staff_invitation_account", "staff_invitation", ["account"])
    op.create_index("ix_staff_invitation_until", "staff_invitation", ["until"])
    op.create_table(
        "staff_recovery",
        _account(primary_key=True),
        sa.Column("code_hash", sa.String(), primary_key=True),
    )
    op.add_column("staff_session", sa.Column("proven", sa.Boolean(), server_default=sa.false(), nullable=False))


def _account(*, primary_key: bool = False, unique: bool | None = None) -> "sa.Column[str]":
    owner = sa.ForeignKey("staff_account.id", ondelete="CASCADE")
    return sa.Column("account", sa.String(), owner, nullable=False, primary_key=primary_key, unique=unique)
