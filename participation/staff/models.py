"""Tables of this room."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field, SQLModel

from participation.core.db import Utc
from participation.core.ids import new_id, next_id


class AccountRow(SQLModel, table=True):
    """Somebody who signs in by *name*. *password_hash* is empty until they chose one, and of those the city's provider knows.

    *factor_secret* is the salt their second factor is derived with, *factor_step* the last half minute whose code was used.
    """

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
    """A sign-in. Only the hash of its token is kept. It is *proven* once the second factor was given."""

    __tablename__ = "staff_session"

    token_hash: str = Field(primary_key=True)
    account: str = Field(foreign_key="staff_account.id", ondelete="CASCADE", index=True)
    started_at: datetime = Field(sa_type=Utc)
    seen_at: datetime = Field(sa_type=Utc, index=True)
    desk: str = ""
    proven: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class InvitationRow(SQLModel, table=True):
    """A link by which somebody chooses their password, once. Only the hash of its token is kept."""

    __tablename__ = "staff_invitation"

    token_hash: str = Field(primary_key=True)
    account: str = Field(foreign_key="staff_account.id", ondelete="CASCADE", index=True)
    until: datetime = Field(sa_type=Utc, index=True)


class RecoveryCode(SQLModel, table=True):
    """A code on paper for who lost their second factor; as a keyed hash, gone once used."""

    __tablename__ = "staff_recovery"

    account: str = Field(foreign_key="staff_account.id", ondelete="CASCADE", primary_key=True)
    code_hash: str = Field(primary_key=True)


class IdentityRow(SQLModel, table=True):
    """Whom the city's identity provider means by a subject; never a mail address, which may go to another person."""

    __tablename__ = "staff_identity"

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    account: str = Field(foreign_key="staff_account.id", ondelete="CASCADE", unique=True)


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
    """What staff did; master data with what they were and became, as JSON. Rows are only added: triggers see to it (step 0002).

    Of two acts of one moment, which one transaction may hold, the one with the smaller *id* came first.
    """

    __tablename__ = "staff_audit"

    id: str = Field(default_factory=next_id, primary_key=True)
    at: datetime = Field(sa_type=Utc, index=True)
    account: str
    what: str
    subject: str
    before: str | None = None
    after: str | None = None
