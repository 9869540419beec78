"""An import after changes by hand: kept and reported, overwritten only when somebody says so."""

from __future__ import annotations

from pathlib import Path

from participation.core.db import Database
from participation.offices import history, keeping
from participation.offices.keeping import Act
from participation.offices.services import Report, import_tables
from tests.offices.files import export_tables
from tests.offices.kept import COUNTY, NOW, OFFICE, SOURCE, opened, saved, settled, with_cells


async def _change(database: Database, phone: str) -> None:
    cells, shown = await opened(database, OFFICE)
    await saved(database, OFFICE, with_cells(cells, "units", phone=phone), shown)


async def _import(database: Database, folder: Path = COUNTY, *, overwrite: bool = False) -> Report:
    async with database.writing() as session:
        return await import_tables(session, folder, NOW, overwrite=overwrite)


async def _phone(database: Database) -> str:
    return (await opened(database, OFFICE))[0]["units"][0]["phone"]


async def test_what_was_changed_by_hand_stays(database: Database) -> None:
    """The same file again changes nothing of it, and says so, each time."""
    await settled(database)
    await _change(database, "0000 99")
    for _ in range(2):
        report = await _import(database)
        assert report.kept == ["unit buergerbuero-lindenau: was changed by hand and stays as it is"]
        assert "  by hand: " + report.kept[0] in report.lines()
        assert await _phone(database) == "0000 99"
        assert report.counts["units"][:3] == (0, 0, 0)


async def test_a_file_with_news_for_the_same_leaf_is_a_conflict(database: Database, tmp_path: Path) -> None:
    """Kept as well, but the report says that the file has something new."""
    await settled(database)
    await _change(database, "0000 99")
    for path in COUNTY.glob("*.csv"):
        text = (
            path.read_text(encoding="utf-8").replace("0000 0123-19", "0000 0123-77").replace("0000 0123-17", "0000 1")
        )
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    report = await _import(database, tmp_path)

    assert report.kept[0].endswith("stays as it is; the file says something new as well")
    assert await _phone(database) == "0000 99"
    assert report.counts["units"][1] == 1  # the other office, which nobody has changed by hand, follows the file


async def test_overwriting_is_asked_for_and_can_be_undone(database: Database) -> None:
    """With overwrite the file counts; the history holds what was there."""
    await settled(database)
    await _change(database, "0000 99")
    report = await _import(database, overwrite=True)
    assert report.kept == ["unit buergerbuero-lindenau: was changed by hand and is overwritten"]
    assert await _phone(database) == "0000 0123-19"
    assert (await _import(database)).kept == []
    async with database.writing() as session:
        latest = await history.latest(session, [OFFICE])
        assert latest is not None
        await keeping.undo(session, latest.number, Act("kim", NOW))

    assert latest.account == "import"
    assert await _phone(database) == "0000 99"
    assert len((await _import(database)).kept) == 1


async def test_exported_and_imported_again_the_file_counts(database: Database, tmp_path: Path) -> None:
    """Once the file says what was entered by hand, it decides again."""
    await settled(database)
    await _change(database, "0000 99")
    async with database.reading() as session:
        await export_tables(session, SOURCE, tmp_path)
    assert (await _import(database, tmp_path)).kept == []
    assert (await _import(database)).kept == []

    assert await _phone(database) == "0000 0123-19"


async def test_what_was_undone_is_no_change(database: Database) -> None:
    """A change taken back by hand does not hold up an import."""
    await settled(database)
    await _change(database, "0000 99")
    await _change(database, "0000 0123-19")

    assert (await _import(database)).kept == []
