"""Rules and hours that could never hold are refused: nobody would notice that they are for nobody."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from participation.core.db import Database
from participation.offices.errors import BadTables
from participation.offices.services import CATALOGUE, CATALOGUE_FOLDER, import_tables
from tests.offices.kept import NOW
from tests.offices.test_tables import small

RULES = "service,area,when,role,unit,valid_from,valid_until,reason\n"
ASKED = "attribute,type,values,sensitive\nstatus,choice,tolerated asylum-seeker,yes\nnew,yesno,,no\nage,number,,no\nname,letter,,no\n"
NEVER = [
    ({"responsibilities": RULES + "s,postcode:0441,,front,a,,,\n"}, "row 2, field area: 'postcode:0441' is neither"),
    (
        {"responsibilities": RULES + "s,postcode:044100,,front,a,,,\n"},
        "row 2, field area: 'postcode:044100' is neither",
    ),
    (
        {"attributes": ASKED, "responsibilities": RULES + "s,,status=tolerated|asylumseeker,front,a,,,\n"},
        "row 2, field when: 'asylumseeker' is no answer to 'status'; the answers are asylum-seeker, tolerated",
    ),
    (
        {"attributes": ASKED, "responsibilities": RULES + "s,,age>17 & new=maybe,front,a,,,\n"},
        "row 2, field when: 'maybe' is no answer to 'new'; the answers are no, yes",
    ),
    ({"attributes": ASKED, "responsibilities": RULES + "s,,status=A-K,front,a,,,\n"}, "'A' is no answer to 'status'"),
    (
        {
            "attributes": ASKED,
            "document_texts": "document,language,text\nd,de,D\n",
            "documents": "service,document,per_person,when\ns,d,no,status=student\n",
        },
        "documents.csv, row 2, field when: 'student' is no answer to 'status'",
    ),
    (
        {"responsibilities": RULES + "s,,,front,a,2027-03-01,2027-02-28,\n"},
        "row 2, field valid_until: ends before it begins",
    ),
    (
        {
            "opening": "unit,weekday,opens,closes,by_appointment,slot_minutes,counters,valid_from,valid_until\na,1,09:00,10:00,no,,,2027-03-01,2027-02-28\n"
        },
        "opening.csv, row 2, field valid_until: ends before it begins",
    ),
]


@pytest.mark.parametrize(("changed", "said"), NEVER)
async def test_what_can_never_hold_is_refused(
    sqlite: Database, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    """A value nobody can answer, a postcode no place has, a last day before the first: named by row and field."""
    with pytest.raises(BadTables) as refused:
        async with sqlite.writing() as session:
            await import_tables(session, small(tmp_path / "x", **changed), NOW)

    assert any(said in problem for problem in refused.value.problems), refused.value.problems


async def test_rules_that_can_hold_are_taken(sqlite: Database, tmp_path: Path) -> None:
    """Every answer there is, a number, a range of names, five digits, and one day."""
    rules = "".join(
        f"s,{area},{when},front,a,2027-03-01,2027-03-01,\n"
        for area, when in (
            ("postcode:04410", ""),
            ("", "status=tolerated|asylum-seeker & new=yes"),
            ("", "age=27"),
            ("", "age>=65"),
            ("", "name=A-K"),
        )
    )
    async with sqlite.writing() as session:
        report = await import_tables(
            session, small(tmp_path / "x", attributes=ASKED, responsibilities=RULES + rules), NOW
        )

    assert report.counts["responsibilities"][0] == 5


async def test_answers_of_the_catalogue_count(sqlite: Database, tmp_path: Path) -> None:
    """What may be answered can stand in what another source brought; what does not stand there is refused as well."""
    async with sqlite.writing() as session:
        await import_tables(session, CATALOGUE_FOLDER, NOW, CATALOGUE)
    for when, wrong in (("status=tolerated", False), ("status=asylumseeker", True)):
        folder = small(tmp_path / when, responsibilities=f"{RULES}s,,{when},front,a,,,\n")
        with pytest.raises(BadTables) if wrong else contextlib.nullcontext():
            async with sqlite.writing() as session:
                await import_tables(session, folder, NOW)
