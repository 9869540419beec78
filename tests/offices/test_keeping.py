"""Changes by hand: checked, never over each other, on their day, and undone."""

from __future__ import annotations

import asyncio

import pytest

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.offices import history, keeping, leaves, queries, units
from participation.offices.errors import ChangedMeanwhile, NotConsistent
from participation.offices.leaves import Leaf
from tests.offices.kept import HOURS, NOW, OFFICE, RULES, SOURCE, opened, saved, settled, with_cells
from tests.support.chat import Chatter

BACKWARDS = {"valid_from": "2027-03-01", "valid_until": "2027-02-28"}


async def test_a_change_is_there_at_once_and_in_the_history(database: Database) -> None:
    """The new number is read, caches are told, and the history knows before, after and who."""
    await settled(database)
    cells, shown = await opened(database, OFFICE)
    async with database.reading() as session:
        version = await queries.data_version(session)
    await saved(database, OFFICE, with_cells(cells, "units", phone="0000 99"), shown)

    async with database.reading() as session:
        unit = await units.unit(session, OFFICE.key)
        change = await history.latest(session, [OFFICE])
        assert await queries.data_version(session) != version
    assert unit is not None
    assert unit.phone == "0000 99"
    assert change is not None
    assert change.account == "kim"
    (cell,) = leaves.differences(change.before, change.after)
    assert (cell.field, cell.before, cell.after) == ("phone", "0000 0123-19", "0000 99")


async def test_saving_what_is_there_is_no_change(database: Database) -> None:
    """Pressing save without a change leaves no trace."""
    await settled(database)
    cells, shown = await opened(database, OFFICE)

    assert await saved(database, OFFICE, cells, shown) == []
    async with database.reading() as session:
        assert await history.latest(session, [OFFICE]) is None


@pytest.mark.parametrize(
    ("leaf", "table", "fields", "field", "said"),
    [
        (OFFICE, "units", {"parent": "nowhere"}, "parent", "is not in units.csv"),
        (OFFICE, "units", {"parent": OFFICE.key}, "parent", "its own parent in a circle"),
        (OFFICE, "units", {"wheelchair": "perhaps"}, "wheelchair", "does not fit; it must be one of yes, no, partly"),
        (OFFICE, "units", {"name": ""}, "name", "must not be empty"),
        (HOURS, "opening", {"closes": "07:00"}, "closes", "closes before it opens"),
        (HOURS, "opening", {"opens": "8 o'clock"}, "opens", "is no time"),
        (HOURS, "opening", {"valid_from": "31.12.2026"}, "valid_from", "is no date"),
        (RULES, "responsibilities", {"unit": "nowhere"}, "unit", "is not in units.csv"),
        (RULES, "responsibilities", {"area": "000000000000"}, "area", "neither in areas.csv"),
        (RULES, "responsibilities", {"when": "shoe-size=44"}, "when", "is not in attributes.csv"),
        (RULES, "responsibilities", {"when": "status"}, "when", "is no condition"),
        (
            RULES,
            "responsibilities",
            {"when": "status=asylumseeker"},
            "when",
            "is no answer to 'status'; the answers are",
        ),
        (RULES, "responsibilities", {"area": "postcode:0441"}, "area", "neither in areas.csv"),
        (RULES, "responsibilities", BACKWARDS, "valid_until", "ends before it begins"),
        (HOURS, "opening", BACKWARDS, "valid_until", "ends before it begins"),
        (RULES, "responsibilities", {"reason": "because"}, "reason", "is not in reasons.csv"),
    ],
)
async def test_what_an_import_refuses_is_refused_here(
    sqlite: Database, leaf: Leaf, table: str, fields: dict[str, str], field: str, said: str
) -> None:
    """Each mistake is named with its row and field, and nothing is changed."""
    await settled(sqlite)
    cells, shown = await opened(sqlite, leaf)
    with pytest.raises(NotConsistent) as refused:
        await saved(sqlite, leaf, with_cells(cells, table, 0, **fields), shown)

    problem = refused.value.problems[0]
    assert (problem.table, problem.field) == (table, field)
    assert said in problem.said
    assert (await opened(sqlite, leaf))[1] == shown


async def test_a_row_twice_and_a_circle_further_up(sqlite: Database) -> None:
    """The same key cannot be there twice; a department cannot be moved below its own section."""
    await settled(sqlite)
    cells, shown = await opened(sqlite, RULES)
    rows = cells["responsibilities"]
    with pytest.raises(NotConsistent, match="there twice"):
        await saved(sqlite, RULES, {"responsibilities": [*rows, rows[0]]}, shown)
    town = Leaf("unit", "lindenau")
    cells, shown = await opened(sqlite, town)
    with pytest.raises(NotConsistent, match="in a circle"):
        await saved(sqlite, town, with_cells(cells, "units", parent=OFFICE.key), shown)


async def test_a_unit_goes_only_when_nobody_needs_it(sqlite: Database) -> None:
    """An office that answers for something stays; a new one can be taken out again."""
    await settled(sqlite)
    _, shown = await opened(sqlite, OFFICE)
    with pytest.raises(NotConsistent, match=r"still named in responsibilities\.csv"):
        await saved(sqlite, OFFICE, {"units": [], "unit_texts": []}, shown)
    cells, _ = await opened(sqlite, OFFICE)
    new = Leaf("unit", "new-office")
    row = {**cells["units"][0], "id": "new-office", "name": "Neu"}
    _, shown = await opened(sqlite, new)
    await saved(sqlite, new, {"units": [row], "unit_texts": []}, shown)
    _, shown = await opened(sqlite, new)
    await saved(sqlite, new, {"units": [], "unit_texts": []}, shown)

    async with sqlite.reading() as session:
        assert await units.unit(session, "new-office") is None


