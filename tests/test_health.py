"""Machines learn whether people can be answered here, and figures that name nobody."""

from __future__ import annotations

import json

from aiohttp.test_utils import make_mocked_request
from sqlalchemy import text

from bot.health import Health
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.outbox import Message, give_up, owe
from tests.support.chat import Chatter

SHOWN = ("webchat",)


async def _asked(health: Health, path: str = "/healthz") -> tuple[int, dict[str, object]]:
    response = await health.healthz(make_mocked_request("GET", path))
    assert isinstance(response.body, bytes)
    return response.status, json.loads(response.body)


async def test_all_is_well(database: Database, clock: SetClock) -> None:
    """A migrated database that answers is 200, and the answer holds no secret."""
    status, told = await _asked(Health(database, clock, SHOWN))

    assert (status, told) == (
        200, {"database": True, "migrations": True, "stopping": False, "room": True, "oldest_owed_seconds": 0},
    )  # fmt: skip


async def test_whoever_stops_is_not_asked_any_more(database: Database, clock: SetClock) -> None:
    """From the signal on the process says 503, so that a proxy sends people elsewhere."""
    health = Health(database, clock, SHOWN)
    health.stop.set()

    assert (await _asked(health))[0] == 503


async def test_a_database_without_its_tables_is_not_well(database: Database, clock: SetClock) -> None:
    """A step that is missing is told, and so is a database that does not answer."""
    async with database.writing() as session:
        await session.execute(text("delete from alembic_version"))
    status, told = await _asked(Health(database, clock, SHOWN))
    assert (status, told["database"], told["migrations"]) == (503, True, False)
    away = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    status, told = await _asked(Health(away, clock, SHOWN))
    await away.close()

    assert (status, told["database"]) == (503, False)


async def test_what_waits_too_long_can_be_asked_for(database: Database, clock: SetClock) -> None:
    """The age of the oldest message is told; a monitor that names a limit gets 503 beyond it, a proxy still 200."""
    async with database.writing() as session:
        await owe(session, [Message("telegram", "1", "x"), Message("webchat", "1", "x")], clock.now())
    clock.forward(minutes=11)

    assert (await _asked(Health(database, clock, SHOWN)))[0] == 200
    status, told = await _asked(Health(database, clock, SHOWN), "/healthz?owed=600")
    assert (status, told["oldest_owed_seconds"]) == (503, 660)
    assert (await _asked(Health(database, clock, SHOWN), "/healthz?owed=700"))[0] == 200


async def test_figures_name_nobody(database: Database, clock: SetClock) -> None:
    """Turns, queue and dead letters are counted by kind; no address and no word of a message is in them."""
    chatter = Chatter(database, clock)
    await chatter.says("ein Geheimnis")
    async with database.writing() as session:
        due = await owe(
            session, [Message("telegram", "4711", "Geheimnis"), Message("telegram", "4711", "x")], clock.now()
        )
        await give_up(session, due[0].id, "gone")
    clock.forward(seconds=5)
    response = await Health(database, clock, SHOWN).metrics(make_mocked_request("GET", "/metrics"))
    assert isinstance(response.body, bytes)
    figures = response.body.decode()

    assert 'lotse_outbox_depth{channel="telegram"} 1.0' in figures
    assert 'lotse_dead_letters{channel="telegram",reason="gone"} 1.0' in figures
    assert "lotse_outbox_oldest_seconds 5.0" in figures
    assert 'lotse_turn_seconds_bucket{channel="webchat",le="0.5"}' in figures
    for private in ("4711", "Geheimnis", chatter.address, await chatter.person()):
        assert private not in figures
