"""The formats offices are taken in from and given out in: one list for the console and for the pages.

A file of somebody's is read in two steps, so that the reading (slow, of what may be hostile) holds no transaction:

    parcel = kinds.read("munich", path, unwatched)                      # console: a file or a folder
    parcel = kinds.read_bytes("munich", name, content, unwatched)       # pages: what was uploaded, in a thread
    report = await importing.difference(database, parcel)               # a dry run: nothing is changed
    report = await importing.take(session, parcel, now)                 # and for good

`read` raises `BadTables`, whose problems name file, row or entry, and field; nothing else. Giving out:

    rows = await services.rows_of(session, source)                      # or whole_of where FORMATS[...].whole
    given = kinds.given("xlsx", rows, "demo-county")                    # name, type and content of one file

`FORMATS` names every format in the order in which it is offered, `READ` and `GIVEN` those that can be read and given.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from participation.core.text import Text, Told, t, told
from participation.offices.errors import BadTables, NotWritten
from participation.offices.formats import dldb, hsds, hsds_export, koos, munich, packed, tables, xlsx
from participation.offices.formats.account import Account
from participation.offices.formats.dldb_reading import Watch
from participation.offices.formats.tables import Rows

LARGEST = 50_000_000  # bytes of what is uploaded


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was read: the body of data it becomes, our rows, and what became of every row of theirs."""

    source: str
    rows: Rows
    account: Account
    place: str = r"\1.csv"  # what a table of ours is called where something is wrong with it

    def placed(self, problems: list[str]) -> list[str]:
        """Name the places as the file names them."""
        return [self._placed(problem) for problem in problems]

    def _placed(self, problem: str) -> str:
        if isinstance(problem, Told) and "file" in problem.text.places:
            file = re.sub(r"^(\w+)\.csv", self.place, problem.text.places["file"])
            return Told(replace(problem.text, places={**problem.text.places, "file": file}))
        return problem


@dataclass(frozen=True, slots=True)
class Given:
    """One file to be given out."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing offices down: its name in commands and addresses, and what people are told of it."""

    name: str
    label: Text
    suffixes: tuple[str, ...]  # of the files it is read from; a folder may be given in a zip
    read: Callable[[Path, Watch], Parcel] | None = None
    give: Callable[[Rows], tuple[str, bytes | dict[str, bytes]]] | None = None  # suffix, and the file or several
    whole: bool = False  # it holds the services too: give it `services.whole_of`, not `rows_of`


def read(name: str, path: Path, watch: Watch, source: str | None = None) -> Parcel:
    """Return what is in a file or folder; *source* overrules what the tables say. Raises `BadTables`."""
    reader = FORMATS[name].read
    assert reader is not None, name
    try:
        parcel = reader(path, watch)
    except OSError as error:
        said = told(
            "{file}: cannot be read ({error})",
            file=Path(str(error.filename or path)).name,
            error=error.strerror or told("damaged"),
        )
        raise BadTables([said]) from error
    if source is None and not parcel.source:
        raise BadTables([tables.NO_REGION])
    return replace(parcel, source=source or parcel.source)


def read_bytes(name: str, file: str, content: bytes, watch: Watch, source: str | None = None) -> Parcel:
    """Return what is in an uploaded *file*, whatever it is called. Raises `BadTables`."""
    if len(content) > LARGEST:
        raise BadTables(
            [
                told(
                    "{file}: larger than {megabytes} MB; is it the right file?",
                    file=_tidy(file),
                    megabytes=LARGEST // 1000000,
                )
            ]
        )
    with contextlib.ExitStack() as stack:
        try:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lotse-import-"))) / _tidy(file)
            path.write_bytes(content)
        except OSError as error:
            raise BadTables(
                [
                    told(
                        "{file}: it could not be put on the disk to be read ({why}). Please tell whoever runs Lotse.",
                        file=_tidy(file),
                        why=error.strerror or type(error).__name__,
                    )
                ]
            ) from error
        return read(name, path, watch, source)


