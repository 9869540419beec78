"""Services and offices of Munich: every entry accounted for, and people get an answer from them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.asking import ask_in_words
from participation.core.db import Database
from participation.offices import queries
from participation.offices.errors import BadTables
from participation.offices.formats import check, kinds, munich
from participation.offices.formats.json_files import load
from participation.offices.formats.shipped import shipped_rows
from participation.offices.importing import difference, take
from participation.offices.responsibility import Found, resolve
from participation.offices.services import Report, unwatched
from participation.offices.values import Where
from tests.offices.files import complete
from tests.offices.tiny_munich import OFFICES, SERVICES, tiny_munich
from tests.support.shared import shared_data

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CITY = "09162000"


async def _imported(database: Database, path: Path) -> Report:
    async with database.writing() as session:
        return await take(session, kinds.read("munich", path, unwatched), NOW)


async def _found(database: Database, slug: str) -> Found:
    async with database.reading() as session:
        rules = await queries.rules(session, slug)
        areas = {area.key: area for area in await queries.areas(session)}
    outcome = resolve(rules, areas, Where(CITY), {}, {}, NOW.date())
    assert isinstance(outcome, Found)
    return outcome


async def test_teams_behind_one_door_are_one_office_to_people(database: Database, tmp_path: Path) -> None:
    """Two teams of one name at one address: the larger one is named, the other stands behind it."""
    await _imported(database, tiny_munich(tmp_path / "m.json"))
    found = await _found(database, "register-address")

    assert sorted(one.unit for one in found.front) == ["munich-office-1", "munich-office-2"]
    assert list(found.back) == ["munich-office-3"]
    assert "jedes Bürgerbüro" in (found.reason or {})["de"]


async def test_texts_keys_and_fees_are_taken(sqlite: Database, tmp_path: Path) -> None:
    """A service of the city's own keeps its name, keys, time and fee."""
    await _imported(sqlite, tiny_munich(tmp_path / "m.json"))
    async with sqlite.reading() as session:
        service = await queries.service(session, "munich-10")

    assert service is not None
    assert (service.fee, service.leika) == (Decimal("12.50"), ("99000000000001", "99000000000002"))
    assert service.fee_note == {}  # the amount would be told twice
    assert "welche dieser Stellen" in ((await _found(sqlite, "munich-10")).reason or {})["de"]


async def test_a_service_without_office_leads_to_the_city(sqlite: Database, tmp_path: Path) -> None:
    """Nobody is sent away: the city itself is named, with the number to ask."""
    await _imported(sqlite, tiny_munich(tmp_path / "m.json"))
    found = await _found(sqlite, "munich-20")

    assert [one.unit for one in found.front] == ["munich-city"]
    assert "115" in (found.reason or {})["en"]


def test_every_entry_is_accounted_for(tmp_path: Path) -> None:
    """Taken, in conflict and skipped add up, and each doubtful entry has its line."""
    _, account = munich.read(tiny_munich(tmp_path / "m.json"))
    lines = account.skipped() + account.conflicts()

    assert complete(account)
    assert {kind: tally.total for kind, tally in account.tallies.items()} == {
        "office": 5, "service at an office": 3 + 4 + 1 + 2, "service": 4, "form": 1,
    }  # fmt: skip
    for said in (
        "5 Teststandort (KVR-5): is for the city's own staff",
        "4 Standesamt Mitte (KVR-4): its postcode is 'D-8'; left out; its department is not said; put under the city",
        "service 10, office 9: this office is not in the export",
        "service 10, office 5: the office is for the city's own staff",
        "service 10, office 1: only the service says so, the office does not",
        "office 1, service 77: this service is not in the export",
        "office 1, service 20: only the office says so, the service does not",
        "20 Ohne Amt: its LeiKa key '1' does not have 14 digits; left out; its topic is not known",
        "10515039 Testleistung: a queue or task inside the offices",
        "10 Namen ändern: 2 doors: Bürgerbüro Nord, Standesamt Mitte",
        "service 20, Antrag: links to forms are not kept",
    ):
        assert any(said in line for line in lines), (said, lines)


