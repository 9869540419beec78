"""The record of what staff did only grows; a year later its lines may go."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
phase = "before"

GUARDS = {
    "sqlite": (
        "create trigger staff_audit_stays before update on staff_audit "
        "begin select raise(abort, 'the record is append-only'); end",
        "create trigger staff_audit_kept before delete on staff_audit when old.at > datetime('now', '-365 days') "
        "begin select raise(abort, 'the record is append-only'); end",
    ),
    "postgresql": (
        "create function staff_audit_stays() returns trigger language plpgsql as $$ begin "
        "if tg_op = 'DELETE' and old.at <= now() - interval '365 days' then return old; end if; "
        "raise exception 'the record is append-only'; end $$",
        "create trigger staff_audit_stays before update or delete on staff_audit "
        "for each row execute function staff_audit_stays()",
    ),
}


def upgrade() -> None:
    for guard in GUARDS[op.get_bind().dialect.name]:
        op.execute(guard)
