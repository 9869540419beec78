"""`lotse staff` as an operator runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from participation.core.clock import SystemClock
from participation.core.db import Database, sqlite_url
from participation.staff import door, queries
from participation.staff.permissions import Grant, Role


def _lotse(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOTSE_DATA": str(data)}
    return subprocess.run(
        [sys.executable, "-m", "bot", "staff", *arguments], env=environment, capture_output=True, text=True
    )


async def test_the_first_administrator(tmp_path: Path) -> None:
    """Created from the console with a password printed once, which opens the door; more roles and refusals are told."""
    made = _lotse(tmp_path, "add", "Chief", "--role", "administration")
    password = re.search(r"first sign-in: (\S+)", made.stdout)
    assert password, made.stderr
    database = Database(sqlite_url(tmp_path / "lotse.db"))
    clock = SystemClock()
    token = await door.sign_in(database, clock, "chief", password[1], "")
    async with database.reading() as session:
        visit = await queries.visit(session, token, clock.now())
    await database.close()

    assert visit is not None
    assert visit.account.provisional
    assert visit.account.grants == (Grant(Role.ADMINISTRATION),)
    assert "chief\tChief\tactive\tadministration" in _lotse(tmp_path, "list").stdout
    for wrong in (["--role", "front-office"], ["--role", "front-office", "--scope", "nowhere"], ["--scope", "nowhere"]):
        assert _lotse(tmp_path, "add", "clerk", *wrong).returncode == 2
    unknown = _lotse(tmp_path, "password", "nobody")
    assert (unknown.returncode, unknown.stderr.strip()) == (1, "There is no such account.")
