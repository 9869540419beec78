"""Our own tables as a workbook: what goes out comes in unchanged, and what is hostile or broken is refused in words."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from datetime import date, datetime
from datetime import time as hour
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.core.db import Database
from participation.offices.errors import BadTables
from participation.offices.formats import kinds, tables, xlsx
from participation.offices.formats.tables import columns
from participation.offices.importing import take
from participation.offices.services import CATALOGUE_FOLDER, rows_of, unwatched
from tests.offices.kept import COUNTY, NOW, SOURCE, settled

UNIT = {column.name: "" for column in columns("units")} | {
    "id": "007", "parent": None, "name": "Amt", "level": "county", "kind": "office", "front": "front",
}  # fmt: skip


def _workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    """Write a workbook as somebody may have made it by hand: numbers, days and hours as such."""
    with xlsxwriter.Workbook(path) as book:
        day, minute = (book.add_format({"num_format": shape}) for shape in ("yyyy-mm-dd", "hh:mm"))
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    match cell:
                        case date():
                            sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001  # the format knows no zone
                        case hour():
                            sheet.write_datetime(number, column, cell, minute)
                        case str() if cell.startswith("="):
                            sheet.write_formula(number, column, cell)
                        case _:
                            sheet.write(number, column, cell)
    return path


def _changed(path: Path, name: str, content: bytes, **more: bytes) -> Path:
    """Write a sound workbook with one of its inner files changed, or others added."""
    with zipfile.ZipFile(io.BytesIO(xlsx.write({"units": [UNIT]}))) as given:
        inner = {one: given.read(one) for one in given.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for one, said in (inner | {name: content} | more).items():
            made.writestr(one, said)
    return path


def _refused(path: Path) -> str:
    with pytest.raises(BadTables) as refused:
        xlsx.read(path)
    return "\n".join(refused.value.problems)


@pytest.mark.parametrize("folder", [CATALOGUE_FOLDER, COUNTY])
def test_catalogue_and_county_come_back_unchanged(tmp_path: Path, folder: Path) -> None:
    """Arabic, long texts, keys with leading zeros, days and hours: the same tables, byte for byte."""
    rows = tables.read(folder)
    (tmp_path / "x.xlsx").write_bytes(xlsx.write(rows))
    again = xlsx.read(tmp_path / "x.xlsx")

    assert tables.as_files(again) == tables.as_files(rows)
    assert xlsx.write(again) == xlsx.write(rows)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), min_size=1))
def test_every_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    """Blanks at the ends, line breaks, control letters, what looks like a number, a formula or an escape."""
    rows = {"units": [UNIT | {"name": text, "note": f"={text}", "phone": f"+49 {text}"}]}
    (tmp_path / "x.xlsx").write_bytes(xlsx.write(rows))

    assert xlsx.read(tmp_path / "x.xlsx")["units"] == rows["units"]


def test_no_cell_becomes_a_formula(tmp_path: Path) -> None:
    """What begins like one is a text with the mark that it stays one when it is edited."""
    content = xlsx.write({"units": [UNIT | {"name": '=HYPERLINK("http://x")', "phone": "+49", "note": "@SUM(1)"}]})
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet4.xml").decode()
        styles = packed.read("xl/styles.xml").decode()

    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles


def test_cells_made_by_hand_are_understood(tmp_path: Path) -> None:
    """A day, an hour and a number as the spreadsheet keeps them are what the table means."""
    head = [column.name for column in columns("opening")]
    row = ["a", 1, hour(8, 30), hour(12), "no", 15, 2, date(2027, 1, 31), None]
    found = xlsx.read(_workbook(tmp_path / "x.xlsx", opening=[head, row]))["opening"]

    assert found == [
        {"unit": "a", "weekday": 1, "opens": hour(8, 30), "closes": hour(12), "by_appointment": False,
         "slot_minutes": 15, "counters": 2, "valid_from": date(2027, 1, 31), "valid_until": None}
    ]  # fmt: skip


def test_mistakes_name_sheet_row_and_column(tmp_path: Path) -> None:
    """A postcode that lost its zero, a wrong value, a formula, a row too many, an unknown sheet: each has its place."""
    head = [column.name for column in columns("units")]
    row = ["a", "", "Amt", "county", "office", "front"]
    said = _refused(
        _workbook(
            tmp_path / "x.xlsx",
            units=[head, [*row, "Weg 1", 1067], ["b", *row[1:3], "moon", *row[4:]], row, [], [*row, *[""] * 9, "more"]],
            strange=[["a"]],
        )
    )

    for part in (
        "sheet units, row 2, column postcode: '1067' is a number here; make the cell a text",
        "sheet units, row 3, column level: 'moon' does not fit; it must be one of county, municipality, department",
        "sheet units, row 4: the same key as row 2: a",
        "sheet units, row 5: is empty; remove the row",
        "sheet units, row 6: more cells than columns",
        "sheet strange: no such table",
    ):
        assert part in said
    assert "cell A2 of sheet1.xml: holds a formula" in _refused(
        _workbook(tmp_path / "f.xlsx", units=[head, ["=1+1", *row[1:]]])
    )


async def test_what_contradicts_names_the_sheet(sqlite: Database, tmp_path: Path) -> None:
    """A mistake that only the whole of the tables shows is told of in the words of the workbook, and changes nothing."""
    rows = tables.read(COUNTY)
    rows["units"][0] = rows["units"][0] | {"parent": "nobody"}
    parcel = kinds.read_bytes("xlsx", "../x.xlsx", kinds.given("xlsx", rows, "x").content, unwatched)
    with pytest.raises(BadTables) as refused:
        async with sqlite.writing() as session:
            await take(session, parcel, NOW)

    assert refused.value.problems[0].startswith("sheet units, row ")


async def test_import_and_export_are_stable(database: Database) -> None:
    """The county leaves as a workbook and comes back: nothing is added, changed or removed."""
    await settled(database)
    async with database.writing() as session:
        given_out = kinds.given("xlsx", await rows_of(session, SOURCE), SOURCE)
        report = await take(session, kinds.read_bytes("xlsx", given_out.name, given_out.content, unwatched), NOW)

    assert {counts[:3] for counts in report.counts.values()} == {(0, 0, 0)}


def test_what_a_workbook_has_no_room_for_is_refused() -> None:
    """A text longer than a cell is not cut off silently."""
    with pytest.raises(BadTables, match="longer than 32767 letters"):
        xlsx.write({"units": [UNIT | {"note": "x" * 32_768}]})


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
WIDE = SHEET.format(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
)
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10)
) + ']>' + SHEET.format('<row r="1"><c r="A1" t="inlineStr"><is><t>&k;</t></is></c></row>')  # fmt: skip


def test_bombs_cost_neither_memory_nor_time(tmp_path: Path) -> None:
    """A sheet of 100 MB, one that unpacks to much, cells at both ends, laughs, one long text a million times: refused."""
    begun = time.monotonic()
    with (tmp_path / "large.xlsx").open("wb") as file:
        file.truncate(100_000_000)
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si>%s</sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_000))
    repeated, harmless = (
        _changed(
            tmp_path / f"again{times}.xlsx", "xl/worksheets/sheet4.xml", SHEET.format(cells).encode(),
            **{"xl/sharedStrings.xml": strings % (b"ja " * times, b"<si><t>x</t></si>" * 300)},
        )
        for times in (50_000, 1)
    )  # fmt: skip

    assert "larger than 50 MB" in _refused(tmp_path / "large.xlsx")
    bomb = _changed(tmp_path / "b.xlsx", "xl/worksheets/sheet4.xml", b" " * 60_000_000)
    assert "that is refused" in _refused(bomb)
    for name, sheet in (("wide", WIDE), ("laughs", LAUGHS)):
        said = _refused(_changed(tmp_path / f"{name}.xlsx", "xl/worksheets/sheet4.xml", sheet.encode()))
        assert "too large" in said or "damaged" in said or "the columns must be" in said, said
    assert "too large to be read" in _refused(repeated)
    assert "the columns must be" in _refused(harmless)  # the same, but for the length: it was the length
    assert time.monotonic() - begun < 30


def test_macros_passwords_and_old_kinds_are_refused(tmp_path: Path) -> None:
    """Each with a sentence that says what to do."""
    (tmp_path / "old.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 1000)
    (tmp_path / "text.xlsx").write_bytes(b"id;name\n")
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as packed:
        packed.writestr("readme.txt", "no workbook")
    macros = _changed(tmp_path / "m.xlsx", "xl/vbaProject.bin", b"x")
    good = xlsx.write({"units": [UNIT]})
    (tmp_path / "half.xlsx").write_bytes(good[: len(good) // 2])

    assert "protected by a password, or of an old kind (.xls)" in _refused(tmp_path / "old.xls")
    assert "is no workbook, or a damaged one" in _refused(tmp_path / "text.xlsx")
    assert "is no workbook (.xlsx)" in _refused(tmp_path / "other.xlsx")
    assert "save it as .xlsx without macros" in _refused(macros)
    assert "is no workbook, or a damaged one" in _refused(tmp_path / "half.xlsx")
    assert "must be a workbook" in _refused(tmp_path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["xl/worksheets/sheet4.xml", "xl/workbook.xml", "xl/styles.xml"]))
def test_no_inner_file_brings_the_reading_down(tmp_path: Path, content: bytes, name: str) -> None:
    """Whatever stands in a part of a workbook, it is read or refused."""
    path = _changed(tmp_path / "x.xlsx", name, content)
    with contextlib.suppress(BadTables):
        xlsx.read(path)
