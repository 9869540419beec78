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
from participation.offices.errors import BadTables
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


PAGE = b'{"total_items": 9, "total_pages": 3, "page_number": %s, "contents": [{"id": "a", "status": "active"}]}'
BROKEN: list[tuple[str, bytes, str]] = [
    ("services.csv", b"id,name\n1,a\n1,b\n", "services.csv, row 3, field id: is there twice"),
    ("services.csv", b"id,name\n1\n", "services.csv, row 2: 1 fields instead of 2"),
    ("services.csv", b"name\na\n", "services.csv, row 1: the columns need an id"),
    ("services.csv", b'id,name\n1,"a\n', "check the quotes"),
    ("services.csv", b"id,name\n1,\xfc\n", "services.csv, row 2: not UTF-8"),
    ("services.csv", b"id,name\n1,a\x00\n", "services.csv, row 2: holds a NUL character"),
    ("strange.csv", b"id\n1\n", "strange.csv: no such table in HSDS 3"),
    ("services.json", b"[7]", "services.json, entry 1: must be an object"),
    ("services.json", b'[{"id": 7, "status": "active"}]', "services.json, entry 1, service, field id: must be a text"),
    ("services.json", b'[{"id": "a", "status": {"x": 1}}]', "entry 1, service, field 'status': must be a text"),
    ("services.json", b"[", "services.json, row 1, column 2: no JSON"),
    ("x.json", b'{"contents": [], "dienste": [{"id": "a"}]}', "x.json, field 'dienste': no such table in HSDS 3"),
    ("x.json", b'{"services": {"id": "a"}}', "x.json, field 'services': must be a list"),
    ("p.json", PAGE % b"2", "p.json: is a page of 3; put all of them into one folder (lacking: 1, 3)"),
    ("services.json", b"{}", "there is nothing of HSDS 3 in it"),
]


@pytest.mark.parametrize(("name", "content", "said"), BROKEN)
def test_a_broken_directory_names_the_place(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """File, row or entry, and field are in the message."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadTables) as refused:
        hsds.read(tmp_path)

    assert any(said in problem for problem in refused.value.problems), refused.value.problems


def test_every_page_is_the_whole_list(tmp_path: Path) -> None:
    """The pages of an interface, each a file of one folder, are taken together."""
    for number in (b"1", b"2", b"3"):
        page = PAGE.replace(b'"id": "a"', b'"name": "A", "id": "a%s"' % number) % number
        (tmp_path / f"{number.decode()}.json").write_bytes(page)
    _, account = hsds.read(tmp_path)

    assert account.of("services").total == 3


def test_documents_of_one_web_page_stay_two(tmp_path: Path) -> None:
    """A uri of others is where to read about a document, not what it is; one said twice in other words is in conflict."""
    wanted = {"service_id": "rat", "uri": "https://example.org/papers"}
    own = {"service_id": "rat", "uri": "urn:lotse:document:paper"}
    documents = [
        {"id": "d", "document": "Ausweis", **wanted}, {"id": "e", "document": "Mietvertrag", **wanted},
        {"id": "f", "document": "Foto", **own}, {"id": "g", "document": "Lichtbild", **own},
    ]  # fmt: skip
    rows, account = hsds.read(tiny_tables(tmp_path / "x", {**TABLES, "required_documents": documents}))

    assert {(row["document"], row["text"]) for row in rows["document_texts"]} == {
        ("d", "Ausweis"), ("e", "Mietvertrag"), ("paper", "Foto"),
    }  # fmt: skip
    assert {row["document"] for row in rows["documents"]} == {"d", "e", "paper"}
    told = account.of("required_documents")
    assert (told.total, told.taken, len(told.conflicts)) == (4, 3, 1)
    assert "required_documents.csv, row 5, g: g: another entry says otherwise, and it is kept" in told.conflicts[0]


def test_one_bad_day_or_area_does_not_take_the_others_along(tmp_path: Path) -> None:
    """Of a week and of several areas what can be taken is, and the rest has its line."""
    hours = {"location_id": "ort", "freq": "WEEKLY", "opens_at": "09:00"}
    schedules = [
        {"id": "s1", "byday": "MO", "closes_at": "12:00", **hours},
        {"id": "s2", "byday": "MO,TU,WE", "closes_at": "13:00", **hours},
    ]
    areas = [{"id": f"g{ags}", "service_id": "rat", "name": ags, "extent": ags} for ags in ("05999004", "05999005")]
    at = [*TABLES["service_at_location"], {"id": "r4", "service_id": "rat", "location_id": "ort"}]
    own = {"link_id": "r4", "link_entity": "service_at_location", "taxonomy_term_id": "lotse"}
    attributes = [
        own | {"id": "x1", "link_type": "area", "value": "05999004"},
        own | {"id": "x2", "link_type": "valid_until", "value": "2027-12-31"},
    ]
    changed = {**TABLES, "schedules": schedules, "service_areas": areas}
    rows, account = hsds.read(tiny_tables(tmp_path / "x", changed))
    other = {**changed, "service_at_location": [at[-1], *at[:-1]], "attributes": attributes}
    ruled, told = hsds.read(tiny_tables(tmp_path / "y", other))

    assert [(row["weekday"], f"{row['closes']:%H:%M}") for row in rows["opening"]] == [
        (1, "12:00"), (2, "13:00"), (3, "13:00"),
    ]  # fmt: skip
    assert [line.partition(": ")[0] for line in account.of("schedules").conflicts] == ["schedules.csv, row 3, s2"]
    found = {row["area"]: row["valid_until"] for row in ruled["responsibilities"] if row["service"] == "rat"}
    assert found == {"05999004": date(2027, 12, 31), "05999005": None}
    assert any("r1: r1: another entry says otherwise" in line for line in told.of("service_at_location").conflicts)


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
