"""Nobody who holds the database can tell whose a sheet is: not by key, by time, by order, nor by what was deleted."""

from __future__ import annotations

import contextlib
import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from participation.core.clock import SetClock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.core.mixing import COMPANY
from participation.surveys.definition import Choice, Definition, Kind, Question
from participation.surveys.services import close_survey, put_away
from tests.surveys.small import ANSWERS, SMALL, opened, send, words

COUNT = 200
TENS = tuple(Choice(f"tens-{n:02}", words(str(n))) for n in range(20))
ONES = tuple(Choice(f"ones-{n}", words(str(n))) for n in range(10))
#: Everybody answers with the number of their arrival: no other test would be so obliging to an attacker.
NUMBERED = replace(
    SMALL,
    questions=(
        Question("t", Kind.ONE, words("T"), TENS),
        Question("o", Kind.ONE, words("O"), ONES),
        Question("w", Kind.TEXT, words("W"), optional=True),
    ),
)
WRITERS = (20, 90, 150)  # few add something in their own words: the number of their arrival


def _number(answers: str) -> int:
    found: dict[str, str] = json.loads(answers)
    return int(found["t"][-2:]) * 10 + int(found["o"][-1:])


async def _arrive(database: Database, clock: SetClock, definition: Definition = NUMBERED) -> list[str]:
    """Two hundred people, one after the other, and beside each an entry in an ordinary table; return who they were."""
    survey_id = await opened(database, clock, definition)
    async with database.writing() as session:
        await session.execute(text("create table ordinary (answers text, person text)"))
    people = [new_id() for _ in range(COUNT)]
    for arrival, person in enumerate(people):
        answers: dict[str, Any] = {"t": TENS[arrival // 10].code, "o": ONES[arrival % 10].code}
        written = str(arrival) if arrival in WRITERS else None
        await send(database, clock, survey_id, {**answers, "w": written}, person)
        async with database.writing() as session:
            row = {"a": json.dumps(answers, separators=(",", ":")), "p": person}
            await session.execute(text("insert into ordinary values (:a, :p)"), row)
    return people


def _correlation(found: Sequence[int]) -> float:
    """The rank correlation of the order in which numbers were found with the order of arrival."""
    assert sorted(found) == list(range(COUNT))
    apart = sum((place - arrival) ** 2 for place, arrival in enumerate(found))
    return 1 - 6 * apart / (COUNT * (COUNT**2 - 1))


def _in_the_file(path: Path, table: str) -> list[int]:
    """The numbers in the order in which they stand in the pages of a table, as somebody with a hex editor sees them."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        root, size = (
            connection.execute("select rootpage from sqlite_master where name = ?", (table,)).fetchone()[0],
            connection.execute("pragma page_size").fetchone()[0],
        )
        pages = _pages(path.read_bytes(), root, size)
    cells = [
        cell for page in pages for cell in re.findall(rb'\{"t":"tens-\d\d","o":"ones-\d"\}', page)[::-1]
    ]  # filled from the end
    return [_number(cell.decode()) for cell in cells]


def _pages(content: bytes, root: int, size: int) -> list[bytes]:
    """The pages of one b-tree, in its order: where a page lies in the file depends on which was free."""
    reached, open_ = list[bytes](), [root]
    while open_:
        number = open_.pop()
        page = content[(number - 1) * size : number * size]
        reached.append(page)
        if page[0] in (2, 5):  # an inner page: its children are named in its cells and at its end
            cells = [
                int.from_bytes(page[12 + 2 * i : 14 + 2 * i], "big") for i in range(int.from_bytes(page[3:5], "big"))
            ]
            open_ += [int.from_bytes(page[at : at + 4], "big") for at in (8, *reversed(cells))]
    return reached


async def test_ledger_and_sheets_have_nothing_in_common(database: Database, clock: SetClock) -> None:
    """But the survey: no column, no value, no time, and no language."""
    await _arrive(database, clock)
    async with database.reading() as session:
        connection = await session.connection()
        columns = await connection.run_sync(
            lambda sync: {
                name: {column["name"]: str(column["type"]) for column in inspect(sync).get_columns(name)}
                for name in ("survey_ledger", "survey_sheet", "survey_words")
            }
        )
        ledger = (await session.execute(text("select person, wants_to_hear from survey_ledger"))).all()
        sheets = (await session.execute(text("select id, answers from survey_sheet"))).all()

    assert set(columns["survey_ledger"]) == {"survey", "person", "wants_to_hear"}
    assert set(columns["survey_sheet"]) == {"survey", "id", "answers"}
    assert set(columns["survey_words"]) == {"survey", "id", "question", "words"}
    assert not [
        kind for table in columns.values() for kind in table.values() if re.search("TIME|DATE|SERIAL|INT", kind)
    ]
    assert not {person for person, _ in ledger} & {value for row in sheets for value in row}
    assert len(ledger) == len(sheets) == COUNT


async def test_the_sqlite_file_keeps_no_order(sqlite: Database, sqlite_file: Path, clock: SetClock) -> None:
    """Neither sorted by key nor byte by byte; the control beside it keeps the order to the last sheet."""
    people = await _arrive(sqlite, clock)
    async with sqlite.reading() as session:
        by_key: Sequence[str] = (await session.execute(text("select answers from survey_sheet"))).scalars().all()
        ledger: Sequence[str] = (await session.execute(text("select person from survey_ledger"))).scalars().all()
        ordinary: Sequence[str] = (await session.execute(text("select answers from ordinary"))).scalars().all()

    assert _correlation([_number(answers) for answers in ordinary]) == 1.0
    assert _correlation(_in_the_file(sqlite_file, "ordinary")) == 1.0
    assert abs(_correlation([_number(answers) for answers in by_key])) < 0.3
    assert abs(_correlation([people.index(person) for person in ledger])) < 0.3
    assert abs(_correlation(_in_the_file(sqlite_file, "survey_sheet"))) < 0.3


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_postgresql_keeps_no_order_and_no_transaction(database: Database, clock: SetClock) -> None:
    """Neither the place of a row nor the number of its transaction tells when it came or what came with it."""
    people = await _arrive(database, clock)
    rows: dict[tuple[str, str], list[tuple[str, int]]] = {}
    async with database.reading() as session:
        for table, column in (
            ("ordinary", "answers"), ("survey_sheet", "answers"), ("survey_ledger", "person"), ("survey_words", "words"),
        ):  # fmt: skip
            for order in ("ctid", "xmin::text::bigint"):
                wanted = text(f"select {column}, xmin::text from {table} order by {order}")  # noqa: S608  our own names
                rows[table, order[:4]] = [(str(row[0]), int(row[1])) for row in (await session.execute(wanted)).all()]

    def arrivals(table: str, order: str) -> list[int]:
        return [people.index(value) if table == "survey_ledger" else _number(value) for value, _ in rows[table, order]]

    for order in ("ctid", "xmin"):
        assert _correlation(arrivals("ordinary", order)) == 1.0
        assert abs(_correlation(arrivals("survey_sheet", order))) < 0.3
        assert abs(_correlation(arrivals("survey_ledger", order))) < 0.3
    newest = Counter(xmin for _, xmin in rows["survey_sheet", "ctid"])
    assert newest[max(newest)] == COMPANY + 1
    assert _guessed(people, rows["survey_ledger", "xmin"], rows["survey_sheet", "xmin"]) < 0.1
    alone = [(people[_number(value)], xmin) for value, xmin in rows["ordinary", "xmin"]]
    assert _guessed(people, alone, rows["ordinary", "xmin"]) == 1.0
    texts, persons = rows["survey_words", "xmin"], Counter(xmin for _, xmin in rows["survey_ledger", "ctid"])
    assert sorted(int(written) for written, _ in texts) == list(WRITERS)
    assert min(persons[xmin] for _, xmin in texts) >= COMPANY  # few write, and yet each text came with so many people
    assert set(Counter(xmin for _, xmin in alone).values()) == {1}


def _guessed(people: Sequence[str], ledger: Sequence[tuple[str, int]], sheets: Sequence[tuple[str, int]]) -> float:
    """How often somebody is right who takes a person's sheet to be one of the same transaction."""
    draw = random.Random(7)  # noqa: S311  a guess
    right = 0
    for person, xmin in ledger:
        same = [_number(answers) for answers, other in sheets if other == xmin] or [-1]
        right += people[draw.choice(same)] == person
    return right / len(people)


WISH = "Ein Garten hinter der Schule am Fluss"


def _bytes(*paths: Path) -> bytes:
    return b"".join(path.read_bytes() for path in paths)


async def test_what_was_deleted_is_gone_from_the_file(sqlite: Database, sqlite_file: Path, clock: SetClock) -> None:
    """After the release no byte of a sheet is in the file or its log; without our settings it would be."""
    careless = sqlite_file.with_name("careless.db")
    with contextlib.closing(sqlite3.connect(careless)) as connection:
        connection.execute("pragma secure_delete=off")
        connection.execute("create table words (words text)")
        connection.execute("insert into words values (?)", (WISH,))
        connection.commit()
        connection.execute("delete from words")
        connection.commit()
    survey_id = await opened(sqlite, clock)
    for _ in range(40):
        await send(sqlite, clock, survey_id, {**ANSWERS, "wish": WISH})
    log = sqlite_file.with_name(f"{sqlite_file.name}-wal")
    there = WISH.encode() in _bytes(sqlite_file, log)
    async with sqlite.writing() as session:
        await close_survey(session, survey_id, clock.now())
        await put_away(session, survey_id)

    assert await sqlite.empty_log()
    left = _bytes(sqlite_file, log)
    assert there
    assert WISH.encode() in _bytes(careless)
    assert WISH.encode() not in left
    assert b'"content":4' not in left
    assert b"create table" in left.lower()  # it is the file we think it is


async def test_the_log_waits_while_somebody_reads(sqlite: Database, clock: SetClock) -> None:
    """Nobody is held up for it; the next look empties it."""
    await opened(sqlite, clock)
    async with sqlite.reading() as session:
        await session.execute(text("select count(*) from survey"))
        await opened(sqlite, clock)
        assert not await sqlite.empty_log()

    assert await sqlite.empty_log()
