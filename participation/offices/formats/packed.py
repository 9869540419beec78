"""The tables of a folder or zip file, opened with distrust: size, packing and damage."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

LARGEST = 20_000_000  # bytes of one table
LARGEST_PACKED = 100  # how many times larger than the zip its content may be


def files(path: Path, problems: list[str], most: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each table; what cannot be read is a problem. *most*: files in a zip."""
    try:
        if path.is_dir():
            yield from _in_folder(path, problems)
        elif zipfile.is_zipfile(path):
            yield from _in_zip(path, problems, most)
        else:
            problems.append(f"{path.name}: neither a folder nor a zip file of tables")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        problems.append(f"{path.name}: the zip file is damaged or locked ({type(error).__name__}); pack it again")
    except OSError as error:
        problems.append(f"{Path(error.filename or path).name}: cannot be read ({error.strerror})")


def _in_folder(path: Path, problems: list[str]) -> Iterator[tuple[str, bytes]]:
    for file in sorted(path.glob("*.csv")):
        if file.stat().st_size > LARGEST:
            problems.append(f"{file.name}: larger than {LARGEST // 1_000_000} MB; split the data into regions")
        else:
            yield file.name, file.read_bytes()


def _in_zip(path: Path, problems: list[str], most: int) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as packed:
        entries = [entry for entry in packed.infolist() if not entry.is_dir()]
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > most or unpacked > LARGEST_PACKED * max(path.stat().st_size, 1000):
            problems.append(f"{path.name}: unpacks to {unpacked} bytes in {len(entries)} files; that is refused")
            return
        for entry in entries:
            name = PurePosixPath(entry.filename).name
            if entry.file_size > LARGEST:
                problems.append(f"{name}: larger than {LARGEST // 1_000_000} MB; split the data into regions")
                continue
            with packed.open(entry) as file:
                yield name, file.read(LARGEST + 1)[:LARGEST]
