"""The Berlin service database: taken in whole, every entry accounted for, and people get an answer from it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from participation.core.db import Database
from participation.offices import queries, units
from participation.offices.finder import recognise
from participation.offices.formats import check, dldb
from participation.offices.formats.account import Account
from participation.offices.formats.json_files import entries
from participation.offices.formats.shipped import shipped_rows
from participation.offices.responsibility import AskPlace, Found, Outcome, anywhere, resolve
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables, unwatched
from participation.offices.values import Where
from tests.offices.files import export_tables, import_dldb
from tests.offices.tiny_dldb import SERVICES, tiny_export
from tests.support.shared import shared_data

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MITTE, PANKOW = "11000000/mitte", "11000000/pankow"


async def _imported(database: Database, folder: Path) -> None:
    async with database.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
        await import_dldb(session, folder, NOW)


async def _outcome(database: Database, slug: str, where: Where | None) -> Outcome:
    async with database.reading() as session:
        rules = await queries.rules(session, slug)
        areas = {area.key: area for area in await queries.areas(session)}
    return resolve(rules, areas, where, {}, {}, NOW.date())


def _fronts(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Found)
    return sorted(one.unit for one in outcome.front)


async def test_citizens_offices_serve_everybody_and_the_own_ones_are_named(database: Database, tmp_path: Path) -> None:
    """Whoever lives in Mitte is shown the office there with the reason; anywhere else all of them."""
    await _imported(database, tiny_export(tmp_path / "x"))
    here = await _outcome(database, "register-address", Where(MITTE))
    elsewhere = await _outcome(database, "register-address", Where("11000000/spandau"))

    assert _fronts(here) == ["berlin-office-101"]
    assert isinstance(here, Found)
    assert "jedes Bürgeramt" in (here.reason or {})["de"]
    assert _fronts(elsewhere) == ["berlin-office-101", "berlin-office-102"]


async def test_other_offices_of_a_district_serve_their_district(sqlite: Database, tmp_path: Path) -> None:
    """A registry office is for its district; one whose authority is not said is placed by its name."""
    await _imported(sqlite, tiny_export(tmp_path / "x"))

    assert await _outcome(sqlite, "birth-certificate", None) == AskPlace()
    assert _fronts(await _outcome(sqlite, "birth-certificate", Where(MITTE))) == ["berlin-office-103"]
    assert _fronts(await _outcome(sqlite, "birth-certificate", Where(PANKOW))) == ["berlin-office-104"]


async def test_a_postcode_does_not_decide_where_nobody_says_in_which_district_it_lies(
    sqlite: Database, tmp_path: Path
) -> None:
    """The districts carry no postcodes, so the district is asked for; a wrong office would be worse."""
    await _imported(sqlite, tiny_export(tmp_path / "x"))

    assert await _outcome(sqlite, "birth-certificate", Where("11000000", "10119")) == AskPlace("11000000")


async def test_a_part_of_our_service_answers_for_it_and_keeps_its_own_name(sqlite: Database, tmp_path: Path) -> None:
    """“Residence permit” leads to the office of the single permits, and each of them can be found too."""
    await _imported(sqlite, tiny_export(tmp_path / "x"))

    assert _fronts(await _outcome(sqlite, "residence-permit-issue", None)) == ["berlin-office-106"]
    assert _fronts(await _outcome(sqlite, "berlin-305304", None)) == ["berlin-office-106"]


async def test_texts_fee_hours_and_documents_are_taken(database: Database, tmp_path: Path) -> None:
    """A full export brings fee, LeiKa key, documents, search words, opening hours and contacts."""
    await _imported(database, tiny_export(tmp_path / "x"))
    async with database.reading() as session:
        service = await queries.service(session, "berlin-1")
        said = [words for slug, _, words in await queries.phrases(session) if slug == "berlin-1"]
        office = await units.unit(session, "berlin-office-103")

    assert service is not None
    assert (service.fee, service.leika) == (Decimal("12.50"), ("99000000000001",))
    assert service.fee_note == {}  # the amount would be told twice
    assert service.about["de"] == "Ein Schein für Muster."
    assert [document.texts["de"] for document in service.documents] == ["Ein Muster"]
    assert said == ["Muster-Schein", "Musterkarte", "Probe"]
    assert office is not None
    assert [(p.weekday, f"{p.opens:%H:%M}", f"{p.closes:%H:%M}") for p in office.periods] == [
        (1, "08:00", "12:00"),
        (1, "13:00", "15:30"),
    ]
    assert (office.street, office.email, office.website) == ("Weg 103", "a@example.org", "")


async def test_without_an_office_the_authority_is_named(sqlite: Database, tmp_path: Path) -> None:
    """A service without any office is not lost: its authorities answer, each for its part of the city."""
    await _imported(sqlite, tiny_export(tmp_path / "x"))
    outcome = await _outcome(sqlite, "berlin-2", Where(MITTE))

    assert _fronts(outcome) == ["berlin-authority-12671", "berlin-authority-12760"]


def test_doubtful_entries_are_named_one_by_one(tmp_path: Path) -> None:
    """Unknown office, unknown authority, unknown topic, no district, no office: each has its line."""
    _, account = dldb.read(tiny_export(tmp_path / "x"), unwatched)
    lines = account.skipped() + account.conflicts()

    for said in (
        "service 3, office 999: this office is not in the export",
        "service 3, office 105: it is not known for which district it works",
        "service 3, authority 888: this authority is not in the export",
        "office 101, service 77: this service is not in the export",
        "12673, office 99 weg: this office is not in the export",
        "107 Neu 1: no address, and no service names it",
        "104 Standesamt Pankow: its authority is not said; taken from its name",
        "2 Ohne Amt: no office is named; people are told of the authority",
        "3 Zweierlei: its topic '4711' is unknown",
        "4 kinds of office: auslandsamt; not in the export; sozialamt; standesamt",
        "office 103, tuesday: 'nach Vereinbarung' to '' are no opening hours",
        "service 1: a document without a name",
    ):
        assert any(said in line for line in lines), said
    _complete(account)


def _complete(account: Account) -> None:
    for kind, tally in account.tallies.items():
        assert tally.taken + len(tally.skipped) + len(tally.conflicts) == tally.total, kind


async def test_import_and_export_of_what_was_read_is_stable(sqlite: Database, tmp_path: Path) -> None:
    """What came from Berlin leaves as our own tables and comes back as the same bytes."""
    await _imported(sqlite, tiny_export(tmp_path / "x"))
    for name in ("first", "second"):
        async with sqlite.writing() as session:
            await export_tables(session, dldb.SOURCE, tmp_path / name)
            report = await import_tables(session, tmp_path / name, NOW)

    assert {counts[:3] for counts in report.counts.values()} == {(0, 0, 0)}
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


async def test_a_second_import_replaces_the_first(sqlite: Database, tmp_path: Path) -> None:
    """A service the city no longer names is gone, and the report says so."""
    await _imported(sqlite, tiny_export(tmp_path / "x"))
    async with sqlite.writing() as session:
        report = await import_dldb(session, tiny_export(tmp_path / "y", services=SERVICES[:-1]), NOW)

    assert report.counts["services"][:3] == (0, 0, 1)
    assert report.counts["units"][:3] == (0, 0, 0)


@pytest.fixture(scope="module")
def berlin() -> Path:
    return shared_data("berlin-dldb")


def test_no_row_of_the_real_export_vanishes(berlin: Path) -> None:
    """Every authority, office, service, topic and every relation between them is taken, skipped or in conflict."""
    rows, account = dldb.read(berlin, unwatched)
    totals = {kind: tally.total for kind, tally in account.tallies.items()}
    services = account.of("service")

    _complete(account)
    assert totals == {
        "authority": 189,
        "office": 496,
        "office of an authority": 510,
        "service at an office": 5337 + 248,  # the second only the offices tell of
        "service of an authority": 4169,
        "service": 560,
        "topic": 170,
    }
    assert not services.skipped
    assert len(rows["services"]) + _merged(rows) == 560
    assert sum("kinds of office" in line for line in services.conflicts) == 193
    assert sum("no office is named" in line for line in services.conflicts) == 25
    assert not check.problems(rows, {"services": _catalogue_slugs()})


def _merged(rows: dict[str, list[dict[str, object]]]) -> int:
    """How many services of the export are one of ours: their names are phrases of it."""
    return sum(1 for row in rows["phrases"] if not str(row["service"]).startswith("berlin-"))


def _catalogue_slugs() -> set[str]:
    lines = (CATALOGUE_FOLDER / "services.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(",")[0] for line in lines}


def test_every_mapped_service_is_the_one_that_was_meant(berlin: Path) -> None:
    """The shipped mapping names each service; a number that means something else by now is noticed."""
    names = {one.text("id"): one.text("name") for one in entries(berlin / "dldb_services_de.json", [])}
    mapped = list(shipped_rows("dldb_core"))
    assert len(mapped) > 20
    for row in mapped:
        assert names[row["dldb"]] == row["name"]
        assert row["slug"] in _catalogue_slugs()
        assert row["how"] in {"same", "part"}


async def test_the_real_export_comes_in_within_half_a_minute_and_answers(berlin: Path, sqlite: Database) -> None:
    """One transaction, and everyday phrases of three languages lead to the offices of Berlin."""
    begun = time.process_time()
    await _imported(sqlite, berlin)
    taken = time.process_time() - begun
    async with sqlite.reading() as session:
        found = [
            (await recognise(session, text, language)).candidates[0].slug
            for language, text in (
                ("de", "Ich will meine neue Wohnung anmelden"),
                ("en", "I need to register my new address"),
                ("ar", "أريد تسجيل عنوان سكني الجديد"),
            )
        ]
        rules = await queries.rules(session, "register-address")
        areas = {area.key: area for area in await queries.areas(session)}

    assert taken < 30
    assert found == ["register-address"] * 3
    assert len({rule.unit for rule in anywhere(rules, areas)}) == 47
    here = await _outcome(sqlite, "register-address", Where(MITTE))
    assert isinstance(here, Found)
    assert len(here.front) == 3
