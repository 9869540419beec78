"""The second factor: an app on the phone shows a code, ten codes on paper help who lost the phone."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.ids import plain_code
from participation.staff import door, totp
from participation.staff.errors import WrongCode
from participation.staff.models import AccountRow, RecoveryCode, SessionRow
from participation.staff.services import known, note
from participation.staff.values import Account, Visit
from participation.staff.waiting import ADDRESS, CODE, attempt, forgive, take_back

CODES = 10  # recovery codes handed out together
_RECOVERY = re.compile(r"[A-Z0-9]{12}")


async def prove(database: Database, clock: Clock, visit: Visit, given: str, key: bytes, address: str) -> str:
    """Complete a sign-in by the code of the app or a recovery code; return its new token. Raises `WrongCode`, `SlowDown`."""
    who, code, now = visit.account, plain(given), clock.now()
    async with database.writing() as session:
        await attempt(session, {f"code {who.id}": CODE, f"from {address}": ADDRESS}, now)
    async with database.writing() as session:
        recovered = bool(_RECOVERY.fullmatch(code))
        if not await (_use_recovery if recovered else _use_code)(session, who.id, code, key, now):
            raise WrongCode
        await forgive(session, f"code {who.id}")
        await take_back(session, f"from {address}")
        await door.end_visit(session, who.id, visit.id)
        await note(session, who.id, "recovery-code-used" if recovered else "second-factor-given", who.name, now)
        return await door.open_visit(session, who.id, now, proven=True)


async def set_up(
    session: AsyncSession, who: Account, salt: str, code: str, key: bytes, now: datetime
) -> tuple[str, list[str]]:
    """Give somebody the second factor of *salt*, once its app shows the right code; every other sign-in of theirs ends.

    *who* is as they were seen: if they had none then, nobody may have set one up since. Returns the token of a new sign-in
    and the recovery codes, which nobody can read again. Raises `WrongCode`.
    """
    step = totp.step_of(totp.secret_of(key, who.id, salt), plain(code), now)
    before = col(AccountRow.factor_secret).is_not(None) if who.factor else col(AccountRow.factor_secret).is_(None)
    mine = update(AccountRow).where(col(AccountRow.id) == who.id, col(AccountRow.active), before)
    if step is None or not _one(await session.execute(mine.values(factor_secret=salt, factor_step=step))):
        raise WrongCode
    await session.execute(delete(RecoveryCode).where(col(RecoveryCode.account) == who.id))
    codes = [plain_code(12) for _ in range(CODES)]
    hashes = [{"account": who.id, "code_hash": _hash(key, who.id, code)} for code in codes]
    await session.execute(insert(RecoveryCode).values(hashes))
    await door.sign_out_everywhere(session, who.id)
    await note(session, who.id, "second-factor-set", who.name, now)
    return await door.open_visit(session, who.id, now, proven=True), [f"{c[:4]}-{c[4:8]}-{c[8:]}" for c in codes]


async def reset(session: AsyncSession, id_: str, by: str, now: datetime) -> None:
    """Take a lost second factor away: its person sets up a new one at the next sign-in. Raises `UnknownAccount`."""
    theirs = await known(session, id_)
    lost = update(AccountRow).where(col(AccountRow.id) == id_).values(factor_secret=None, factor_step=None)
    await session.execute(lost)
    await session.execute(delete(RecoveryCode).where(col(RecoveryCode.account) == id_))
    await session.execute(delete(SessionRow).where(col(SessionRow.account) == id_))
    await note(session, by, "second-factor-reset", theirs.name, now)


def plain(given: str) -> str:
    """What was meant by a typed code: people put spaces and hyphens into it."""
    return re.sub(r"[\s-]", "", given).upper()


async def _use_code(session: AsyncSession, who: str, code: str, key: bytes, now: datetime) -> bool:
    """Each half minute opens once, and none before the last that did."""
    mine = select(col(AccountRow.factor_secret)).where(col(AccountRow.id) == who, col(AccountRow.active))
    salt = (await session.execute(mine)).scalar_one_or_none()
    step = totp.step_of(totp.secret_of(key, who, salt), code, now) if salt else None
    if step is None:
        return False
    fresh = col(AccountRow.factor_secret) == salt, col(AccountRow.factor_step) < step
    used = update(AccountRow).where(col(AccountRow.id) == who, *fresh).values(factor_step=step)
    return _one(await session.execute(used))


async def _use_recovery(session: AsyncSession, who: str, code: str, key: bytes, _now: datetime) -> bool:
    mine = col(RecoveryCode.account) == who, col(RecoveryCode.code_hash) == _hash(key, who, code)
    return _one(await session.execute(delete(RecoveryCode).where(*mine)))


def _hash(key: bytes, who: str, code: str) -> str:
    return hmac.new(key, f"recovery {who} {code}".encode(), hashlib.sha256).hexdigest()


def _one(result: Any) -> bool:
    return bool(cast("CursorResult[Any]", result).rowcount == 1)
