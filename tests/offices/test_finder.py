"""The finder with its data: one index for all, renewed when the data change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from participation.core.db import Database
from participation.offices import finder
from participation.offices.leaves import Leaf
from participation.offices.matching import Matcher
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.offices.kept import OFFICE, SOURCE, opened, saved, settled, with_cells

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PATIENCE = 30


@contextmanager
def caplog_of(log: logging.Logger) -> Iterator[list[str]]:
    """What a logger says during the block."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # as short as it gets
    log.addHandler(handler)
    try:
        yield said
    finally:
        log.removeHandler(handler)


async def take_in(database: Database, folder: Path) -> None:
    async with database.writing() as session:
        await import_tables(session, folder, NOW, CATALOGUE)


def changed(folder: Path, old: str, new: str) -> Path:
    """A copy of the catalogue in which people call something otherwise."""
    for path in CATALOGUE_FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace(old, new) if path.stem == "phrases" else text, encoding="utf-8")
    return folder


async def test_what_people_write_is_recognised(sqlite: Database) -> None:
    """Candidates carry their names and are ordered; nonsense gives none."""
    await take_in(sqlite, CATALOGUE_FOLDER)
    async with sqlite.reading() as session:
        found = await finder.recognise(session, "kindergeld für mein baby", "de")
        strange = await finder.recognise(session, "qwxz", "de")

    assert found.candidates[0].slug == "child-benefit"
    assert found.candidates[0].names["de"] == "Kindergeld"
    assert strange == finder.Recognised((), sure=False)


async def test_the_index_is_kept_and_renewed_after_an_import(sqlite: Database, tmp_path: Path) -> None:
    """Later calls use the same index; after an import a new one knows the new words, in every process that asks."""
    await take_in(sqlite, CATALOGUE_FOLDER)
    async with sqlite.reading() as session:
        before = await finder.matcher(session)
        assert await finder.matcher(session) is before
        assert not (await finder.recognise(session, "quaxzyrp", "de")).candidates
    await take_in(sqlite, changed(tmp_path, "child-benefit,de,Geld für Kinder", "child-benefit,de,Quaxzyrp"))
    async with sqlite.reading() as session:
        after = await finder.matcher(session)
        found = await finder.recognise(session, "quaxzyrp", "de")

    assert after is not before
    assert found.candidates[0].slug == "child-benefit"


async def test_an_empty_database_recognises_nothing(sqlite: Database) -> None:
    """Before the first import every question is answered with: not known."""
    async with sqlite.reading() as session:
        assert await finder.recognise(session, "Kindergeld", "de") == finder.Recognised((), sure=False)


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "x" * 4_000_000, "\u202e\u2067", "'; drop table office_service; --"]
)
async def test_hostile_texts_are_only_texts(database: Database, text: str) -> None:
    """Whatever is written, the finder answers, and the data are as before."""
    await take_in(database, CATALOGUE_FOLDER)
    async with database.reading() as session:
        assert len((await finder.recognise(session, text, "de")).candidates) <= 3
        assert (await finder.recognise(session, "Kindergeld", "de")).sure


async def test_the_index_stays_while_no_phrase_is_another(sqlite: Database) -> None:
    """A clerk who corrects a telephone number makes nobody wait for a new index; a new phrase is known at once."""
    await settled(sqlite)
    async with sqlite.reading() as session:
        before = await finder.matcher(session)
    cells, shown = await opened(sqlite, OFFICE)
    await saved(sqlite, OFFICE, with_cells(cells, "units", phone="0000 99"), shown)
    async with sqlite.reading() as session:
        same = await finder.matcher(session)
    phrases = Leaf("phrases", "register-address")
    cells, shown = await opened(sqlite, phrases)
    await saved(sqlite, phrases, with_cells(cells, "phrases", phrase="quibblewort"), shown)
    async with sqlite.reading() as session:
        found = await finder.recognise(session, "quibblewort", "en")

    assert same is before
    assert found.candidates[0].slug == "register-address"


async def _said(database: Database, phrase: str) -> None:
    """A clerk adds what people call the registration of an address."""
    leaf = Leaf("phrases", "register-address")
    cells, shown = await opened(database, leaf)
    row = {"source": SOURCE, "service": leaf.key, "language": "en", "phrase": phrase}
    await saved(database, leaf, {"phrases": [*cells["phrases"], row]}, shown)


async def _found(database: Database, text: str) -> list[str]:
    async with database.reading() as session:
        return [one.slug for one in (await finder.recognise(session, text, "en")).candidates]


async def test_the_old_index_answers_while_a_new_one_is_built(database: Database) -> None:
    """Nobody waits for the new index; once it is built it answers. The control, without renewal, waits for it at once."""
    await settled(database)
    renewing, stop = finder.Renewing(database), asyncio.Event()
    running = asyncio.create_task(renewing.run(stop))
    async with asyncio.timeout(PATIENCE):
        while renewing.index is None:  # noqa: ASYNC110  a thread builds it
            await asyncio.sleep(0.01)
        before = renewing.index
        await _said(database, "quibblewort")
        async with database.reading() as session:
            meanwhile = await finder.matcher(session)
        while "register-address" not in await _found(database, "quibblewort"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    stop.set()
    await running
    await _said(database, "snorzelplatz")

    assert meanwhile is before
    assert renewing.index is not before
    assert await _found(database, "snorzelplatz") == ["register-address"]


async def test_a_new_phrase_is_known_before_anybody_asks(database: Database) -> None:
    """Who renews the index looks by itself, so that the first who asks is not the one who gets the old answer."""
    await settled(database)
    renewing, stop = finder.Renewing(database), asyncio.Event()
    running = asyncio.create_task(renewing.run(stop))
    async with asyncio.timeout(PATIENCE):
        while renewing.index is None:  # noqa: ASYNC110  a thread builds it
            await asyncio.sleep(0.01)
        before = renewing.index
        await _said(database, "quibblewort")
        while renewing.index is before:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    found = await _found(database, "quibblewort")
    stop.set()
    await running

    assert found == ["register-address"]


async def test_the_old_index_stays_while_the_database_is_away(sqlite: Database) -> None:
    """What cannot be read is read later: the renewal goes on, and is told of once each time."""
    await settled(sqlite)
    renewing = finder.Renewing(sqlite)
    await renewing.renew()
    index = renewing.index
    async with sqlite.writing() as session:
        await session.execute(text("alter table office_import rename to away"))
    stop, running = asyncio.Event(), None
    with caplog_of(finder.log) as said:
        running = asyncio.create_task(renewing.run(stop))
        async with asyncio.timeout(PATIENCE):
            while not said:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        async with sqlite.writing() as session:
            await session.execute(text("alter table away rename to office_import"))
        renewing.noticed.set()
    stop.set()
    await running

    assert renewing.index is index
    assert "OperationalError" in said[0]


def test_a_matcher_built_with_rests_is_the_same() -> None:
    """Rests change when it is ready, and nothing else."""
    phrases = [(f"s{number % 7}", "de", f"Wort{number} und Satz {number * 3}") for number in range(500)]
    fast, slow = Matcher(phrases), Matcher(phrases, 0.0001)

    for asked in ("wort3 satz 9", "wort 499", "satz"):
        assert fast.match(asked, "de") == slow.match(asked, "de")
