"""`lotse staff` as an operator runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from participation.core.clock import SystemClock
from participation.core.db import Database, sqlite_url
from participation.staff import factor, queries, totp
from participation.staff.invitations import accept
from participation.staff.permissions import Grant, Role
from participation.staff.values import Visit


def _lotse(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOTSE_DATA": str(data)}
    return subprocess.run(
        [sys.executable, "-m", "bot", "staff", *arguments], env=environment, capture_output=True, text=True
    )


async def test_the_first_administrator(tmp_path: Path) -> None:
    """Created from the console with a link printed once, by which a password is chosen; more roles and refusals are told."""
    made = _lotse(tmp_path, "add", "Chief", "--role", "administration")
    token = re.search(r"/staff/invitation#(\S+)", made.stdout)
    assert token, made.stderr
    database = Database(sqlite_url(tmp_path / "lotse.db"))
    clock = SystemClock()
    visit = await _seen(database, clock, await accept(database, clock, token[1], "Tee, Regen & Rad"))
    assert not visit.account.provisional
    assert visit.account.grants == (Grant(Role.ADMINISTRATION),)
    assert "chief\tChief\tactive\tadministration" in _lotse(tmp_path, "list").stdout
    for wrong in (["--role", "front-office"], ["--role", "front-office", "--scope", "nowhere"], ["--scope", "nowhere"]):
        assert _lotse(tmp_path, "add", "clerk", *wrong).returncode == 2
    unknown = _lotse(tmp_path, "password", "nobody")
    assert (unknown.returncode, unknown.stderr.strip()) == (1, "There is no such account.")
    await database.close()


async def test_the_only_administrator_lost_everything(tmp_path: Path) -> None:
    """From the console come a new link and a second factor to be set up anew."""
    _lotse(tmp_path, "add", "Chief", "--role", "administration")
    database, clock, key = Database(sqlite_url(tmp_path / "lotse.db")), SystemClock(), b"k" * 32
    again = re.search(r"/staff/invitation#(\S+)", _lotse(tmp_path, "password", "chief").stdout)
    assert again
    visit = await _seen(database, clock, await accept(database, clock, again[1], "Tee, Regen & Rad"))
    shown = totp.code_at(totp.secret_of(key, visit.account.id, "aa"), totp.step_at(clock.now()))
    async with database.writing() as session:
        token, _ = await factor.set_up(session, visit.account, "aa", shown, key, clock.now())
    assert (await _seen(database, clock, token)).account.factor
    assert "is set up anew" in _lotse(tmp_path, "factor", "Chief").stdout
    async with database.reading() as session:
        left = await queries.account_named(session, "chief")
        assert await queries.visit(session, token, clock.now()) is None
    await database.close()

    assert left is not None
    assert not left.factor


async def _seen(database: Database, clock: SystemClock, token: str) -> Visit:
    async with database.reading() as session:
        visit = await queries.visit(session, token, clock.now())
    assert visit is not None
    return visit
