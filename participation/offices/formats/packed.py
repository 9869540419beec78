"""The files of a folder or zip file, opened with distrust: size, packing, names and damage."""

from __future__ import annotations

import io
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from participation.core.text import told
from participation.offices.errors import BadTables

LARGEST = 20_000_000  # bytes of one table
LARGEST_PACKED = 100  # how many times larger than the zip its content may be
LARGEST_UNPACKED = 200_000_000  # bytes of all files of a zip
MOST = 100  # files in a zip of others
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError,
            OverflowError, IndexError)  # fmt: skip


def files(path: Path, problems: list[str], most: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each table; what cannot be read is a problem. *most*: files in a zip."""
    try:
        if path.is_dir():
            yield from _in_folder(path, problems)
        elif zipfile.is_zipfile(path):
            yield from _in_zip(path, problems, most, LARGEST)
        else:
            problems.append(told("{file}: neither a folder nor a zip file of tables", file=path.name))
    except DAMAGED as error:
        problems.append(_damaged(path, error))
    except OSError as error:
        problems.append(told(
            "{file}: cannot be read ({error})",
            file=Path(error.filename or path).name, error=error.strerror or told("damaged"),
        ))  # fmt: skip


def read_table(file: Path, problems: list[str]) -> str | None:
    """Return the text of a table, None when it cannot be had; the problem says why."""
    if file.stat().st_size > LARGEST:
        problems.append(told(
            "{file}: larger than {megabytes} MB; split the data into regions",
            file=file.name, megabytes=LARGEST // 1000000,
        ))  # fmt: skip
        return None
    return as_text(file.name, file.read_bytes(), problems)


def as_text(name: str, content: bytes, problems: list[str]) -> str | None:
    """Return what the bytes of a table say, None when they cannot be read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        problems.append(told(
            "{file}, row {row}: not UTF-8 (byte {start}); save the table as UTF-8",
            file=name, row=str(row), start=error.start,
        ))  # fmt: skip
        return None
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        problems.append(told("{file}, row {row}: holds a NUL character; remove it", file=name, row=str(row)))
        return None
    return text


@contextmanager
def opened(path: Path, largest: int) -> Iterator[Path]:
    """Yield the folder packed in a zip file, without folders of its own; anything else as it is. Raises `BadTables`."""
    if path.is_dir() or not zipfile.is_zipfile(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="lotse-unpacked-") as folder:
        problems: list[str] = []
        _unpack(path, Path(folder), largest, problems)
        if problems:
            raise BadTables(problems)
        yield Path(folder)


def pack(contents: Mapping[str, bytes]) -> bytes:
    """Return a zip file; the same content is the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in contents.items():
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _unpack(path: Path, folder: Path, largest: int, problems: list[str]) -> None:
    try:
        for name, content in _in_zip(path, problems, MOST, largest):
            if (folder / name).exists():
                problems.append(told("{file}: is in there twice; keep one", file=name))
            else:
                (folder / name).write_bytes(content)
    except DAMAGED as error:
        problems.append(_damaged(path, error))
    except OSError as error:
        problems.append(told(
            "{file}: cannot be unpacked ({error}); pack it again",
            file=path.name, error=error.strerror or told("damaged"),
        ))  # fmt: skip


def _damaged(path: Path, error: Exception) -> str:
    return told(
        "{file}: the zip file is damaged or locked ({error}); pack it again", file=path.name, error=type(error).__name__
    )


def _in_folder(path: Path, problems: list[str]) -> Iterator[tuple[str, bytes]]:
    for file in sorted(path.glob("*.csv")):
        if file.stat().st_size > LARGEST:
            problems.append(told(
                "{file}: larger than {megabytes} MB; split the data into regions",
                file=file.name, megabytes=LARGEST // 1000000,
            ))  # fmt: skip
        else:
            yield file.name, file.read_bytes()


def _in_zip(path: Path, problems: list[str], most: int, largest: int) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as packed:
        entries = [entry for entry in packed.infolist() if not _beside(entry)]
        unpacked = sum(entry.file_size for entry in entries)
        factor = unpacked > LARGEST_PACKED * max(path.stat().st_size, 1000)
        if len(entries) > most or factor or unpacked > LARGEST_UNPACKED:
            problems.append(told(
                "{file}: unpacks to {unpacked} bytes in {n} files; that is refused",
                file=path.name, unpacked=unpacked, n=len(entries),
            ))  # fmt: skip
            return
        for entry in entries:
            name = PurePosixPath(entry.filename.replace("\\", "/")).name
            if not name.strip(". "):
                problems.append(told("{file}: holds a file without a name; pack it again", file=path.name))
            elif entry.file_size > largest:
                problems.append(told(
                    "{file}: larger than {megabytes} MB; split the data into regions",
                    file=name, megabytes=largest // 1000000,
                ))  # fmt: skip
            else:
                with packed.open(entry) as file:
                    yield name, file.read(largest + 1)[:largest]


def _beside(entry: zipfile.ZipInfo) -> bool:
    """Whether it is a folder, or what a Mac puts beside the files."""
    return entry.is_dir() or entry.filename.startswith("__MACOSX/")
