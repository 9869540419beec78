"""JSON files of others, read with distrust: what is wrong is named by file, entry and field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

LARGEST = 50_000_000  # bytes of one file
DEEPEST = 40  # levels of nesting


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file; its fields are asked for by the type they must have."""

    file: str
    number: int
    fields: dict[str, Any]
    problems: list[str]

    def text(self, *path: str, needed: bool = False) -> str:
        """Return a text, blanks tidied; empty where there is none (the exports write null or false)."""
        value = self._at(path)
        if isinstance(value, str) and storable(value):
            tidy = " ".join(value.split())
            if tidy or not needed:
                return tidy
        elif value in (None, False) and not needed:
            return ""
        self.wrong(".".join(path), "must be a text" if value not in (None, "") else "must not be empty")
        return ""

    def entries(self, *path: str) -> list[Entry]:
        """Return a list of objects, empty where there is none."""
        value = self._at(path)
        if value in (None, False):
            return []
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return [Entry(self.file, self.number, one, self.problems) for one in value]
        self.wrong(".".join(path), "must be a list of objects")
        return []

    def texts(self, *path: str) -> list[str]:
        """Return a list of texts, blanks tidied; empty where there is none."""
        value = self._at(path)
        if value in (None, False):
            return []
        if isinstance(value, list) and all(isinstance(one, str) and storable(one) for one in value):
            return [tidy for one in value if (tidy := " ".join(one.split()))]
        self.wrong(".".join(path), "must be a list of texts")
        return []

    def whole(self, *path: str) -> int | None:
        """Return a number of everyday size, None where there is none."""
        value = self._at(path)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000):
            return value
        self.wrong(".".join(path), "must be a whole number")
        return None

    def flag(self, *path: str) -> bool:
        return self._at(path) is True

    def wrong(self, field: str, what: str) -> None:
        self.problems.append(f"{self.file}, entry {self.number}, field {field}: {what}")

    def _at(self, path: tuple[str, ...]) -> Any:
        value: Any = self.fields
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value


def entries(path: Path, problems: list[str]) -> list[Entry]:
    """Return the entries below `data`, each with an id of its own; empty when something is wrong with the file."""
    content = load(path, problems)
    if content is None:
        return []
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, list):
        problems.append(f"{path.name}, field data: must be a list; take the export as it comes")
        return []
    said = content.get("datacount") if isinstance(content, dict) else None
    if isinstance(said, int) and said != len(data):
        problems.append(
            f"{path.name}, field datacount: says {said} entries, there are {len(data)}; fetch the file again"
        )
    return list(named(path.name, data, problems))


def named(file: str, data: list[Any], problems: list[str]) -> Iterator[Entry]:
    """Yield the entries that have a number of their own as id."""
    seen: dict[str, int] = {}
    for number, fields in enumerate(data, start=1):
        if not isinstance(fields, dict):
            problems.append(f"{file}, entry {number}: must be an object")
            continue
        entry = Entry(file, number, fields, problems)
        id_ = entry.text("id", needed=True)
        if id_ and not (id_.isascii() and id_.isdecimal()):
            entry.wrong("id", f"{id_[:40]!r} is no number")
        elif id_ in seen:
            entry.wrong("id", f"{id_} is the id of entry {seen[id_]} too; keep one of them")
        elif id_:
            seen[id_] = number
            yield entry


def load(path: Path, problems: list[str]) -> Any:
    """Return what a file holds, None when it cannot be had; the problem says why."""
    if not path.is_file():
        problems.append(f"{path.name}: is not there; the folder must hold it")
        return None
    if path.stat().st_size > LARGEST:
        problems.append(f"{path.name}: larger than {LARGEST // 1_000_000} MB; is it the right file?")
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
        content = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        problems.append(f"{path.name}, row {row}: not UTF-8 (byte {error.start}); save the file as UTF-8")
    except json.JSONDecodeError as error:
        problems.append(f"{path.name}, row {error.lineno}, column {error.colno}: no JSON ({error.msg}); fetch it again")
    except (RecursionError, ValueError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        problems.append(f"{path.name}: no usable JSON ({what}); fetch it again")
    else:
        if not _deep(content, DEEPEST):
            return {} if content is None else content
        problems.append(f"{path.name}: nested more than {DEEPEST} levels deep; is it the right file?")
    return None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _deep(value: Any, left: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_deep(one, left - 1) for one in inner)


def storable(text: str) -> bool:
    """Whether a database takes it: no NUL, no half of a character."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
