"""HSDS 3: what can be said in our tables is taken, every other field is named; what we give out comes back the same."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date
from datetime import time as hour
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.asking import ask_in_words
from participation.core.db import Database
from participation.offices.formats import check, hsds, hsds_export, kinds, tables
from participation.offices.formats.hsds_records import fields, objects
from participation.offices.formats.tables import Rows
from participation.offices.importing import take
from participation.offices.services import take_in, unwatched, whole_of
from tests.offices.files import complete
from tests.offices.kept import COUNTY, NOW, SOURCE, settled
from tests.offices.tiny_hsds import TABLES, tiny_json, tiny_tables
from tests.support.shared import shared_data


def _row(rows: Rows, table: str, **wanted: Any) -> dict[str, Any]:
    found = [row for row in rows[table] if all(row[name] == value for name, value in wanted.items())]
    assert len(found) == 1, (table, wanted, rows[table])
    return found[0]


def test_organisations_and_locations_become_units(tmp_path: Path) -> None:
    """A place stands below its organisation, with the address people go to, one number, languages and how to get in."""
    rows, _ = hsds.read(tiny_tables(tmp_path / "x"))
    place, house = _row(rows, "units", id="ort"), _row(rows, "units", name="Haus")

    assert (place["parent"], place["street"], place["postcode"]) == ("verein", "Weg 1, Hof", "01067")
    assert (place["phone"], place["languages"], place["note"]) == ("0123", "ar", "Aufzug im Hof")
    assert house["parent"] == "verein"
    assert house["id"].startswith("hsds-")  # ours cannot hold "Haus/2"
    assert _row(rows, "region")["land"] == "NW"


def test_weekly_hours_and_shut_days_are_taken(tmp_path: Path) -> None:
    """Each weekday is a row of its own; days without hours are a closure."""
    rows, _ = hsds.read(tiny_tables(tmp_path / "x"))

    assert [(row["weekday"], row["opens"], row["closes"], row["valid_from"]) for row in rows["opening"]] == [
        (1, hour(9), hour(12, 30), date(2026, 1, 1)),
        (4, hour(9), hour(12, 30), date(2026, 1, 1)),
    ]
    assert _row(rows, "closures") == {
        "unit": "ort", "first": date(2026, 12, 24), "last": date(2026, 12, 31), "reason": "Ferien", "opens": None,
        "closes": None,
    }  # fmt: skip


def test_services_bring_texts_fee_documents_and_rules(tmp_path: Path) -> None:
    """A service is found by both its names and leads to its place in its area; without a place to its organisation."""
    rows, _ = hsds.read(tiny_tables(tmp_path / "x"))
    texts = {row["field"]: row["text"] for row in rows["service_texts"] if row["service"] == "rat"}

    assert texts == {"name": "Rat", "about": "Wir raten.", "fee": "je Stunde"}
    assert _row(rows, "services", slug="rat")["fee"] == Decimal("7.50")
    assert _row(rows, "phrases")["phrase"] == "Beratung"
    assert _row(rows, "document_texts")["text"] == "Ausweis"
    assert _row(rows, "responsibilities", service="rat")["area"] == "05999004"
    assert _row(rows, "responsibilities", service="rat")["unit"] == "ort"
    assert _row(rows, "responsibilities", service="ohne")["unit"].startswith("hsds-")
    assert _row(rows, "areas")["kind"] == "municipality"
    assert not check.problems(rows, {})


def test_what_has_no_place_is_named_by_file_row_and_field(tmp_path: Path) -> None:
    """Nothing is dropped silently: the three numbers of every kind add up, and each thing left out has its line."""
    _, account = hsds.read(tiny_tables(tmp_path / "x"))
    lines = account.skipped() + account.conflicts()

    assert complete(account)
    for said in (
        "organizations, fields, organizations.csv, row 2, verein, field year_incorporated: there is no place for it",
        "locations, fields, locations.csv, row 2, ort, field latitude: there is no place",
        "services, fields, services.csv, row 2, rat, field minimum_age: there is no place",
        "locations.csv, row 3, fern: its organisation (weg) is not in the file; it has no name",
        "services.csv, row 3, zu: its status is 'defunct'",
        "service_at_location.csv, row 3, r2: its location is not in the file",
        "service_at_location.csv, row 4, r3: its service is not taken",
        "addresses.csv, row 2, p: its location has an address already",
        "phones.csv, row 3, t2: ort has a number already",
        "languages.csv, row 3, l2: not of a location",
        "schedules.csv, row 3, s2: comes back in a way we cannot say",
        "schedules.csv, row 4, s3: not of a location; there is no place for hours of a service",
        "schedules.csv, row 5, s4: 'nachmittags' to '15:00' are no hours",
        "service_areas.csv, row 3, g2: names no area by its ARS or AGS",
        "contacts.csv, row 2, k: there is no place for it",
    ):
        assert any(said in line for line in lines), (said, lines)


def test_json_says_the_same_as_the_tables(tmp_path: Path) -> None:
    """Objects within objects, repeated or not, become the same rows."""
    from_tables, _ = hsds.read(tiny_tables(tmp_path / "x"))
    from_json, _ = hsds.read(tiny_json(tmp_path / "x.json"))

    for rows in (from_json, from_tables):
        rows["units"] = [row for row in rows["units"] if row["id"] != "fern"]  # within its organisation in the one only
    assert tables.as_files(from_json) == tables.as_files(from_tables)


@pytest.mark.parametrize("name", ["hsds", "hsds-csv"])
async def test_what_is_given_out_comes_back_the_same(database: Database, sqlite: Database, name: str) -> None:
    """The county leaves, comes in elsewhere and leaves again as the same bytes; units and hours are those of before."""
    await settled(database)
    async with database.reading() as session:
        rows = await whole_of(session, SOURCE)
    first = kinds.given(name, rows, "county")
    parcel = kinds.read_bytes("hsds", first.name, first.content, unwatched)
    async with sqlite.writing() as session:
        await take_in(
            session, SOURCE, {}, NOW
        )  # elsewhere may be the same database: two may not call an office the same
        await take(session, parcel, NOW)
        second = kinds.given(name, await whole_of(session, hsds.SOURCE), "county")

    assert second.content == first.content
    for table in ("opening", "closures"):
        assert tables.as_csv(table, parcel.rows[table]) == tables.as_csv(table, rows[table])
    assert {row["id"] for row in parcel.rows["units"]} == {row["id"] for row in rows["units"]}


async def test_people_get_their_answer_from_a_directory(sqlite: Database, tmp_path: Path) -> None:
    """What came in as HSDS is found and leads to the place with its hours."""
    async with sqlite.writing() as session:
        await take(session, kinds.read("hsds", tiny_tables(tmp_path / "x"), unwatched), NOW)
        said = "\n".join(await ask_in_words(session, "Beratung beim Rat", "de", "Dorfstadt", NOW))

    assert "Treff" in said
    assert "Weg 1, Hof, 01067 Dorf" in said


def _given() -> Rows:
    rows = tables.read(COUNTY)
    rows["services"] = [
        {"slug": slug, "topic": "x", "leika": "", "minutes": None, "fee": Decimal(5), "urgent": False}
        for slug in {row["service"] for row in rows["responsibilities"]}
    ]
    return rows


def test_given_tables_hold_what_the_specification_demands() -> None:
    """Known files and columns only, ids of their own, what is required is there, and no link leads nowhere."""
    found: dict[str, list[dict[str, str]]] = {
        name.removesuffix(".csv"): list(csv.DictReader(content.decode().splitlines()))
        for name, content in hsds_export.as_csv(_given()).items()
    }
    ids = {objects()[table]: {row["id"] for row in rows} for table, rows in found.items()}

    assert {"organizations", "services", "locations", "service_at_location"} <= {
        name for name, rows in found.items() if rows
    }
    for table, rows in found.items():
        assert len({row["id"] for row in rows}) == len(rows), table
        for row in rows:
            assert row.keys() <= fields()[table].keys()
            for name, rule in fields()[table].items():
                assert row.get(name) or not (rule["required"] or rule["tabular"]) or table == "addresses", (table, name)
            for name in ("organization_id", "service_id", "location_id", "parent_organization_id"):
                known = ids[name.removeprefix("parent_").removesuffix("_id")]
                assert not row.get(name) or row[name] in known, (table, name)


def test_given_json_holds_what_the_specification_demands() -> None:
    """Services with organisation and places within: known fields only, and what is required is there."""

    def holds(table: str, one: dict[str, Any]) -> None:
        for name, rule in fields()[table].items():
            assert name in one or not rule["required"], (table, name)
        for name, said in one.items():
            inner = {"organization": "organizations", "location": "locations", "taxonomy_term": "taxonomy_terms",
                     "taxonomy_detail": "taxonomies", "service_at_locations": "service_at_location"}.get(name, name)  # fmt: skip
            if isinstance(said, dict | list):
                for child in said if isinstance(said, list) else [said]:
                    holds(inner, child)
            else:
                assert name in fields()[table], (table, name)

    for name, content in hsds_export.as_json(_given()).items():
        several = json.loads(content)
        assert several
        for one in several:
            holds(name.removesuffix(".json"), one)


def test_the_shipped_fields_are_those_of_the_specification() -> None:
    """What is required and what there is agrees with the published lists."""
    listed: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in csv.DictReader(shared_data("hsds/schema_simple.csv").read_text(encoding="utf-8").splitlines()):
        if row["table_name"] and not row["one_to_many"] and not row["one_to_one"]:
            listed[row["table_name"]][row["name"]] = row["constraints_required"] == "true"
    ours = {
        objects()[table]: {name: rule["required"] == "yes" for name, rule in known.items()}
        for table, known in fields().items()
    }
    example = json.loads(shared_data("hsds/tabular.json").read_text(encoding="utf-8"))

    assert len(listed.keys() & ours.keys()) > 10
    for object_, known in listed.items():
        if object_ in ours:
            assert known.items() <= ours[object_].items(), object_
    for name, rows in example.items():
        assert rows[0].keys() <= fields()[name.removesuffix(".csv")].keys()


@pytest.mark.parametrize(
    "name", ["csv", "service_full.json", "organization_full.json", "service_at_location_full.json", "tabular.json"]
)
def test_the_published_examples_are_taken_whole(name: str) -> None:
    """Each of the published files is the same service at the same place, and every field is accounted for."""
    rows, account = hsds.read(shared_data(f"hsds/{name}"))

    assert complete(account)
    assert [row["slug"] for row in rows["services"]] == ["ac148810-d857-441c-9679-408f346de14b"]
    assert _row(rows, "responsibilities")["unit"] == "3a19ff88-4620-4d17-9830-ac1d859eb5d5"
    assert _row(rows, "units", name="MyCity Civic Center")["street"] == "1-30 Main Street, MyVillage"
    assert not check.problems(rows, {})


def test_tables_of_a_directory_are_all_used() -> None:
    """The invented directory has something in every table that has a place with us."""
    used = {table for table, known in fields().items() if any(rule["taken"] for rule in known.values())}

    assert used - TABLES.keys() == {"attributes", "meta_table_descriptions"}