def given(name: str, rows: Rows, called: str) -> Given:
    """Return the rows as one file named after *called*. Raises `NotWritten` for what the format has no room for."""
    give = FORMATS[name].give
    assert give is not None, name
    suffix, content = give(rows)
    type_ = _TYPES[suffix.rpartition(".")[2]]
    return Given(f"{called}{suffix}", type_, content if isinstance(content, bytes) else packed.pack(content))


def write(name: str, rows: Rows, path: Path) -> None:
    """Write the rows to a file, or what would be several in a zip into a folder. Raises `NotWritten`."""
    give = FORMATS[name].give
    assert give is not None, name
    _, content = give(rows)
    files = {path: content} if isinstance(content, bytes) else {path / file: inner for file, inner in content.items()}
    try:
        for file, inner in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(inner)
    except OSError as error:
        raise NotWritten([told("{file}: cannot be written ({error})", file=path.name, error=error.strerror)]) from error


def _tidy(file: str) -> str:
    """Return the last part of a name somebody else chose, of letters no file system minds."""
    last = PurePosixPath(file.replace("\\", "/")).name
    kept = "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in last)
    return kept.strip(" .").encode()[-100:].decode(errors="ignore") or "file"


def _own(path: Path, _watch: Watch) -> Parcel:
    return _with_region(tables.read(path))


def _with_region(rows: Rows) -> Parcel:
    """The tables with the source they name; without a region (the catalogue) somebody must say it."""
    region = rows.get("region", [])
    return Parcel(str(region[0]["source"]) if len(region) == 1 else "", rows, Account())


def _xlsx(path: Path, _watch: Watch) -> Parcel:
    return replace(_with_region(xlsx.read(path)), place=r"sheet \1")


def _dldb(path: Path, watch: Watch) -> Parcel:
    with packed.opened(path, LARGEST) as folder:
        return Parcel(dldb.SOURCE, *dldb.read(folder, watch))


def _munich(path: Path, _watch: Watch) -> Parcel:
    return Parcel(munich.SOURCE, *munich.read(path))


def _koos(path: Path, _watch: Watch) -> Parcel:
    with packed.opened(path, LARGEST) as folder:
        return Parcel(koos.SOURCE, *koos.read(folder))


def _hsds(path: Path, _watch: Watch) -> Parcel:
    with packed.opened(path, LARGEST) as folder:
        return Parcel(hsds.SOURCE, *hsds.read(folder))


_TYPES = {"zip": "application/zip", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("offices", t("Our own tables (a zip of CSV files)"), (".zip",), _own,
               lambda rows: (".zip", tables.as_files(rows))),
        Format("xlsx", t("Our own tables (one Excel workbook)"), (".xlsx",), _xlsx,
               lambda rows: (".xlsx", xlsx.write(rows))),
        Format("hsds", t("HSDS 3, Open Referral (JSON, or a zip of JSON or CSV files)"), (".json", ".zip"), _hsds,
               lambda rows: ("-hsds.zip", hsds_export.as_json(rows)), whole=True),
        Format("hsds-csv", t("HSDS 3, Open Referral (a zip of CSV files)"), (".zip",), None,
               lambda rows: ("-hsds-csv.zip", hsds_export.as_csv(rows)), whole=True),
        Format("dldb", t("Service database of Berlin (a zip of its JSON files)"), (".zip",), _dldb),
        Format("munich", t("Services and offices of Munich (JSON)"), (".json",), _munich),
        Format("koos", t("Municipal processes, KOOS (TSV, or a zip with the tree of departments)"), (".tsv", ".zip"),
               _koos),
    )
}  # fmt: skip
READ = tuple(name for name, one in FORMATS.items() if one.read)
GIVEN = tuple(name for name, one in FORMATS.items() if one.give)
