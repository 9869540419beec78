"""A chat that writes too much is told once; one message of a chat is answered at a time."""

from __future__ import annotations

import asyncio

import pytest

from bot.talk.crowd import WAITING, Crowd, TooManyMessages, Turnstile
from bot.talk.pace import Pace


class Moved:
    """A clock in seconds that stands still until it is moved."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


async def _write(crowd: Crowd, chat: str, ago: float = 0.0) -> str:
    try:
        async with crowd.turn(chat, ago):
            return "heard"
    except TooManyMessages as refusal:
        return "silent" if refusal.told else "told"


async def test_a_flood_is_told_once_and_others_are_heard() -> None:
    """A dozen are heard, the next is told, the rest meet silence; another chat is heard all the while."""
    clock = Moved()
    crowd = Crowd(now=clock)
    said = [await _write(crowd, "flood") for _ in range(100)]

    assert said == ["heard"] * 12 + ["told"] + ["silent"] * 87
    assert await _write(crowd, "calm") == "heard"
    clock.at = crowd.pace.recovery
    assert await _write(crowd, "flood") == "heard"


async def test_a_nervous_person_is_heard_in_a_rush() -> None:
    """Seven short lines at once are no flood even while many others wait; a flood is told after eight."""
    crowd = Crowd(now=Moved())
    crowd.behind = True
    person = [await _write(crowd, "nervous") for _ in range(7)]
    flood = [await _write(crowd, "flood") for _ in range(40)]

    assert person == ["heard"] * 7
    assert flood == ["heard"] * 8 + ["told"] + ["silent"] * 31


async def test_one_message_of_a_chat_at_a_time() -> None:
    """Messages of one chat wait for each other, in order, up to a few; other chats do not wait for them."""
    crowd, going_on, inside, order = Crowd(Pace(100, 1.0)), asyncio.Event(), 0, []

    async def answer(chat: str, number: int) -> str:
        nonlocal inside
        try:
            async with crowd.turn(chat):
                inside += 1
                assert inside == 1
                await going_on.wait()
                order.append(number)
                inside -= 1
        except TooManyMessages:
            return "turned away"
        return "heard"

    talks = [asyncio.create_task(answer("one", number)) for number in range(WAITING + 3)]
    await asyncio.sleep(0)
    assert await _write(crowd, "other") == "heard"
    going_on.set()
    said = await asyncio.gather(*talks)

    assert said == ["heard"] * WAITING + ["turned away"] * 3
    assert order == list(range(WAITING))
    assert not crowd._turns


async def test_control_without_turns_they_answer_at_once() -> None:
    """What the test above would see without the turns: two of one chat inside together."""
    inside, most, both = 0, 0, asyncio.Event()

    async def answer() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        if inside == 2:
            both.set()
        await both.wait()

    await asyncio.gather(answer(), answer())
    assert most == 2


async def test_a_turn_that_fails_lets_the_next_go_on() -> None:
    """An error inside, or whoever hangs up while waiting, keeps nobody out."""
    crowd = Crowd(Pace(100, 1.0))
    with pytest.raises(RuntimeError):
        async with crowd.turn("one"):
            raise RuntimeError
    blocked = asyncio.Event()

    async def wait() -> None:
        async with crowd.turn("one"):
            await blocked.wait()

    tasks = [asyncio.create_task(wait()) for _ in range(3)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert await _write(crowd, "one") == "heard"
    assert not crowd._turns


async def test_who_has_written_least_goes_first() -> None:
    """Of those who wait the smallest rank goes first, then who came first; whoever gives up keeps no place."""
    door, order, leave = Turnstile(1), [], asyncio.Event()

    async def go(name: str, rank: float) -> None:
        async with door.inside(rank):
            await leave.wait()
            order.append(name)

    tasks = []
    for name, rank in (
        ("first", 9.0),
        ("flood", 5.0),
        ("calm", 0.0),
        ("gone", 0.0),
        ("later", 0.0),
        ("flood too", 5.0),
    ):
        tasks.append(asyncio.create_task(go(name, rank)))
        await asyncio.sleep(0)
    tasks[3].cancel()
    leave.set()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert order == ["first", "calm", "later", "flood", "flood too"]
    async with asyncio.timeout(1), door.inside(0.0):
        pass


async def test_whoever_is_let_in_while_giving_up_passes_it_on() -> None:
    """A place given to somebody who is cancelled in the same moment goes to the next."""
    door = Turnstile(1)
    async with door.inside(0.0):
        one, other = (asyncio.create_task(_pass(door)) for _ in range(2))
        await asyncio.sleep(0)
    one.cancel()
    async with asyncio.timeout(1):
        await asyncio.gather(one, other, return_exceptions=True)

    assert other.result() == "through"


async def _pass(door: Turnstile) -> str:
    async with door.inside(0.0):
        return "through"


async def test_what_waited_counts_for_when_it_was_written() -> None:
    """A dozen and more, written over minutes while we were away, are heard at once; and what comes just now, too."""
    crowd = Crowd(now=Moved())
    crowd.behind = True
    waited = [await _write(crowd, "one", ago) for ago in range(600, 10, -45)]

    assert len(waited) > 12
    assert {*waited, await _write(crowd, "one")} == {"heard"}


@pytest.mark.parametrize("ago", [-1e9, -60.0, 60.0, 1e9])
async def test_a_flood_with_one_date_is_a_flood(ago: float) -> None:
    """Written at the same moment: in the future, a minute ago, or before there was a Telegram."""
    crowd = Crowd(now=Moved())
    said = [await _write(crowd, "flood", ago) for _ in range(40)]

    assert said == ["heard"] * 12 + ["told"] + ["silent"] * 27


async def test_dates_far_apart_open_no_hole() -> None:
    """Years between the dates count as a day at most, and whoever goes back in time gains nothing."""
    crowd = Crowd(Pace(2, 86_400.0), now=Moved())
    years = [await _write(crowd, "forged", ago * 3e7) for ago in range(40, 1, -1)]
    crowd = Crowd(now=Moved())
    back = [await _write(crowd, "backwards", 60.0 + ago) for ago in range(40)]

    assert years.count("heard") == 2
    assert back.count("heard") <= 12


async def test_what_could_not_be_answered_does_not_count() -> None:
    """The database is away and the update comes again and again: it is one message all the same."""
    crowd = Crowd(now=Moved())
    for _ in range(50):
        with pytest.raises(OSError, match="away"):
            async with crowd.turn("one"):
                raise OSError("away")

    assert await _write(crowd, "one") == "heard"
