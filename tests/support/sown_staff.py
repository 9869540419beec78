"""A seed for everything that is kept about staff and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from bot.kept import RECORD_KEPT
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.staff import services as staff
from participation.staff.models import (
    AccountRow,
    Audit,
    GrantRow,
    IdentityRow,
    InvitationRow,
    RecoveryCode,
    SessionRow,
    SignInFailure,
)
from participation.staff.permissions import Role
from participation.work.models import JobFile, JobRow
from tests.staff.people import HASH, somebody
from tests.support.sowing import Put, Seed, put, row, simple


def _job(now: datetime) -> JobRow:
    return JobRow(id="j", kind="offices-look", given="{}", state="done", asked_by="x", asked_at=now)


def _staff(model: type[SQLModel], *more: Callable[[str, datetime], SQLModel]) -> Seed:
    """Somebody left: the account is closed, and something hangs on it."""

    async def plant(database: Database, clock: SetClock) -> Put:
        async with database.writing() as session:
            account = await staff.create_account(session, ("amira", "Amira", "de"), HASH, "chief", clock.now())
            await staff.grant(session, account.id, Role.PLANNER, "", "chief", clock.now())
        await put(database, *(make(account.id, clock.now()) for make in more))
        async with database.writing() as session:
            await staff.deactivate(session, account.id, "chief", clock.now())
        return Put(row(model), clock.now() + RECORD_KEPT)

    return plant


async def _session(database: Database, clock: SetClock) -> Put:
    account, now = await somebody(database, "amira"), clock.now()
    await put(database, SessionRow(token_hash="h", account=account.id, started_at=now, seen_at=now))
    return Put(row(SessionRow), now)


async def _invitation(database: Database, clock: SetClock) -> Put:
    account, until = await somebody(database, "amira"), clock.now() + timedelta(days=3)
    await put(database, InvitationRow(token_hash="h", account=account.id, until=until))
    return Put(row(InvitationRow), until)


SEEDS: dict[tuple[str, str], Seed] = {
    ("staff_failure", "failed sign-ins, as keyed hashes"): simple(
        lambda now: (SignInFailure(key="k", failures=1, last_at=now, next_at=now),), row(SignInFailure)
    ),
    ("job", "who asked for a long work"): simple(lambda now: (_job(now),), row(JobRow)),
    ("job_file", "files that were brought, and reports"): simple(
        lambda now: (_job(now), JobFile(job="j", name="upload", content=b"x")), row(JobFile)
    ),
    ("staff_audit", "what staff did"): simple(
        lambda now: (Audit(at=now, account="x", what="signed-in", subject="x"),), row(Audit)
    ),
    ("staff_account", "closed accounts of staff"): _staff(AccountRow),
    ("staff_grant", "their roles"): _staff(GrantRow),
    ("staff_recovery", "codes on paper"): _staff(
        RecoveryCode, lambda account, _now: RecoveryCode(account=account, code_hash="h")
    ),
    ("staff_identity", "whom the city's provider means"): _staff(
        IdentityRow, lambda account, _now: IdentityRow(issuer="i", subject="s", account=account)
    ),
    ("staff_session", "where staff are signed in"): _session,
    ("staff_invitation", "links to choose a password"): _invitation,
}
