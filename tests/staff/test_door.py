"""Signing in and out, on both databases."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
from sqlalchemy import select
from sqlmodel import col

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.errors import Refused
from participation.staff import door, queries, record, services, waiting
from participation.staff.errors import PasswordTooCommon, SlowDown, WrongPassword
from participation.staff.models import SessionRow, SignInFailure
from participation.staff.values import Visit
from tests.staff.people import NOW, PASSWORD, somebody

FROM = "192.0.2.7"


async def _try(
    database: Database, clock: SetClock, name: str = "clerk", password: str = PASSWORD, address: str = FROM
) -> str:
    return await door.sign_in(database, clock, name, password, address)


async def _fails(database: Database, clock: SetClock, name: str = "clerk", address: str = FROM) -> int:
    """Fail once; return the seconds to wait, 0 if the password was looked at."""
    try:
        await _try(database, clock, name, "a wrong password", address)
    except SlowDown as refusal:
        return int(refusal.places["seconds"])
    except WrongPassword:
        return 0
    raise AssertionError("a wrong password let somebody in")


async def _visit(database: Database, token: str, clock: SetClock) -> Visit | None:
    async with database.reading() as session:
        return await queries.visit(session, token, clock.now())


async def test_the_right_password_opens(database: Database, clock: SetClock) -> None:
    """Each sign-in has a token of its own; only its hash is stored."""
    account = await somebody(database, "clerk")
    tokens = {await _try(database, clock), await _try(database, clock, " CLERK ")}
    async with database.reading() as session:
        kept = set((await session.execute(select(col(SessionRow.token_hash)))).scalars())

    assert len(tokens) == 2
    assert kept == {queries.token_hash(token) for token in tokens}
    for token in tokens:
        visit = await _visit(database, token, clock)
        assert visit is not None
        assert visit.account.id == account.id


@pytest.mark.parametrize("name", ["nobody", "", "two words", "x" * 500])
async def test_who_is_unknown_gets_the_same_answer(database: Database, clock: SetClock, name: str) -> None:
    """The answer does not tell whether an account exists."""
    with pytest.raises(WrongPassword):
        await _try(database, clock, name)


async def test_a_sign_in_ends_when_idle_and_after_a_day(database: Database, clock: SetClock) -> None:
    """After half an hour without a request it is over; in use it lasts twelve hours and no longer."""
    await somebody(database, "clerk")
    idle, used = await _try(database, clock), await _try(database, clock)
    for _ in range(24):
        visit = await _visit(database, used, clock)
        assert visit is not None
        async with database.writing() as session:
            await door.seen(session, visit.id, clock.now())
        clock.forward(minutes=29, seconds=59)
    assert await _visit(database, idle, clock) is None
    assert await _visit(database, used, clock) is not None
    clock.forward(minutes=1)

    assert await _visit(database, used, clock) is None


async def test_signing_out_ends_here_elsewhere_or_everywhere(database: Database, clock: SetClock) -> None:
    """One, the others, all."""
    account = await somebody(database, "clerk")
    tokens = [await _try(database, clock) for _ in range(4)]

    async def live() -> list[bool]:
        return [await _visit(database, token, clock) is not None for token in tokens]

    async with database.writing() as session:
        await door.sign_out(session, tokens[0])
        await door.end_visit(session, account.id, queries.token_hash(tokens[1]))
        await door.end_visit(session, "somebody else", queries.token_hash(tokens[2]))
    assert await live() == [False, False, True, True]
    async with database.writing() as session:
        await door.sign_out_everywhere(session, account.id, but=queries.token_hash(tokens[3]))
    assert await live() == [False, False, False, True]
    async with database.writing() as session:
        await door.sign_out_everywhere(session, account.id)
    assert await live() == [False] * 4


async def test_a_closed_account_is_out_at_once(database: Database, clock: SetClock) -> None:
    """Its sign-ins end and its password opens nothing; opened again it works."""
    account = await somebody(database, "clerk")
    token = await _try(database, clock)
    async with database.writing() as session:
        await services.deactivate(session, account.id, "test", clock.now())
    assert await _visit(database, token, clock) is None
    with pytest.raises(WrongPassword):
        await _try(database, clock)
    async with database.writing() as session:
        await services.reactivate(session, account.id, "test", clock.now())

    assert await _try(database, clock)


async def test_failures_slow_down_and_never_lock_out(database: Database, clock: SetClock) -> None:
    """Four attempts are free, then the wait doubles to a minute; after it the right password opens and all is forgotten."""
    await somebody(database, "clerk")
    waits: list[int] = []
    for _ in range(12):
        assert await _fails(database, clock) == 0
        waits.append(await _fails(database, clock) if len(waits) >= 3 else 0)
        clock.forward(seconds=waits[-1])

    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert await _try(database, clock)
    assert await _fails(database, clock) == 0


async def test_while_waiting_even_the_right_password_waits(database: Database, clock: SetClock) -> None:
    """Otherwise guessing would go on at full speed; other accounts are not slowed."""
    await somebody(database, "clerk")
    await somebody(database, "colleague")
    for _ in range(4):
        await _fails(database, clock)
    with pytest.raises(SlowDown) as told:
        await _try(database, clock)

    assert told.value.places == {"seconds": 1}
    assert await _try(database, clock, "colleague")


async def test_an_address_that_tries_many_names_is_slowed(database: Database, clock: SetClock) -> None:
    """Twenty failures with different names are free for an office behind one address, then it waits."""
    waits = [await _fails(database, clock, f"guess{number}") for number in range(21)]

    assert waits == [0] * 20 + [1]
    assert await _fails(database, clock, "guess99", "198.51.100.1") == 0


async def test_no_address_and_no_name_is_stored(database: Database, clock: SetClock) -> None:
    """The counters hold keyed hashes only, another key in every installation, and go after an hour."""
    await _fails(database, clock)
    async with database.reading() as session:
        keys = list((await session.execute(select(col(SignInFailure.key)))).scalars())
    assert len(keys) == 2
    assert all(len(key) == 64 and FROM not in key and "clerk" not in key for key in keys)
    assert queries.token_hash(f"from {FROM}") not in keys
    clock.forward(hours=1, seconds=1)
    async with database.writing() as session:
        await waiting.delete_old(session, clock.now())
    async with database.reading() as session:
        assert list((await session.execute(select(col(SignInFailure.key)))).scalars()) == []


async def test_attempts_at_once_are_counted_before_they_are_looked_at(database: Database, clock: SetClock) -> None:
    """Thirty guesses at the same moment: four are looked at, the others told to wait."""
    await somebody(database, "clerk")
    waits = await asyncio.gather(*(_fails(database, clock) for _ in range(30)))

    assert sum(wait == 0 for wait in waits) == 4


def _guess(url: str, guesses: int) -> int:
    async def guess() -> int:
        database = Database(url)
        looked_at = [await _fails(database, SetClock(NOW)) == 0 for _ in range(guesses)]
        await database.close()
        return sum(looked_at)

    return asyncio.run(guess())


async def test_processes_count_together_and_remember(database: Database, database_url: str, clock: SetClock) -> None:
    """A restart or another process gives no free attempts."""
    await somebody(database, "clerk")
    loop, spawn = asyncio.get_running_loop(), multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        looked_at = await asyncio.gather(*(loop.run_in_executor(pool, _guess, database_url, 5) for _ in range(2)))

    assert sum(looked_at) == 4
    assert await _fails(database, clock) > 0


async def test_changing_the_password_ends_other_sign_ins(database: Database, clock: SetClock) -> None:
    """The old password must be known; weak ones are refused; afterwards only the new token and password count."""
    account = await somebody(database, "clerk", provisional=True)
    before = await _try(database, clock)

    async def change(old: str, new: str) -> str | type[Refused]:
        try:
            return await door.change_own_password(database, clock, account, (old, new), FROM)
        except Refused as refusal:
            return type(refusal)

    assert await change("not the old one", "Tee, Regen & Rad") is WrongPassword
    assert await change(PASSWORD, "clerk clerk clerk") is PasswordTooCommon
    token = await change(PASSWORD, "Tee, Regen & Rad")
    assert isinstance(token, str)
    visit = await _visit(database, token, clock)
    assert visit is not None
    assert not visit.account.provisional
    assert await _visit(database, before, clock) is None
    with pytest.raises(WrongPassword):
        await _try(database, clock)
    assert await _try(database, clock, password="Tee, Regen & Rad")


async def test_sign_ins_that_ended_are_deleted(database: Database, clock: SetClock) -> None:
    """A row of a sign-in goes once it no longer counts; the record of a year stays."""
    await somebody(database, "clerk")
    old = await _try(database, clock)
    clock.forward(minutes=31)
    new = await _try(database, clock)
    async with database.writing() as session:
        await services.delete_old(session, clock.now())
    async with database.reading() as session:
        kept = list((await session.execute(select(col(SessionRow.token_hash)))).scalars())
        acts = await record.acts(session)

    assert kept == [queries.token_hash(new)] != [queries.token_hash(old)]
    assert len(acts) == 3
