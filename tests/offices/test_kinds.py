"""The list of formats: every file somebody uploads is read or refused in words, whatever is in it."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.offices.errors import BadTables, NotWritten
from participation.offices.formats import check, kinds, tables
from participation.offices.formats.hsds_records import fields
from participation.offices.services import unwatched
from tests.offices.files import complete
from tests.offices.kept import COUNTY
from tests.offices.test_koos import tiny_koos
from tests.offices.tiny_dldb import tiny_export
from tests.offices.tiny_munich import tiny_munich
from tests.support.shared import shared_data

PACKED = ("offices", "hsds", "dldb", "koos")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*fields(), *fields()["services"], "organization", "location"]), inner, max_size=5
        )
    ),
    max_leaves=25,
)


def _zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def _folder(path: Path) -> bytes:
    return _zip(**{file.name: file.read_bytes() for file in path.iterdir()})


def _try(name: str, content: bytes, file: str = "x") -> list[str]:
    """Return what is wrong, nothing if it was read; anything but a refusal flies."""
    problems: list[str] = []
    try:
        parcel = kinds.read_bytes(name, file, content, unwatched)
        assert complete(parcel.account)
        check.problems(parcel.rows, {})
    except BadTables as refused:
        problems = refused.problems or ["a refusal without a reason"]
    assert "a refusal without a reason" not in problems
    return problems


def test_every_format_is_read_from_what_is_uploaded(tmp_path: Path) -> None:
    """Folders come in zips, files as they are, whatever they are called."""
    county = {file.name: file.read_bytes() for file in COUNTY.iterdir()}
    rows = tables.read(COUNTY)
    uploads = {
        "offices": _zip(**county),
        "xlsx": kinds.given("xlsx", rows, "x").content,
        "hsds": kinds.given("hsds-csv", rows, "x").content,
        "dldb": _folder(tiny_export(tmp_path / "dldb")),
        "munich": tiny_munich(tmp_path / "m.json").read_bytes(),
        "koos": _folder(tiny_koos(tmp_path / "koos")),
    }

    assert tuple(sorted(uploads)) == tuple(sorted(kinds.READ))
    for name, content in uploads.items():
        for file in ("x.zip", "../../etc/passwd", "", "..", "a\x00b", "ü" * 300, "C:\\x\\y"):
            assert _try(name, content, file) == [], (name, file)


@pytest.mark.parametrize("name", kinds.READ)
@quick
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    """Noise is refused with a sentence in every format."""
    assert _try(name, content)


@pytest.mark.parametrize("name", PACKED)
@quick
@given(
    files=st.dictionaries(
        st.sampled_from(["units.csv", "services.csv", "services.json", "dldb_topic_de.json", "orga.yaml", "../x.csv",
                         "service_to_department.tsv", "a/../../b.json", "organizations.csv"]) | st.text(min_size=1, max_size=9),
        st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="ignore")), max_size=4,
    )
)  # fmt: skip
def test_any_files_in_a_zip_are_read_or_refused(name: str, files: dict[str, bytes]) -> None:
    """Strange names and strange contents are refused with a sentence."""
    packed = b""
    with contextlib.suppress(UnicodeEncodeError, IndexError):  # names the writing of a zip does not bear
        packed = _zip(**files)
    _try(name, packed)


@pytest.mark.parametrize("name", ["hsds", "munich"])
@quick
@given(content=values)
def test_any_json_is_read_or_refused(name: str, content: Any) -> None:
    """Objects of every shape, the fields of the specification in the wrong places and of the wrong types."""
    _try(name, json.dumps(content).encode(), "x.json")


@quick
@given(st.data())
def test_any_table_of_hsds_is_read_or_refused(data: st.DataObject) -> None:
    """Cells of every kind in the right columns: hours, days, amounts, ids that lead nowhere or in a circle."""
    cell = st.sampled_from(["", "a", "b", "12:00", "08:00:00Z", "2027-01-31", "WEEKLY", "DAILY", "MO,TU", "EUR", "active",
                            "05999000", "NaN", "1e9", "lotse", "service", "minutes"]) | st.text(max_size=6)  # fmt: skip
    files = {}
    for table in ("organizations", "services", "locations", "service_at_location", "schedules", "cost_options",
                  "attributes", "service_areas", "required_documents", "phones", "addresses"):  # fmt: skip
        columns = list(fields()[table])
        lines = data.draw(st.lists(st.lists(cell, min_size=len(columns), max_size=len(columns)), max_size=2))
        quoted = [",".join('"' + one.replace('"', '""') + '"' for one in line) for line in [columns, *lines]]
        files[f"{table}.csv"] = "\n".join(quoted).encode(errors="replace")
    _try("hsds", _zip(**files))


def test_paths_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    """A name with ../ is only its last part; two files of one name are refused; nothing is written beside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path in sorted(tiny_koos(tmp_path / "koos").iterdir()):
            packed.write(path, f"../../{path.name}")
    assert _try("koos", made.getvalue()) == []
    with zipfile.ZipFile(made, "a") as packed:
        packed.writestr("other/orga.yaml", "einheiten: []")

    assert _try("koos", made.getvalue()) == ["orga.yaml: is in there twice; keep one"]
    assert not list(tmp_path.glob("*.tsv"))


@pytest.mark.parametrize("name", PACKED)
def test_bombs_and_locks_are_refused(name: str) -> None:
    """A zip that unpacks to much, one of many files, one with a password: refused unread."""
    locked = bytearray(_zip(**{"services.csv": b"id,name\n"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    bomb, many = _zip(**{"services.csv": b"0" * 30_000_000}), _zip(**{f"{n}.csv": b"a" for n in range(200)})

    assert "that is refused" in _try(name, bomb)[0]
    assert "that is refused" in _try(name, many)[0]
    assert "damaged or locked" in _try(name, bytes(locked))[0]
    assert "larger than 50 MB" in _try(name, bytes(50_000_001))[0]


@pytest.mark.parametrize("name", ["munich", "hsds"])
def test_every_strange_json_is_read_or_refused(name: str) -> None:
    """No file of the JSON test suite, good or bad, brings the reading down."""
    files = sorted(shared_data("badinput/json/JSONTestSuite/test_parsing").glob("*.json"))
    assert len(files) > 300
    for strange in files:
        assert _try(name, strange.read_bytes(), "x.json"), strange.name


def test_every_strange_csv_is_read_or_refused() -> None:
    """No odd table passes for one of the specification."""
    files = sorted(shared_data("badinput/csv").rglob("*.csv"))
    assert len(files) > 10
    for strange in files:
        assert _try("hsds", _zip(**{"services.csv": strange.read_bytes()})), strange.name


def test_what_cannot_be_written_is_a_refusal(tmp_path: Path) -> None:
    """A folder in place of the file, a file in place of the folder: a sentence, no traceback."""
    (tmp_path / "file").write_text("x")
    for name, path in (("xlsx", tmp_path), ("hsds", tmp_path / "file")):
        with pytest.raises(NotWritten, match="cannot be written"):
            kinds.write(name, tables.read(COUNTY), path)


def test_what_cannot_be_put_on_the_disk_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A disk that takes nothing is said in words, with the file's name: it is not the file that is wrong."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))

    with pytest.raises(BadTables) as refused:
        kinds.read_bytes("munich", "offices.json", b"{}", unwatched)
    assert "offices.json: it could not be put on the disk" in str(refused.value)
