"""The second factor: each code once, each paper code once, never without the first."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.errors import Refused
from participation.staff import door, factor, queries, record, totp
from participation.staff.errors import SlowDown, WrongCode
from participation.staff.models import AccountRow, RecoveryCode
from participation.staff.values import Account, Visit
from tests.staff.people import PASSWORD, somebody

FROM, KEY, SALT = "192.0.2.7", b"k" * 32, "5a" * 16


def code(account: Account, clock: SetClock, salt: str = SALT) -> str:
    """What the app shows now."""
    return totp.code_at(totp.secret_of(KEY, account.id, salt), totp.step_at(clock.now()))


async def _set_up(database: Database, clock: SetClock, account: Account, salt: str = SALT) -> list[str]:
    async with database.writing() as session:
        _, codes = await factor.set_up(session, account, salt, code(account, clock, salt), KEY, clock.now())
    clock.forward(seconds=30)
    return codes


async def _clerk(database: Database, clock: SetClock) -> tuple[Account, list[str]]:
    account = await somebody(database, "clerk")
    return account, await _set_up(database, clock, account)


async def _half(database: Database, clock: SetClock) -> Visit:
    """Signed in by the password only."""
    token = await door.sign_in(database, clock, "clerk", PASSWORD, FROM)
    return await _visit(database, token, clock)


async def _visit(database: Database, token: str, clock: SetClock) -> Visit:
    async with database.reading() as session:
        found = await queries.visit(session, token, clock.now())
    assert found is not None
    return found


async def _gives(database: Database, clock: SetClock, visit: Visit, given: str) -> str | type[Refused]:
    try:
        return await factor.prove(database, clock, visit, given, KEY, FROM)
    except Refused as refusal:
        return type(refusal)


async def test_a_code_completes_a_sign_in_with_a_new_token(database: Database, clock: SetClock) -> None:
    """The half sign-in ends, the new one is proven; spaces in the code do not matter."""
    account, _ = await _clerk(database, clock)
    half = await _half(database, clock)
    assert not half.proven
    now = code(account, clock)
    token = await factor.prove(database, clock, half, f" {now[:3]} {now[3:]}", KEY, FROM)
    async with database.reading() as session:
        visits = await queries.visits_of(session, account, clock.now())

    assert (await _visit(database, token, clock)).proven
    assert half.id not in {visit.id for visit in visits}


async def test_a_code_opens_once_and_none_before_it(database: Database, clock: SetClock) -> None:
    """Whoever looked over a shoulder cannot use the code again; an older one that would still count does not either."""
    account, _ = await _clerk(database, clock)
    before = code(account, clock)
    clock.forward(seconds=30)
    now = code(account, clock)
    assert isinstance(await _gives(database, clock, await _half(database, clock), now), str)
    for given in (now, before):
        assert await _gives(database, clock, await _half(database, clock), given) is WrongCode
    clock.forward(seconds=30)

    assert isinstance(await _gives(database, clock, await _half(database, clock), code(account, clock)), str)


async def test_two_browsers_with_one_code(database: Database, clock: SetClock) -> None:
    """At the same moment only one of them gets in: the half minute is claimed, not looked up."""
    account, _ = await _clerk(database, clock)
    halves = [await _half(database, clock) for _ in range(3)]
    given = await asyncio.gather(*(_gives(database, clock, half, code(account, clock)) for half in halves))

    assert sum(isinstance(one, str) for one in given) == 1


async def test_codes_on_paper_work_once_each(database: Database, clock: SetClock) -> None:
    """Ten, random, stored as keyed hashes, written in any way; used up one by one, also at the same moment."""
    account, codes = await _clerk(database, clock)
    async with database.reading() as session:
        kept = list((await session.execute(select(col(RecoveryCode.code_hash)))).scalars())
    assert len(set(codes)) == len(kept) == 10
    assert not any(factor.plain(one) in hashed.upper() for one in codes for hashed in kept)
    assert isinstance(await _gives(database, clock, await _half(database, clock), codes[0].lower()), str)
    assert await _gives(database, clock, await _half(database, clock), codes[0]) is WrongCode
    halves = [await _half(database, clock) for _ in range(3)]
    given = await asyncio.gather(*(_gives(database, clock, half, codes[1]) for half in halves))
    assert sum(isinstance(one, str) for one in given) == 1
    async with database.reading() as session:
        assert await queries.codes_left(session, account.id) == 8


async def test_guessing_codes_slows_down_although_the_password_is_right(database: Database, clock: SetClock) -> None:
    """Signing in anew forgives the password's failures, not those of the code; the wait grows to a quarter of an hour."""
    account, _ = await _clerk(database, clock)
    for _ in range(4):
        assert await _gives(database, clock, await _half(database, clock), "000000") is WrongCode
    assert await _gives(database, clock, await _half(database, clock), code(account, clock)) is SlowDown
    waits = []
    for _ in range(12):
        half = await _half(database, clock)
        with pytest.raises(SlowDown) as told:
            await factor.prove(database, clock, half, "000000", KEY, FROM)
        waits.append(int(told.value.places["seconds"]))
        clock.forward(seconds=waits[-1])
        assert await _gives(database, clock, await _half(database, clock), "000000") is WrongCode

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    clock.forward(minutes=15)
    assert isinstance(await _gives(database, clock, await _half(database, clock), code(account, clock)), str)


