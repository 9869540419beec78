"""Broken files: each names file, place and field, and the data stay as they were, also after `kill -9`."""

from __future__ import annotations

import asyncio
import json
import sys
import zipfile
from asyncio.subprocess import PIPE
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from participation.core.db import Database, sqlite_url
from participation.offices import queries
from participation.offices.errors import BadTables
from participation.offices.formats import dldb, tables
from participation.offices.models import Responsibility, UnitRow
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables, unwatched
from tests.offices.files import export_tables, import_dldb
from tests.offices.tiny_dldb import LOCATIONS, SERVICES, Entries, tiny_export
from tests.support.shared import shared_data

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _with(**fields: object) -> Entries:
    return [SERVICES[0] | fields, *SERVICES[1:]]


BROKEN: list[tuple[Entries | str | bytes, str]] = [
    (b'{"data": [{"id": "1", "name": "\xfc"}]}', "dldb_services_de.json, row 1: not UTF-8 (byte 31)"),
    ('{"data": [\n{"id": "1",}]}', "dldb_services_de.json, row 2, column 12: no JSON"),
    ('{"data": {}}', "dldb_services_de.json, field data: must be a list"),
    ("[]", "dldb_services_de.json, field data: must be a list"),
    ("[" * 100_000, "dldb_services_de.json: no usable JSON (nested too deeply)"),
    ('{"data": ' + "[" * 60 + "]" * 60 + "}", "dldb_services_de.json: nested more than 40 levels deep"),
    ('{"data": [NaN]}', "dldb_services_de.json: no usable JSON (NaN is no number)"),
    (f'{{"data": [{"1" * 5000}]}}', "dldb_services_de.json: no usable JSON"),
    ('{"datacount": 3, "data": []}', "dldb_services_de.json, field datacount: says 3 entries, there are 0"),
    ('{"data": ["x"]}', "dldb_services_de.json, entry 1: must be an object"),
    (_with(id=None), "dldb_services_de.json, entry 1, field id: must not be empty"),
    (_with(id="x1"), "dldb_services_de.json, entry 1, field id: 'x1' is no number"),
    (_with(id="3"), "dldb_services_de.json, entry 6, field id: 3 is the id of entry 1 too"),
    (_with(name=""), "dldb_services_de.json, entry 1, field name: must not be empty"),
    (_with(name=7), "dldb_services_de.json, entry 1, field name: must be a text"),
    (_with(name="a\x00b"), "dldb_services_de.json, entry 1, field name: must be a text"),
    (_with(name="\ud800"), "dldb_services_de.json, entry 1, field name: must be a text"),
    (_with(locations={"a": 1}), "dldb_services_de.json, entry 1, field locations: must be a list of objects"),
    (_with(locations=[{}]), "dldb_services_de.json, entry 1, field location: must not be empty"),
]


@pytest.mark.parametrize(("services", "said"), BROKEN)
async def test_a_broken_export_is_named_and_changes_nothing(
    sqlite: Database, tmp_path: Path, services: Entries | str | bytes, said: str
) -> None:
    """File, entry and field are in the message; the data that were there are there still."""
    async with sqlite.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_dldb(session, tiny_export(tmp_path / "good"), NOW)
        before = await queries.data_version(session)
    with pytest.raises(BadTables) as refused:
        async with sqlite.writing() as session:
            await import_dldb(session, tiny_export(tmp_path / "bad", services=services), NOW)

    assert any(said in problem for problem in refused.value.problems), refused.value.problems
    async with sqlite.reading() as session:
        assert await queries.data_version(session) == before


def test_huge_missing_and_packed_exports_are_refused(tmp_path: Path) -> None:
    """100 MB are not read; a file that is not there and a zip in place of the folder are named."""
    folder = tiny_export(tmp_path / "x")
    with (folder / "dldb_services_de.json").open("wb") as file:
        file.truncate(100_000_000)
    (folder / "dldb_topic_de.json").unlink()
    packed = tmp_path / "x.zip"
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("dldb_services_de.json", "{}")
    with pytest.raises(BadTables) as refused:
        dldb.read(folder, unwatched)
    assert refused.value.problems == [
        "dldb_services_de.json: larger than 50 MB; is it the right file?",
        "dldb_topic_de.json: is not there; the folder must hold it",
    ]
    with pytest.raises(BadTables) as refused:
        dldb.read(packed, unwatched)

    assert "x.zip: must be the folder of an export" in refused.value.problems[0]


def test_every_strange_json_is_refused_or_empty(tmp_path: Path) -> None:
    """No file of the JSON test suite, good or bad, brings the reading down."""
    files = sorted(shared_data("badinput/json/JSONTestSuite/test_parsing").glob("*.json"))
    assert len(files) > 300
    for strange in files:
        with pytest.raises(BadTables) as refused:
            dldb.read(tiny_export(tmp_path / "x", services=strange.read_bytes()), unwatched)
        assert refused.value.problems[0].startswith("dldb_services_de.json"), strange.name


