"""Municipal processes: what is sound is taken, what contradicts facts or itself is named and left out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from participation.core.db import Database
from participation.offices import queries
from participation.offices.errors import BadTables
from participation.offices.formats import koos
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from participation.offices.values import Role
from tests.offices.files import complete, import_koos
from tests.support.shared import shared_data

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEADER = (
    "process_id\ttitle\tdepartment_id\tdepartment_name\tparticipating_departments\tleika_key\tozg_id\tlegal_basis\n"
)
ROWS = (
    "proc-hund\tHund anmelden\tamt-22\t22 – Steuern\tamt-32|amt-99\t\t\t\n"
    "proc-wohnsitz\tWohnsitz anmelden\tamt-33\t33 – Bürgerservice\t\t99115005104000\t\t\n"
    "proc-kindergeld\tKindergeld\tamt-50\t50 – Sozialamt\t\t99041008000000\t\t\n"
    "proc-wg1\tWohngeld beantragen\tamt-64\t64 – Wohnungsamt\t\t99107023000000\t\t\n"
    "proc-wg2\tWohngeld bewilligen\tamt-50\t50 – Sozialamt\t\t99107023000000\t\t\n"
    "proc-fz1\tFührungszeugnis (online)\tamt-32\t32 – Ordnungsamt\t\t\t\t\n"
    "proc-fz2\tFührungszeugnis (vor Ort)\tamt-33\t33 – Bürgerservice\t\t\t\t\n"
)
TREE = (
    "einheiten:\n  - {id: leitung, name: Leitung, parent: ~}\n"
    + "".join(f"  - {{id: amt-{number}, name: '{number} – {name}', parent: leitung}}\n" for number, name in (
        (22, "Steuern"), (32, "Ordnungsamt"), (33, "Bürgerservice"), (50, "Sozialamt"), (64, "Wohnungsamt")))
)  # fmt: skip


def tiny_koos(folder: Path, table: str | bytes = HEADER + ROWS, tree: str | None = TREE) -> Path:
    """Write an invented table of processes and the tree of departments."""
    folder.mkdir(exist_ok=True)
    (folder / "service_to_department.tsv").write_bytes(table.encode() if isinstance(table, str) else table)
    if tree is not None:
        (folder / "orga.yaml").write_text(tree, encoding="utf-8")
    return folder


def test_contradictions_are_named_and_left_out(tmp_path: Path) -> None:
    """Child benefit at the social office, two owners of one key, two owners of one title: none is taken."""
    rows, account = koos.read(tiny_koos(tmp_path / "x"))
    process = account.of("process")

    assert (process.total, process.taken, len(process.conflicts)) == (7, 2, 5)
    assert process.conflicts[0] == (
        "row 4 'Kindergeld': child benefit is decided by the Familienkasse of the Federal Employment Agency, "
        "not by 50 – Sozialamt; not taken"
    )
    assert "LeiKa key 99107023000000 has 2 owners: 50 – Sozialamt, 64 – Wohnungsamt" in process.conflicts[1]
    assert "title fuhrungszeugnis has 2 owners" in process.conflicts[3]
    assert account.of("taking part").skipped == ["row 2 'Hund anmelden': amt-99 is not a known department"]
    assert {row["service"] for row in rows["responsibilities"]} == {"koos-hund", "register-address"}


async def test_what_is_sound_answers(database: Database, tmp_path: Path) -> None:
    """A process with the key of one of our services is that service; owners are in front, those taking part behind."""
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        report = await import_koos(session, tiny_koos(tmp_path / "x"), NOW)
        ours = await queries.rules(session, "register-address")
        own = await queries.rules(session, "koos-hund")

    assert report.read[0] == "process: 7 read, 2 taken, 5 in conflict, 0 skipped"
    assert [(rule.role, rule.unit) for rule in ours] == [(Role.FRONT, "amt-33")]
    assert sorted((rule.role.value, rule.unit) for rule in own) == [("back", "amt-32"), ("front", "amt-22")]


def test_the_table_alone_is_enough(tmp_path: Path) -> None:
    """Without the tree the departments are those the table names."""
    folder = tiny_koos(tmp_path / "x", tree=None)
    rows, _ = koos.read(folder / "service_to_department.tsv")

    assert {unit["id"] for unit in rows["units"]} == {"amt-22", "amt-33", "amt-50", "amt-64", "amt-32"}


BROKEN = [
    (HEADER.replace("title\t", "") + ROWS, TREE, "service_to_department.tsv, row 1: the columns must be"),
    (HEADER + ROWS.replace("\t99041008000000", ""), TREE, "row 4: 7 fields instead of 8"),
    (HEADER + ROWS.replace("99041008000000", "99041"), TREE, "row 4, field leika_key: '99041' must have 14 digits"),
    (HEADER + ROWS.replace("\tamt-22\t", "\tamt-23\t"), TREE, "row 2, field department_id: 'amt-23' is not in orga.yaml"),
    (HEADER + ROWS.replace("22 – Steuern", "22 – Tiere"), TREE, "row 2, field department_name: '22 – Tiere', but amt-22 is"),
    (HEADER + ROWS.replace("proc-wg2", "proc-wg1"), TREE, "row 6, field process_id: the same as row 5"),
    (HEADER + ROWS.replace("proc-hund", "Hund!"), TREE, "row 2, field process_id: 'Hund!' must be of a-z"),
    (HEADER + ROWS.replace("Hund anmelden", " "), TREE, "row 2, field title"),
    (HEADER + ROWS.replace("Kindergeld", "Kinder\x00geld"), TREE, "row 4: holds a NUL character"),
    ((HEADER + ROWS).encode("latin-1", "replace"), TREE, "row 3: not UTF-8"),
    (HEADER + ROWS, "einheiten: [}", "orga.yaml, row 1: no YAML"),
    (HEADER + ROWS, "einheiten: 7", "orga.yaml, field einheiten: must be a list"),
    (HEADER + ROWS, TREE + "  - {id: amt-1, name: X, parent: amt-77}\n", "entry 7, field parent: 'amt-77' is no department"),
    (HEADER + ROWS, TREE + "  - {id: amt-1}\n", "orga.yaml, entry 7: needs id"),
    (HEADER + ROWS, TREE + "  - amt-1\n", "orga.yaml, entry 7: needs id"),
    (HEADER + ROWS, TREE + "  - {id: amt-1, name: X, parent: [leitung]}\n", "entry 7, field parent: \"['leitung']\" is no department"),
    (HEADER + ROWS, TREE + "  - {id: amt-32, name: X}\n", "entry 7, field id: amt-32 is the id of entry 3 too"),
    (HEADER + ROWS, "[" * 5000, "orga.yaml, row"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "tree", "said"), BROKEN)
def test_broken_files_are_named(tmp_path: Path, table: str | bytes, tree: str, said: str) -> None:
    """Each mistake names file, row and field, and nothing is read."""
    with pytest.raises(BadTables) as refused:
        koos.read(tiny_koos(tmp_path / "x", table, tree))

    assert any(said in problem for problem in refused.value.problems), refused.value.problems


def test_huge_and_missing_files_are_refused(tmp_path: Path) -> None:
    """100 MB are not read, a missing table is named."""
    folder = tiny_koos(tmp_path / "x")
    with (folder / "service_to_department.tsv").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(BadTables) as refused:
        koos.read(folder)
    assert "service_to_department.tsv: larger than 20 MB" in refused.value.problems[0]
    with pytest.raises(BadTables) as refused:
        koos.read(tmp_path / "nowhere.tsv")

    assert "nowhere.tsv: is not there" in refused.value.problems[0]


async def test_the_real_table_names_its_known_mistakes(sqlite: Database) -> None:
    """650 processes: child benefit and supplement at the social office, housing benefit with two owners, and no loss."""
    folder = shared_data("koos")
    async with sqlite.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        report = await import_koos(session, folder, NOW)
        rules = {
            slug: await queries.rules(session, slug)
            for slug in ("child-benefit", "housing-benefit", "birth-certificate")
        }

    _, account = koos.read(folder)
    assert account.of("process").total == 650
    assert complete(account)
    for said in (
        "'Kindergeld': child benefit is decided",
        "'Kinderzuschlag': child",
        "'Wohngeld beantragen': LeiKa key",
    ):
        assert any(said in line for line in report.conflicts), said
    assert not rules["child-benefit"]
    assert not rules["housing-benefit"]
    assert {rule.unit for rule in rules["birth-certificate"] if rule.role is Role.FRONT} == {"oe-amt-31"}
