"""Models in the database: saved under a name, never changed, and the eight templates of the demo county."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from sqlalchemy import delete, update

from bot.demo import DEMO
from participation.core.db import Database
from participation.offices import queries as offices
from participation.offices.models import Responsibility
from participation.offices.organisation import queries, services
from participation.offices.organisation.comparison import moved, replaced
from participation.offices.organisation.errors import ModelNameTaken
from participation.offices.organisation.models import ModelRow
from participation.offices.organisation.values import Draft, Ground, Plan
from participation.offices.organisation.ways import Ways, places, ways
from tests.offices.kept import settled

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EIGHT = {"arnsberg", "essen", "paderborn", "wuppertal", "vopi", "kgst", "kim", "querschnitt"}


async def _installed(database: Database) -> None:
    await settled(database)
    async with database.writing() as session:
        await services.install(session, DEMO / "models", NOW)


async def _plans(database: Database) -> tuple[Plan, dict[str, Plan], Ground]:
    async with database.reading() as session:
        areas = {area.key: area for area in await offices.areas(session)}
        asked = await offices.attributes(session, await offices.attribute_names(session))
        found = {about.id: await queries.model(session, about.id) for about in await queries.models(session)}
        plans = {id_: model.plan for id_, model in found.items() if model}
        return (
            await queries.current(session, NOW.date()),
            plans,
            Ground(areas, {one.name: one for one in asked}, NOW.date()),
        )


async def test_the_current_tree_is_saved_under_a_name(database: Database) -> None:
    """It comes back as it was, beside the templates and before them; the same name a second time is refused."""
    await _installed(database)
    async with database.writing() as session:
        plan = await queries.current(session, NOW.date())
        id_ = await services.save(session, Draft("", {"de": "Heute"}, {}, plan), "a", NOW)
        with pytest.raises(ModelNameTaken):
            await services.save(session, Draft("", {"de": "HEUTE"}, {}, plan), "a", NOW)
    async with database.reading() as session:
        found = await queries.model(session, id_)
        every = await queries.models(session)

    assert found
    assert (found.plan, found.about.name, found.about.account, found.about.at) == (plan, {"de": "Heute"}, "a", NOW)
    assert [one.template for one in every] == [False] + [True] * 8
    assert {one.id for one in every[1:]} == EIGHT


async def test_two_who_save_the_same_id_at_once(database: Database) -> None:
    """One of them is told that the name is taken; the key decides, not a look beforehand."""

    async def one(name: str) -> bool:
        try:
            async with database.writing() as session:
                await services.save(session, Draft("same", {"de": name}, {}, Plan((), ())), "a", NOW)
        except ModelNameTaken:
            return False
        return True

    assert sorted(await asyncio.gather(one("A"), one("B"), one("C"))) == [False, False, True]


async def test_templates_stay_as_they_are(sqlite: Database) -> None:
    """A second first start changes nothing."""
    await _installed(sqlite)
    async with sqlite.writing() as session:
        assert await services.install(session, DEMO / "models", NOW) == 8
        assert len(await queries.models(session)) == 8


async def test_templates_speak_of_the_day_in_berlin(sqlite: Database) -> None:
    """Half an hour after midnight what begins today counts already; what begins tomorrow does not, nor do its tasks."""
    await settled(sqlite)
    tasks = []
    for begins in (date(2026, 11, 24), date(2026, 11, 25)):
        async with sqlite.writing() as session:
            await session.execute(update(Responsibility).values(valid_from=begins))
            await session.execute(delete(ModelRow))
            await services.install(session, DEMO / "models", datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
            found = await queries.model(session, "essen")
            tasks.append(len(found.plan.tasks) if found else 0)

    assert tasks[0] > tasks[1] == 0


def _numbers(found: Ways) -> tuple[float, ...]:
    return tuple(found.mean(what) for what in ("units", "departments", "handed", "across"))


async def test_the_eight_are_true_to_their_description(sqlite: Database) -> None:
    """Every service keeps an office for every bundle; each differs from today and from every other; the known effects show."""
    await _installed(sqlite)
    now, plans, ground = await _plans(sqlite)
    whole = {"now": now, **plans}
    seen: dict[str, dict[str, tuple[float, ...]]] = {}
    for id_, plan in whole.items():
        for bundle in queries.bundles():
            found = ways(bundle, plan, places([*whole.values()], bundle, ground), ground, {})
            assert found.span("nobody") == (0, 0), (id_, bundle.id)
            seen.setdefault(id_, {})[bundle.id] = _numbers(found)
    for id_ in plans:
        assert len(moved(now, plans[id_], ground, {})) >= 10, id_
    for one, other in combinations(whole, 2):
        assert moved(whole[one], whole[other], ground, {}), (one, other)
        assert replaced(whole[one], whole[other]), (one, other)
    units, handed = 0, 2
    asylum = {id_: found["asylum-seeker"] for id_, found in seen.items()}
    assert asylum["kgst"][units] < asylum["now"][units]  # one counter first ...
    assert asylum["kgst"][handed] == max(
        found[handed] for found in asylum.values()
    )  # ... and the back office behind it
    assert asylum["vopi"][units] < asylum["now"][units]  # one integrated unit ...
    assert seen["vopi"]["family"][handed] < seen["now"]["family"][handed]  # ... that hands nothing on
    assert asylum["paderborn"][units] == min(found[units] for found in asylum.values())  # no separation of programmes
    assert asylum["wuppertal"][1] < asylum["now"][1]  # bundled in one department
    assert asylum["kim"][units] == asylum["now"][units]  # the offices stay ...
    assert asylum["kim"][3] > asylum["now"][3]  # ... and work with case management
    assert seen["querschnitt"]["family"][1] == min(
        found["family"][1] for found in seen.values()
    )  # the municipalities do it


async def test_only_what_is_valid_on_the_day_counts(database: Database) -> None:
    """A task that begins later or has ended is not there yet, or no longer; one on its first and last day is."""
    await settled(database)
    days = {"before": (date(2026, 1, 1), date(2026, 11, 22)), "last": (date(2026, 1, 1), date(2026, 11, 23)), "first": (date(2026, 11, 23), None), "later": (date(2026, 11, 24), None)}  # fmt: skip
    same = {"source": "demo-county", "service": "vaccination", "area": "", "role": "counselling", "unit": "ki"}
    async with database.writing() as session:
        for when, (since, until) in days.items():
            session.add(Responsibility(**same, when=f"status={when}", valid_from=since, valid_until=until))
    async with database.reading() as session:
        plan = await queries.current(session, date(2026, 11, 23))

    assert [task.when for task in plan.tasks if task.when.startswith("status=") and task.unit == "ki"] == [
        "status=first",
        "status=last",
    ]
