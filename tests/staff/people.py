"""Short words for the tests of this room: accounts whose hashes cost nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from argon2 import PasswordHasher

from participation.core.db import Database
from participation.staff import services
from participation.staff.permissions import SCOPED, Role
from participation.staff.values import Account

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PASSWORD = "drei Wörter am Fenster"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


async def somebody(
    database: Database, name: str, role: Role | None = None, *scopes: str, provisional: bool = False, language: str = "en"
) -> Account:  # fmt: skip
    """An account with a role, for these units or organisations."""
    async with database.writing() as session:
        new = (name, name.title(), language)
        account = await services.create_account(session, new, HASH, "test", NOW, provisional=provisional)
        if role:
            for scope in scopes if role in SCOPED else ("",):
                await services.grant(session, account.id, role, scope, "test", NOW)
    return account
