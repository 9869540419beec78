"""Invitations: once, for three days, and nobody but the invited knows the password."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.errors import Refused
from participation.staff import door, invitations, queries, services
from participation.staff.errors import InvitationOver, PasswordTooShort, SignsInElsewhere, WrongPassword
from participation.staff.models import InvitationRow
from participation.staff.values import Account
from tests.staff.people import NOW, PASSWORD, somebody

NEW = "Tee, Regen & Rad"


async def _invite(database: Database, clock: SetClock, account: Account) -> str:
    async with database.writing() as session:
        return await invitations.invite(session, account.id, "chief", clock.now())


async def _accepts(database: Database, clock: SetClock, token: str, password: str = NEW) -> str | type[Refused]:
    try:
        return await invitations.accept(database, clock, token, password)
    except Refused as refusal:
        return type(refusal)


async def test_an_invitation_is_used_once(database: Database, clock: SetClock) -> None:
    """By it the password is set and a sign-in begins, unproven; used again, even at the same moment, it opens nothing."""
    account = await somebody(database, "clerk", provisional=True)
    token = await _invite(database, clock, account)
    used = await asyncio.gather(*(_accepts(database, clock, token) for _ in range(3)))
    tokens = [one for one in used if isinstance(one, str)]
    assert len(tokens) == 1
    async with database.reading() as session:
        visit = await queries.visit(session, tokens[0], clock.now())

    assert visit is not None
    assert not visit.proven
    assert not visit.account.provisional
    assert await _accepts(database, clock, token) is InvitationOver
    assert await door.sign_in(database, clock, "clerk", NEW, "")


async def test_an_invitation_ends_after_three_days(database: Database, clock: SetClock) -> None:
    """Its row is deleted then as well."""
    account = await somebody(database, "clerk")
    token = await _invite(database, clock, account)
    clock.forward(hours=71, minutes=59)
    async with database.reading() as session:
        assert await queries.invited(session, token, clock.now()) is not None
    clock.forward(minutes=1)
    assert await _accepts(database, clock, token) is InvitationOver
    async with database.writing() as session:
        await services.delete_old(session, clock.now(), timedelta(days=730))
        left = (await session.execute(select(func.count()).select_from(InvitationRow))).scalar_one()

    assert left == 0


async def test_a_reset_shuts_out_at_once(database: Database, clock: SetClock) -> None:
    """The password so far, the sign-ins and earlier invitations end with it; only hashes of tokens are stored."""
    account = await somebody(database, "clerk")
    visit = await door.sign_in(database, clock, "clerk", PASSWORD, "")
    first, second = await _invite(database, clock, account), await _invite(database, clock, account)
    async with database.reading() as session:
        assert await queries.visit(session, visit, clock.now()) is None
        kept = list((await session.execute(select(col(InvitationRow.token_hash)))).scalars())
    assert kept == [queries.token_hash(second)]
    for password in (PASSWORD, ""):
        with pytest.raises(WrongPassword):
            await door.sign_in(database, clock, "clerk", password, "")

    assert await _accepts(database, clock, first) is InvitationOver
    assert isinstance(await _accepts(database, clock, second), str)


async def test_a_weak_password_does_not_use_it_up(database: Database, clock: SetClock) -> None:
    """Whoever chose badly may choose again; a closed account cannot be entered; nonsense is no invitation."""
    account = await somebody(database, "clerk")
    token = await _invite(database, clock, account)
    assert await _accepts(database, clock, token, "short") is PasswordTooShort
    for nonsense in ("", "x", token[:-1], token + "x", "x" * 100_000):
        assert await _accepts(database, clock, nonsense) is InvitationOver
    async with database.writing() as session:
        await services.deactivate(session, account.id, "chief", clock.now())
    assert await _accepts(database, clock, token) is InvitationOver


async def test_who_signs_in_elsewhere_gets_no_password(database: Database, clock: SetClock) -> None:
    """Otherwise there would be a second door that the city's identity provider does not know of."""
    async with database.writing() as session:
        account = await services.create_account(session, ("sso-1", "Zahra", "de"), "", "x", NOW, provisional=False)

    with pytest.raises(SignsInElsewhere):
        await _invite(database, clock, account)
