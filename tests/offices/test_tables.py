"""The office tables: what goes in comes out unchanged, and what is wrong is named."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from participation.core.db import Database
from participation.offices import queries, units
from participation.offices.errors import BadTables
from participation.offices.formats import tables
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.offices.files import export_tables

COUNTY = CATALOGUE_FOLDER.parents[1] / "demo" / "county"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def _import_both(database: Database) -> None:
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_tables(session, COUNTY, NOW)


async def test_export_gives_back_the_same_bytes(database: Database, tmp_path: Path) -> None:
    """Catalogue and demo county survive import and export byte for byte."""
    await _import_both(database)
    async with database.reading() as session:
        await export_tables(session, CATALOGUE, tmp_path / "catalogue")
        await export_tables(session, "demo-county", tmp_path / "county")

    for folder, given in (("catalogue", CATALOGUE_FOLDER), ("county", COUNTY)):
        assert sorted(path.name for path in (tmp_path / folder).iterdir()) == sorted(
            path.name for path in given.glob("*.csv")
        )
        for path in (tmp_path / folder).iterdir():
            assert path.read_bytes() == (given / path.name).read_bytes(), path.name


async def test_a_second_import_says_what_changed(database: Database, tmp_path: Path) -> None:
    """The report counts rows added, changed, removed and unchanged, and the data version changes."""
    await _import_both(database)
    async with database.reading() as session:
        before = await queries.data_version(session)
    for path in COUNTY.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace("Brückenstraße 12", "Brückenstraße 14"), encoding="utf-8")
    async with database.writing() as session:
        report = await import_tables(session, tmp_path, NOW)
        after = await queries.data_version(session)
        unit = await units.unit(session, "abh-asyl")

    assert report.counts["units"][:3] == (0, 1, 0)
    assert report.counts["opening"][:3] == (0, 0, 0)
    assert before != after
    assert unit is not None
    assert unit.street == "Brückenstraße 14"  # inherited from the unit above


def small(folder: Path, **changed: str) -> Path:
    """Write the smallest tables that go together, but for those changed."""
    folder.mkdir(exist_ok=True)
    content = {
        "region": "source,name,land,language\ntest,Test,NW,de\n",
        "topics": "position,topic,language,name\n1,x,de,X\n",
        "services": "slug,topic,leika,minutes,fee,urgent\ns,x,,10,12.50,no\n",
        "units": "id,parent,name,level,kind,front,street,postcode,city,phone,email,website,languages,wheelchair,note\n"
        'a,,"Amt, eins",county,office,front,,,,,,,,,\n',
        "areas": "key,kind,parent,name,postcodes\n05999000,county,,Kreis,00101\n",
        "responsibilities": "service,area,when,role,unit,valid_from,valid_until,reason\ns,,,front,a,,,\n",
    } | changed
    for name, text in content.items():
        (folder / f"{name}.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


BROKEN = [
    ({"services": "slug,topic\ns,x\n"}, "services.csv, row 1: the columns must be"),
    (
        {"services": "slug,topic,leika,minutes,fee,urgent\ns,x,,ten,,no\n"},
        "services.csv, row 2, field minutes: 'ten' is no number",
    ),
    ({"services": "slug,topic,leika,minutes,fee,urgent\ns,x,,1,abc,no\n"}, "field fee: 'abc' is no amount"),
    (
        {"services": "slug,topic,leika,minutes,fee,urgent\ns,y,,,,no\n"},
        "services.csv, row 2, field topic: 'y' is not in topics.csv",
    ),
    ({"services": "slug,topic,leika,minutes,fee,urgent\ns,x,,,,no\ns,x,,,,no\n"}, "row 3: the same key as row 2: s"),
    ({"services": "slug,topic,leika,minutes,fee,urgent\ns,x,,,\n"}, "row 2: 5 fields instead of 6"),
    (
        {"responsibilities": "service,area,when,role,unit,valid_from,valid_until,reason\ns,,,front,b,,,\n"},
        "field unit: 'b' is not in units.csv",
    ),
    (
        {"responsibilities": "service,area,when,role,unit,valid_from,valid_until,reason\ns,09,,front,a,,,\n"},
        "field area: '09' is neither",
    ),
    (
        {"responsibilities": "service,area,when,role,unit,valid_from,valid_until,reason\ns,,age~3,front,a,,,\n"},
        "field when: 'age~3' is no condition",
    ),
    (
        {"responsibilities": "service,area,when,role,unit,valid_from,valid_until,reason\ns,,age<3,front,a,,,\n"},
        "'age' is not in attributes.csv",
    ),
    (
        {"responsibilities": "service,area,when,role,unit,valid_from,valid_until,reason\ns,,,front,a,31.1.27,,\n"},
        "is no date; write 2027-01-31",
    ),
    (
        {"areas": "key,kind,parent,name,postcodes\n05999000,county,05999001,A,\n05999001,municipality,05999000,B,\n"},
        "is its own parent in a circle",
    ),
    (
        {
            "opening": "unit,weekday,opens,closes,by_appointment,slot_minutes,counters,valid_from,valid_until\na,1,10:00,09:00,no,,,,\n"
        },
        "closes before it opens",
    ),
    (
        {
            "opening": "unit,weekday,opens,closes,by_appointment,slot_minutes,counters,valid_from,valid_until\na,8,10:00,11:00,no,,,,\n"
        },
        "field weekday: '8'",
    ),
    ({"strange": "a,b\n"}, "strange.csv: no such table"),
    ({"services": 'slug,topic,leika,minutes,fee,urgent\n"s,x,,,,no\n'}, "services.csv, row"),
    ({"services": "slug,topic,leika,minutes,fee,urgent\ns\x00,x,,,,no\n"}, "row 2: holds a NUL character"),
    ({"region": ""}, "region.csv"),
]


@pytest.mark.parametrize(("changed", "said"), BROKEN)
async def test_broken_tables_are_named_and_change_nothing(
    sqlite: Database, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    """Every mistake names file, row and field; afterwards the data are as before."""
    async with sqlite.writing() as session:
        await import_tables(session, small(tmp_path / "good"), NOW)
        before = await queries.data_version(session)
    with pytest.raises(BadTables) as refused:
        async with sqlite.writing() as session:
            await import_tables(session, small(tmp_path / "bad", **changed), NOW)

    assert any(said in problem for problem in refused.value.problems), refused.value.problems
    async with sqlite.reading() as session:
        assert await queries.data_version(session) == before


def test_wrong_encoding_names_the_row(tmp_path: Path) -> None:
    """A file saved as Latin-1 is refused with the row of the first wrong byte."""
    folder = small(tmp_path / "x")
    (folder / "services.csv").write_bytes(
        "slug,topic,leika,minutes,fee,urgent\ns,x,,,,no\nü,x,,,,no\n".encode("latin-1")
    )
    with pytest.raises(BadTables) as refused:
        tables.read(folder)

    assert "services.csv, row 3: not UTF-8" in refused.value.problems[0]


def test_huge_files_and_zip_bombs_are_refused_before_reading(tmp_path: Path) -> None:
    """100 MB of table, or a small zip that unpacks to much, cost neither memory nor time."""
    folder = small(tmp_path / "x")
    with (folder / "phrases.csv").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(BadTables) as refused:
        tables.read(folder)
    assert "phrases.csv: larger than 20 MB" in refused.value.problems[0]
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("phrases.csv", b"0" * 50_000_000)
    with pytest.raises(BadTables) as refused:
        tables.read(bomb)

    assert "that is refused" in refused.value.problems[0]


async def test_a_zip_of_the_folder_is_the_same(sqlite: Database, tmp_path: Path) -> None:
    """What can be sent by mail can be imported."""
    packed = tmp_path / "county.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in COUNTY.glob("*.csv"):
            zipped.write(path, f"county/{path.name}")
    async with sqlite.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        report = await import_tables(session, packed, NOW)

    assert report.counts["units"][0] > 50


async def test_two_offices_for_the_same_people_are_reported(sqlite: Database, tmp_path: Path) -> None:
    """Contradicting rows are taken in, shown to people as two offices, and reported."""
    rows = "service,area,when,role,unit,valid_from,valid_until,reason\ns,,,front,a,,,\ns,,,front,b,,,\n"
    folder = small(tmp_path / "x", responsibilities=rows)
    with (folder / "units.csv").open("a") as file:
        file.write("b,,Amt zwei,county,office,front,,,,,,,,,\n")
    async with sqlite.writing() as session:
        report = await import_tables(session, folder, NOW)

    assert report.conflicts == [
        "responsibilities.csv: s, area everywhere, everybody: 2 offices (a, b); people are shown all of them"
    ]
