"""Tables of this room."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DDL, event
from sqlmodel import Field, SQLModel

from participation.core.db import Utc
from participation.core.ids import new_id


class AccountRow(SQLModel, table=True):
    """Somebody who signs in by *name*. The second factor's secret and last used step have their place already."""

    __tablename__ = "staff_account"

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str = Field(unique=True)
    shown: str
    password_hash: str
    provisional: bool = True
    language: str
    active: bool = True
    created_on: date
    factor_secret: str | None = None
    factor_step: int | None = None


class GrantRow(SQLModel, table=True):
    """A role somebody holds, for a unit, for an organisation, or without bounds."""

    __tablename__ = "staff_grant"

    account: str = Field(foreign_key="staff_account.id", ondelete="CASCADE", primary_key=True)
    role: str = Field(primary_key=True)
    scope: str = Field(default="", primary_key=True)


class SessionRow(SQLModel, table=True):
    """A sign-in. Only the hash of its token is kept."""

    __tablename__ = "staff_session"

    token_hash: str = Field(primary_key=True)
    account: str = Field(foreign_key="staff_account.id", ondelete="CASCADE", index=True)
    started_at: datetime = Field(sa_type=Utc)
    seen_at: datetime = Field(sa_type=Utc, index=True)
    desk: str = ""


class SignInFailure(SQLModel, table=True):
    """How often somebody tried to sign in without success: per account name and per address, both as keyed hashes."""

    __tablename__ = "staff_failure"

    key: str = Field(primary_key=True)
    failures: int
    last_at: datetime = Field(sa_type=Utc, index=True)
    next_at: datetime = Field(sa_type=Utc)


class Secret(SQLModel, table=True):
    """The key of the hashes above: in the database, so that every process counts alike."""

    __tablename__ = "staff_secret"

    name: str = Field(primary_key=True)
    value: str


class Audit(SQLModel, table=True):
    """What staff did; master data with what they were and became, as JSON. Rows are only added."""

    __tablename__ = "staff_audit"

    id: str = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(sa_type=Utc, index=True)
    account: str
    what: str
    subject: str
    before: str | None = None
    after: str | None = None


_APPEND_ONLY = {
    "sqlite": (
        (
            "create trigger staff_audit_stays before update on staff_audit "
            "begin select raise(abort, 'the record is append-only'); end"
        ),
        (
            "create trigger staff_audit_kept before delete on staff_audit when old.at > datetime('now', '-365 days') "
            "begin select raise(abort, 'the record is append-only'); end"
        ),
    ),
    "postgresql": (
        (
            "create function staff_audit_stays() returns trigger language plpgsql as $$ begin "
            "if tg_op = 'DELETE' and old.at <= now() - interval '365 days' then return old; end if; "
            "raise exception 'the record is append-only'; end $$"
        ),
        (
            "create trigger staff_audit_stays before update or delete on staff_audit "
            "for each row execute function staff_audit_stays()"
        ),
    ),
}
for _dialect, _statements in _APPEND_ONLY.items():
    for _statement in _statements:
        _trigger = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(SQLModel.metadata.tables["staff_audit"], "after_create", _trigger)
