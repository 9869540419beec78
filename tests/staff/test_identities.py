"""People the city's identity provider vouches for."""

from __future__ import annotations

import asyncio

import pytest
from sqlmodel import col, select

from participation.core.db import Database
from participation.staff import identities, queries, services
from participation.staff.errors import NameTaken
from participation.staff.identities import Vouched
from participation.staff.models import IdentityRow, SessionRow
from participation.staff.permissions import Grant, Role
from tests.staff.people import NOW
from tests.support.locks import waits

VOUCHED = Vouched("https://login.example", "17", "Amal Haddad", frozenset({Grant(Role.PLANNER)}))


async def _comes(database: Database) -> str:
    async with database.writing() as session:
        return await identities.welcome(session, VOUCHED, "en", NOW)


async def test_two_first_sign_ins_at_once_are_one_account(database: Database) -> None:
    """Whoever comes in two windows at the same moment is let in by both; without a second look the later is refused."""
    async with database.writing() as first:
        await identities.welcome(first, VOUCHED, "en", NOW)
        second = asyncio.create_task(_comes(database))
        await waits(database, second)
    await second

    async with database.reading() as session:
        (account,) = await queries.accounts(session)
        assert (account.shown, account.grants) == ("Amal Haddad", (Grant(Role.PLANNER),))
        assert len((await session.execute(select(IdentityRow))).all()) == 1
        assert len((await session.execute(select(SessionRow).where(col(SessionRow.account) == account.id))).all()) == 2
    with pytest.raises(NameTaken):  # the control
        async with database.writing() as session:
            await services.create_account(session, (account.name, "x", "en"), "", "x", NOW, provisional=False)
