"""Keeping accounts, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from participation.core.db import Database
from participation.staff import queries, record, services
from participation.staff.errors import LastAdministrator, NameTaken, NameUnusable, ScopeNeeded, UnknownAccount
from participation.staff.models import AccountRow, Audit, GrantRow
from participation.staff.permissions import Grant, Role
from tests.staff.people import HASH, NOW, somebody
from tests.support.locks import waits


async def test_an_account_is_found_by_its_name_however_it_is_typed(database: Database) -> None:
    """Capitals and spaces around do not matter; a second account of that name is refused."""
    await somebody(database, "A.Meier", Role.FRONT_OFFICE, "town-hall")
    async with database.reading() as session:
        found = await queries.account_named(session, services.login("  a.MEIER "))

    assert found is not None
    assert (found.name, found.shown, found.grants) == ("a.meier", "A.Meier", (Grant(Role.FRONT_OFFICE, "town-hall"),))
    with pytest.raises(NameTaken):
        await somebody(database, "a.meieR")


@pytest.mark.parametrize("name", ["", " ", "a", ".ab", "ab-", "two words", "a\tb", "x" * 61, "<b>"])
def test_unusable_names_are_refused(name: str) -> None:
    """What cannot be typed and read out is no name."""
    with pytest.raises(NameUnusable):
        services.login(name)


async def test_a_role_for_units_needs_a_unit(database: Database) -> None:
    """A clerk of nothing would be a clerk of everything somewhere."""
    account = await somebody(database, "clerk")
    with pytest.raises(ScopeNeeded):
        async with database.writing() as session:
            await services.grant(session, account.id, Role.FRONT_OFFICE, "", "test", NOW)


async def test_roles_are_given_once_and_taken_back(database: Database) -> None:
    """Giving twice changes nothing; the record tells who gave and who took."""
    account = await somebody(database, "planner", Role.PLANNER)
    async with database.writing() as session:
        await services.grant(session, account.id, Role.PLANNER, "ignored", "chief", NOW)
        await services.revoke(session, account.id, Role.PLANNER, "", "chief", NOW)
    async with database.reading() as session:
        left = await queries.account(session, account.id)
        acts = await record.acts(session)

    assert left is not None
    assert left.grants == ()
    assert sorted((act.what, act.account) for act in acts) == [
        ("account-created", "test"), ("role-given", "test"), ("role-taken", "chief"),
    ]  # fmt: skip
    assert next(act.before for act in acts if act.what == "role-taken") == {"role": "planner", "scope": ""}


async def test_one_administrator_stays(database: Database) -> None:
    """Of two administrators who close each other at the same time, one stays."""
    first = await somebody(database, "first", Role.ADMINISTRATION)
    second = await somebody(database, "second", Role.ADMINISTRATION)

    async def close(whom: str) -> bool:
        try:
            async with database.writing() as session:
                await services.deactivate(session, whom, "test", NOW)
        except LastAdministrator:
            return False
        return True

    assert sorted(await asyncio.gather(close(first.id), close(second.id))) == [False, True]
    async with database.reading() as session:
        (left,) = [account for account in await queries.accounts(session) if account.active]
    with pytest.raises(LastAdministrator):
        async with database.writing() as session:
            await services.revoke(session, left.id, Role.ADMINISTRATION, "", "test", NOW)


@pytest.mark.parametrize("act", ["revoke", "deactivate"])
async def test_of_two_who_act_on_each_other_at_once_one_stays(database: Database, act: str) -> None:
    """Whose role is taken while the other's is, or while the other is closed: whoever comes second is refused."""
    first = await somebody(database, "first", Role.ADMINISTRATION)
    second = await somebody(database, "second", Role.ADMINISTRATION)

    async def follows() -> None:
        async with database.writing() as session:
            if act == "deactivate":
                return await services.deactivate(session, second.id, "first", NOW)
            return await services.revoke(session, second.id, Role.ADMINISTRATION, "", "first", NOW)

    async with database.writing() as session:
        await services.revoke(session, first.id, Role.ADMINISTRATION, "", "second", NOW)
        late = asyncio.create_task(follows())
        await waits(database, late)
    with pytest.raises(LastAdministrator):
        await late


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_waited_for_a_lock_sees_what_was_before(database: Database) -> None:
    """The control of the test above: one statement that locks and counts still counts a role that is gone."""
    first = await somebody(database, "first", Role.ADMINISTRATION)
    await somebody(database, "second", Role.ADMINISTRATION)
    role = select(col(GrantRow.account)).where(col(GrantRow.role) == Role.ADMINISTRATION.value)
    keepers = select(col(AccountRow.id)).where(col(AccountRow.id).in_(role))

    async def counts() -> tuple[int, int]:
        async with database.writing() as session:
            locked = (await session.execute(keepers.order_by(col(AccountRow.id)).with_for_update())).all()
            return len(locked), len((await session.execute(keepers)).all())

    async with database.writing() as session:
        await services.revoke(session, first.id, Role.ADMINISTRATION, "", "second", NOW)
        late = asyncio.create_task(counts())
        await waits(database, late)

    assert await late == (2, 1)


async def test_an_account_is_of_the_day_in_berlin(database: Database) -> None:
    """Half an hour after midnight it is tomorrow already, though not yet in UTC."""
    async with database.writing() as session:
        late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
        made = await services.create_account(session, ("night", "", "en"), HASH, "test", late)

    assert made.created_on == date(2026, 11, 24)


async def test_an_unknown_account_is_told(database: Database) -> None:
    """Whoever acts on an account that is gone learns so."""
    with pytest.raises(UnknownAccount):
        async with database.writing() as session:
            await services.set_password(session, "nobody", HASH, "test", NOW, provisional=True)


async def test_the_record_is_append_only(database: Database) -> None:
    """No code can change or take away what staff did; without the triggers both would work."""
    await somebody(database, "chief", Role.ADMINISTRATION)
    for change in (update(Audit).values(account="innocent"), delete(Audit)):
        with pytest.raises(DBAPIError, match="append-only"):
            async with database.writing() as session:
                await session.execute(change)
    drop = (
        ["drop trigger staff_audit_stays", "drop trigger staff_audit_kept"]
        if database.embedded
        else ["drop trigger staff_audit_stays on staff_audit"]
    )
    async with database.writing() as session:
        for statement in drop:
            await session.execute(text(statement))
        await session.execute(update(Audit).where(col(Audit.what) == "role-given").values(account="innocent"))
        await session.execute(delete(Audit))
    async with database.reading() as session:
        assert await record.acts(session) == []