def test_every_strange_csv_is_refused_with_its_row(tmp_path: Path) -> None:
    """No odd table passes for one of ours, and none brings the reading down."""
    odd = shared_data("badinput/csv")
    files = sorted([*odd.rglob("*.csv"), *odd.rglob("csv-payload.txt")])
    assert len(files) > 10
    for strange in files:
        (tmp_path / "services.csv").write_bytes(strange.read_bytes())
        with pytest.raises(BadTables) as refused:
            tables.read(tmp_path)
        assert refused.value.problems[0].startswith("services.csv, row 1"), strange.name


async def test_what_looks_like_a_formula_is_only_words(sqlite: Database, tmp_path: Path) -> None:
    """Injected formulas are kept letter by letter, neither run nor altered, and leave as they came."""
    payloads = shared_data("badinput/csv/csv-injection-payloads/Intruder/csv-payload.txt").read_text(encoding="utf-8")
    said = sorted({line for line in payloads.splitlines() if line})
    rows = tables.read(CATALOGUE_FOLDER)
    rows["phrases"] += [{"service": "child-benefit", "language": "de", "phrase": phrase} for phrase in said]
    tables.write(rows, tmp_path / "in")
    async with sqlite.writing() as session:
        await import_tables(session, tmp_path / "in", NOW, CATALOGUE)
        await export_tables(session, CATALOGUE, tmp_path / "out")

    assert said
    assert (tmp_path / "out" / "phrases.csv").read_bytes() == (tmp_path / "in" / "phrases.csv").read_bytes()


def _packed(path: Path, damage: bool = False, twice: bool = False) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in COUNTY.glob("*.csv"):
            zipped.write(file, f"county/{file.name}")
        if twice:
            zipped.write(COUNTY / "units.csv", "other/units.csv")
    if damage:
        content = bytearray(path.read_bytes())
        content[len(content) // 3 : len(content) // 3 + 40] = bytes(40)
        path.write_bytes(content)
    return path


def test_damaged_zips_and_tables_that_come_twice_are_named(tmp_path: Path) -> None:
    """A broken packing is a message, not a crash; of two units.csv none is taken silently."""
    with pytest.raises(BadTables) as refused:
        tables.read(_packed(tmp_path / "damaged.zip", damage=True))
    assert "damaged.zip: the zip file is damaged or locked" in refused.value.problems[-1]
    with pytest.raises(BadTables) as refused:
        tables.read(_packed(tmp_path / "twice.zip", twice=True))
    assert "units.csv: is in there twice; keep one" in refused.value.problems
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "units.csv").mkdir()
    with pytest.raises(BadTables) as refused:
        tables.read(tmp_path / "f")

    assert "units.csv: cannot be read" in refused.value.problems[0]


IN_THE_MIDDLE = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from participation.core.db import Database
from participation.offices.formats import kinds
from participation.offices.importing import take

def watch(what, done, of):
    if what == "tables" and done == of:
        print("written, not committed", flush=True)
        sys.stdin.read()

async def run():
    async with Database(sys.argv[1]).writing() as session:
        await take(session, kinds.read("dldb", Path(sys.argv[2]), watch), datetime.now(UTC), watch)

asyncio.run(run())
"""


async def _units_and_rules(database: Database) -> tuple[int, int]:
    async with database.reading() as session:
        counted = [
            (await session.execute(select(func.count()).select_from(model))).scalar_one()
            for model in (UnitRow, Responsibility)
        ]
    return counted[0], counted[1]


@pytest.mark.parametrize("killed", [True, False])
async def test_after_kill_minus_nine_the_data_are_as_before(sqlite_file: Path, tmp_path: Path, killed: bool) -> None:
    """A process shot when all is written and nothing committed leaves no row; the control, let live, leaves them all."""
    url = sqlite_url(sqlite_file)
    database = Database(url)
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_dldb(session, tiny_export(tmp_path / "old", locations=LOCATIONS[:4]), NOW)
    before = await _units_and_rules(database)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IN_THE_MIDDLE, url, str(tiny_export(tmp_path / "new")), stdin=PIPE, stdout=PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert await process.stdout.readline() == b"written, not committed\n"
    if killed:
        process.kill()
    process.stdin.close()
    await asyncio.wait_for(process.wait(), 60)
    after = await _units_and_rules(database)
    await database.close()

    assert (after == before) is killed


def test_a_wrong_list_in_the_shipped_shape_is_no_export(tmp_path: Path) -> None:
    """An export of another sort, here a list of strings, is refused with each entry named."""
    content = json.dumps({"data": ["a", "b"]})
    with pytest.raises(BadTables) as refused:
        dldb.read(tiny_export(tmp_path / "x", topic=content), unwatched)

    assert refused.value.problems == [f"dldb_topic_de.json, entry {n}: must be an object" for n in (1, 2)]
