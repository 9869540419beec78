"""One sender of messages to many at a time; what is owed is found without passing by all that was sent."""

import sqlalchemy as sa
from alembic import op

from participation.core.db import Utc

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
phase = "before"

UNSENT = sa.text("sent_at is null and dead is null")


def upgrade() -> None:
    op.create_table('lease',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('holder', sa.String(), nullable=False),
    sa.Column('until', Utc(), nullable=False),
    sa.Column('quiet_until', Utc(), nullable=True),
    sa.PrimaryKeyConstraint('name')
    )
    op.create_index('outbox_queue', 'outbox', ['priority', 'id'], sqlite_where=UNSENT, postgresql_where=UNSENT)
    op.create_index('outbox_address', 'outbox', ['address'], sqlite_where=UNSENT, postgresql_where=UNSENT)
    op.drop_index(op.f('ix_outbox_due_at'), table_name='outbox')
