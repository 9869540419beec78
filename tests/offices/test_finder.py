"""The finder with its data: one index for all, renewed when the data change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from participation.core.db import Database
from participation.offices import finder
from participation.offices.leaves import Leaf
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.offices.kept import OFFICE, opened, saved, settled, with_cells

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


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
