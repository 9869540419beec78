"""HSDS 3 that is broken, in pieces or against itself: each thing has its line, and none takes another along."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from participation.offices.errors import BadTables
from participation.offices.formats import hsds
from tests.offices.tiny_hsds import TABLES, tiny_tables

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