async def test_the_database_alone_shows_no_code(database: Database, clock: SetClock) -> None:
    """What is stored is a salt: with another key than the installation's the right code is wrong."""
    account, _ = await _clerk(database, clock)
    async with database.reading() as session:
        stored = (await session.execute(select(col(AccountRow.factor_secret)))).scalar_one()
    half = await _half(database, clock)
    with pytest.raises(WrongCode):
        await factor.prove(database, clock, half, code(account, clock), b"another key", FROM)

    assert stored == SALT
    assert SALT not in totp.spelled(totp.secret_of(KEY, account.id, SALT)).lower()


async def test_the_first_to_set_it_up_has_it(database: Database, clock: SetClock) -> None:
    """Who knows only the password cannot put an own factor over that of the owner, not even at the same moment."""
    account = await somebody(database, "clerk")
    salts = ["aa" * 16, "bb" * 16, "cc" * 16]

    async def set_up(salt: str) -> bool:
        try:
            async with database.writing() as session:
                await factor.set_up(session, account, salt, code(account, clock, salt), KEY, clock.now())
        except WrongCode:
            return False
        return True

    assert sum(await asyncio.gather(*(set_up(salt) for salt in salts))) == 1


async def test_a_new_one_ends_the_old(database: Database, clock: SetClock) -> None:
    """Set up anew, old codes and other sign-ins end; a wrong first code changes nothing."""
    account, old = await _clerk(database, clock)
    async with database.reading() as session:
        account = await queries.account(session, account.id) or account
    other = await factor.prove(database, clock, await _half(database, clock), old[0], KEY, FROM)
    with pytest.raises(WrongCode):
        async with database.writing() as session:
            await factor.set_up(session, account, "bb" * 16, "000000", KEY, clock.now())
    assert (await _visit(database, other, clock)).proven
    new = await _set_up(database, clock, account, "bb" * 16)
    async with database.reading() as session:
        assert await queries.visit(session, other, clock.now()) is None

    assert await _gives(database, clock, await _half(database, clock), old[1]) is WrongCode
    assert isinstance(await _gives(database, clock, await _half(database, clock), new[1]), str)


async def test_a_lost_phone(database: Database, clock: SetClock) -> None:
    """After a reset neither old codes nor sign-ins count, and the record says who did it."""
    account, codes = await _clerk(database, clock)
    token = await factor.prove(database, clock, await _half(database, clock), codes[0], KEY, FROM)
    async with database.writing() as session:
        await factor.reset(session, account.id, "chief", clock.now())
    async with database.reading() as session:
        assert await queries.visit(session, token, clock.now()) is None
        seen = await queries.account(session, account.id)
        acts = await record.acts(session)
    assert seen is not None
    assert not seen.factor
    assert ("chief", "second-factor-reset", "clerk") in {(act.account, act.what, act.subject) for act in acts}
    for given in (codes[1], code(account, clock)):
        assert await _gives(database, clock, await _half(database, clock), given) is WrongCode