async def test_of_two_clerks_the_second_is_told(database: Database) -> None:
    """Eight save the same leaf at once: one is in, seven read who was faster. With what is there now the next one may."""
    await settled(database)
    cells, shown = await opened(database, OFFICE)

    async def one(number: int) -> bool | ChangedMeanwhile:
        try:
            return bool(
                await saved(database, OFFICE, with_cells(cells, "units", phone=f"0000 {number}"), shown, f"c{number}")
            )
        except ChangedMeanwhile as refused:
            return refused

    told = await asyncio.gather(*(one(number) for number in range(8)))
    now_there, fresh = await opened(database, OFFICE)
    (winner,) = [number for number, said in enumerate(told) if said is True]

    assert now_there["units"][0]["phone"] == f"0000 {winner}"
    assert {refused.by.account for refused in told if isinstance(refused, ChangedMeanwhile) and refused.by} == {
        f"c{winner}"
    }
    assert await saved(database, OFFICE, with_cells(now_there, "units", phone="0000 9"), fresh)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_without_the_lock_one_would_be_overwritten(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control on PostgreSQL: two who have both compared before either writes are both let in, and nobody is told."""
    both, real = asyncio.Barrier(2), keeping.problems

    async def unlocked(_session: object) -> None: ...

    async def together(*given: object) -> object:
        await both.wait()
        return await real(*given)  # type: ignore[arg-type]  # handed on as it came

    leaf = Leaf("hours", "abh-a-k")
    await settled(database)
    cells, shown = await opened(database, leaf)
    monkeypatch.setattr(keeping, "lock", unlocked)
    monkeypatch.setattr(keeping, "problems", together)
    first, second = ({**cells, "closures": [_closure(leaf.key, day)]} for day in ("2026-12-07", "2026-12-08"))
    done = await asyncio.wait_for(
        asyncio.gather(*(saved(database, leaf, wanted, shown) for wanted in (first, second))), timeout=20
    )

    assert all(done)


def _closure(unit: str, day: str) -> dict[str, str]:
    return {
        "source": SOURCE, "unit": unit, "first": day, "last": day, "reason": "Umzug", "opens": "", "closes": ""
    }  # fmt: skip


async def test_the_bot_follows_on_the_day(sqlite: Database, clock: SetClock) -> None:
    """A move entered in November for 1 December is told from that day on, and not a day before."""
    await settled(sqlite)
    cells, shown = await opened(sqlite, RULES)
    rows = cells["responsibilities"]
    old = next(row for row in rows if row["unit"] == "buergerbuero-lindenau" and row["role"] == "front")
    ends = {**old, "valid_until": "2026-11-30"}
    begins = {**old, "unit": "buergerbuero-birkenstadt", "valid_from": "2026-12-01"}
    await saved(sqlite, RULES, {"responsibilities": [ends if row == old else row for row in rows] + [begins]}, shown)
    chatter = Chatter(sqlite, clock)

    async def office() -> str:
        said = ""
        for text in ("/cancel", "register my address", "Lindenau"):
            said += "\n".join(reply.text for reply in await chatter.says(text))
        return said

    clock.at = NOW.replace(day=30)
    assert "Citizens’ office Lindenau" in await office()
    clock.at = NOW.replace(month=12, day=1)
    assert "Citizens’ office Birkenstadt" in await office()


async def test_hours_change_on_their_day(database: Database) -> None:
    """The same opening time may end later from a day on: both periods stand side by side."""
    await settled(database)
    cells, shown = await opened(database, HOURS)
    old = cells["opening"][0]
    new = {**old, "closes": "13:00", "valid_from": "2026-12-01"}
    rows = [{**row, "valid_until": "2026-11-30"} if row == old else row for row in cells["opening"]]
    await saved(database, HOURS, {**cells, "opening": [*rows, new]}, shown)

    async with database.reading() as session:
        unit = await units.unit(session, HOURS.key)
    assert unit is not None
    alike = [
        period
        for period in unit.periods
        if (period.weekday, f"{period.opens:%H:%M}") == (int(old["weekday"]), old["opens"])
    ]
    assert [f"{period.closes:%H:%M}" for period in alike] == [old["closes"], "13:00"]
    assert alike[0].valid_from is None


async def test_a_new_word_is_understood_at_once(sqlite: Database, clock: SetClock) -> None:
    """The finder's index follows a phrase added by hand."""
    await settled(sqlite)
    chatter, leaf = Chatter(sqlite, clock), Leaf("phrases", "register-address")
    assert "I understand" not in str(await chatter.says("quibblewort"))
    cells, shown = await opened(sqlite, leaf)
    row = {"source": SOURCE, "service": leaf.key, "language": "en", "phrase": "quibblewort"}
    await saved(sqlite, leaf, {"phrases": [*cells["phrases"], row]}, shown)
    await chatter.says("/cancel")

    assert "I understand: Register" in str(await chatter.says("quibblewort"))
