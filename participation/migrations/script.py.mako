"""${message}."""

import sqlalchemy as sa
from alembic import op

from participation.core.db import Utc

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None
phase = "before"  # or "after": only when no process with the code before this step runs; the revision's name then counts it: "_1"


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
