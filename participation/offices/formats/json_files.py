"""JSON files of others, read with distrust: what is wrong is named by file, entry and field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from participation.core.text import told

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
        self.wrong(".".join(path), told("must be a text") if value not in (None, "") else told("must not be empty"))
        return ""

    def entries(self, *path: str) -> list[Entry]:
        """Return a list of objects, empty where there is none."""
        value = self._at(path)
        if value in (None, False):
            return []
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return [Entry(self.file, self.number, one, self.problems) for one in value]
        self.wrong(".".join(path), told("must be a list of objects"))
        return []

    def texts(self, *path: str) -> list[str]:
        """Return a list of texts, blanks tidied; empty where there is none."""
        value = self._at(path)
        if value in (None, False):
            return []
        if isinstance(value, list) and all(isinstance(one, str) and storable(one) for one in value):
            return [tidy for one in value if (tidy := " ".join(one.split()))]
        self.wrong(".".join(path), told("must be a list of texts"))
        return []

    def whole(self, *path: str) -> int | None:
        """Return a number of everyday size, None where there is none."""
        value = self._at(path)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000):
            return value
        self.wrong(".".join(path), told("must be a whole number"))
        return None

    def flag(self, *path: str) -> bool:
        return self._at(path) is True

    def wrong(self, field: str, what: str) -> None:
        self.problems.append(told(
            "{file}, entry {number}, field {field}: {what}",
            file=self.file, number=str(self.number), field=field, what=what,
        ))  # fmt: skip

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
        problems.append(told("{file}, field data: must be a list; take the export as it comes", file=path.name))
        return []
    said = content.get("datacount") if isinstance(content, dict) else None
    if isinstance(said, int) and said != len(data):
        problems.append(told(
            "{file}, field datacount: says {said} entries, there are {n}; fetch the file again",
            file=path.name, said=said, n=len(data),
        ))  # fmt: skip
    return list(named(path.name, data, problems))


def named(file: str, data: list[Any], problems: list[str]) -> Iterator[Entry]:
    """Yield the entries that have a number of their own as id."""
    seen: dict[str, int] = {}
    for number, fields in enumerate(data, start=1):
        if not isinstance(fields, dict):
            problems.append(told("{file}, entry {number}: must be an object", file=file, number=str(number)))
            continue
        entry = Entry(file, number, fields, problems)
        id_ = entry.text("id", needed=True)
        if id_ and not (id_.isascii() and id_.isdecimal()):
            entry.wrong("id", told("{id} is no number", id=repr(id_[:40])))
        elif id_ in seen:
            entry.wrong("id", told("{id} is the id of entry {seen} too; keep one of them", id=id_, seen=seen[id_]))
        elif id_:
            seen[id_] = number
            yield entry


def load(path: Path, problems: list[str]) -> Any:
    """Return what a file holds, None when it cannot be had; the problem says why."""
    if not path.is_file():
        problems.append(told("{file}: is not there; the folder must hold it", file=path.name))
        return None
    if path.stat().st_size > LARGEST:
        problems.append(told(
            "{file}: larger than {megabytes} MB; is it the right file?", file=path.name, megabytes=LARGEST // 1000000,
        ))  # fmt: skip
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
        content = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        problems.append(told(
            "{file}, row {row}: not UTF-8 (byte {start}); save the file as UTF-8",
            file=path.name, row=str(row), start=error.start,
        ))  # fmt: skip
    except json.JSONDecodeError as error:
        problems.append(told(
            "{file}, row {row}, column {column}: no JSON ({msg}); fetch it again",
            file=path.name, row=str(error.lineno), column=error.colno, msg=error.msg,
        ))  # fmt: skip
    except (RecursionError, ValueError) as error:
        what = told("nested too deeply") if isinstance(error, RecursionError) else str(error)
        problems.append(told("{file}: no usable JSON ({what}); fetch it again", file=path.name, what=what))
    else:
        if not _deep(content, DEEPEST):
            return {} if content is None else content
        problems.append(told(
            "{file}: nested more than {deepest} levels deep; is it the right file?", file=path.name, deepest=DEEPEST,
        ))  # fmt: skip
    return None


def _no_number(name: str) -> NoReturn:
    raise ValueError(told("{name} is no number", name=name))


def _deep(value: Any, left: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_deep(one, left - 1) for one in inner)


def storable(text: str) -> bool:
    """Whether a database takes it: no NUL, no half of a character."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