BROKEN: list[tuple[Any, Any, str]] = [
    ({}, OFFICES, "m.json, field services: must be a list"),
    (SERVICES, None, "m.json, field offices: must be a list"),
    ([SERVICES[0], SERVICES[0]], OFFICES, "m.json, services, entry 2, field id: 1063475 is the id of entry 1 too"),
    ([SERVICES[0] | {"name": 7}], OFFICES, "m.json, services, entry 1, field name: must be a text"),
    ([SERVICES[0] | {"locations": [7]}], OFFICES, "field locations: must be a list of texts"),
    ([SERVICES[1] | {"durationMin": "long"}], OFFICES, "field durationMin: must be a whole number"),
    (SERVICES, [OFFICES[0] | {"services": "1"}], "m.json, offices, entry 1, field services: must be a list of objects"),
]


@pytest.mark.parametrize(("services", "offices", "said"), BROKEN)
def test_a_broken_export_names_entry_and_field(tmp_path: Path, services: Any, offices: Any, said: str) -> None:
    """Whoever made the file can find the mistake."""
    with pytest.raises(BadTables) as refused:
        munich.read(tiny_munich(tmp_path / "m.json", services, offices))

    assert any(said in problem for problem in refused.value.problems), refused.value.problems


async def test_a_dry_run_shows_the_difference_and_changes_nothing(sqlite: Database, tmp_path: Path) -> None:
    """What the report of a dry run says is what the import does afterwards; until then nothing is there."""
    parcel = kinds.read("munich", tiny_munich(tmp_path / "m.json"), unwatched)
    shown = await difference(sqlite, parcel)
    async with sqlite.reading() as session:
        before = await queries.sources(session)
    done = await _imported(sqlite, tmp_path / "m.json")

    assert before == []
    assert shown == done
    assert shown.plan is not None
    assert done.plan is not None
    assert shown.plan.changes == done.plan.changes


@pytest.fixture(scope="module")
def real() -> Path:
    return shared_data("munich/munich_services_offices_2026-06.json")


def test_no_row_of_the_real_export_vanishes(real: Path) -> None:
    """Every service, office and relation of June 2026 is taken, in conflict or skipped."""
    rows, account = munich.read(real)
    slugs = {row["slug"] for row in shipped_rows("munich_core") if row["slug"]}

    assert complete(account)
    assert {kind: tally.total for kind, tally in account.tallies.items()} == {
        "service": 287, "office": 109, "service at an office": 526, "form": 1073,
    }  # fmt: skip
    assert not check.problems(rows, {"services": slugs})


def test_every_mapped_service_is_the_one_that_was_meant(real: Path) -> None:
    """The shipped mapping names each service; a number that means something else by now is noticed."""
    names = {one["id"]: " ".join(one["name"].split()) for one in load(real, [])["services"]}
    mapped = list(shipped_rows("munich_core"))
    assert len(mapped) > 20
    for row in mapped:
        assert names[row["munich"]] == row["name"]
        assert row["how"] in {"same", "part", "internal"}


async def test_the_real_export_comes_in_quickly_and_answers(real: Path, sqlite: Database) -> None:
    """Within half a minute, and everyday phrases of three languages lead to doors in Munich."""
    begun = time.process_time()
    await _imported(sqlite, real)
    taken = time.process_time() - begun
    async with sqlite.reading() as session:
        said = [
            "\n".join(await ask_in_words(session, text, language, place, NOW))
            for language, place, text in (
                ("de", "München", "Ich will meine neue Wohnung anmelden"),
                ("en", "80337", "I need to renew my residence permit"),
                ("ar", "80337", "أريد تسجيل عنوان سكني الجديد"),
            )
        ]

    assert taken < 30
    for part, words in zip(("In München können Sie in jedes", "Ruppertstraße 19", "Bürgerbüro"), said, strict=True):
        assert part in words
