"""An office chosen among many: by its name or a part of it, never by guessing; what is none is told beside the field."""

from __future__ import annotations

import pytest

from admin.choosing import FEW, Offices, offices
from admin.forms import Form
from participation.core.db import Database
from participation.offices import units
from participation.staff import queries
from participation.staff.permissions import Role
from tests.admin.site import Site
from tests.admin.test_keeping import RULES, confirms, keeper, sends
from tests.offices.kept import settled
from tests.staff.people import somebody

NAMED = {"ba-mitte": "Bürgeramt Mitte", "ba-nord": "Bürgeramt Nord", "sa": "Standesamt", "jc": "Jobcenter Nord"}


def _chosen(typed: str, *, needed: bool = True) -> tuple[str, str, str]:
    """What is meant, what then stands in the form, and what is wrong."""
    form = Form({"office": typed})
    meant = Offices(NAMED).chosen(form, "office", needed=needed)
    wrong = form.wrong.get("office")
    return meant, form.was("office"), str(wrong)


@pytest.mark.parametrize("typed", ["ba-nord", "Bürgeramt Nord", "buergeramt  nord", " BURGERAMT NORD ", "nord bürger"])
def test_an_office_is_meant_by_its_name_or_by_words_that_only_one_has(typed: str) -> None:
    """However it is written; the form then holds its short name."""
    assert _chosen(typed) == ("ba-nord", "ba-nord", "None")


def test_a_name_goes_before_longer_ones_that_hold_it() -> None:
    """Exactly so called is meant, even where others have the same words and more."""
    form = Form({"office": "Amt"})
    known = Offices({"a": "Amt", "b": "Amt am Markt"})

    assert known.chosen(form, "office") == "a"


@pytest.mark.parametrize(
    ("typed", "near"),
    [("bürgeramt", ["Bürgeramt Mitte", "Bürgeramt Nord"]), ("Standesmat", ["Standesamt"]), ("xyz", [])],
)
def test_what_is_not_clear_is_told_and_stays(typed: str, near: list[str]) -> None:
    """Nothing is guessed: those that may be meant are named, and what was typed stays in the field."""
    meant, stays, wrong = _chosen(typed)

    assert (meant, stays) == ("", typed)
    assert typed in wrong
    assert [name for name in NAMED.values() if repr(name) in wrong] == near


def test_nothing_is_an_answer_only_where_it_may_be() -> None:
    """An empty field is told where an office is needed."""
    assert _chosen("", needed=False) == ("", "", "None")
    assert "Please choose" in _chosen("")[2]
    assert "At most" in _chosen("x" * 300)[2]


async def test_no_two_offices_are_called_alike(sqlite: Database) -> None:
    """In the county and beside it: each name means one office, in either language, and every one can be chosen by it."""
    await settled(sqlite)
    async with sqlite.reading() as session:
        every = await units.search(session, "")
    twins = [*every, *every[:1]]
    for language in ("de", "en"):
        known = offices(every, language)
        for id_, name in known.named.items():
            form = Form({"office": name})
            assert known.chosen(form, "office") == id_, name

    assert len(every) > FEW
    assert len(offices(twins, "de").named) == len(every)


async def test_a_rule_is_added_by_the_name_of_the_office(site: Site) -> None:
    """As somebody without script does it; an unknown office is refused beside its field, and nothing is saved."""
    person = await keeper(site)
    form = await person.get(RULES)
    wrong = await sends(person, RULES, form, do="add", unit="Amt für Nichts", role="front")
    asked = await sends(person, RULES, form, do="add", unit="schulamt", role="back", postcode="99999")
    saved = await confirms(person, RULES, asked)

    assert 'id="unit-list"' in form.text
    assert form.text.count("<datalist") == 1
    assert wrong.status == 422
    assert 'id="unit-wrong"' in wrong.text
    assert 'value="Amt für Nichts"' in wrong.text
    assert 'aria-invalid="true"' in wrong.text
    assert 'href="/staff/offices/schulamt"' in saved.text


async def test_a_role_is_given_for_an_office_by_its_name(site: Site) -> None:
    """The account holds its short name; a name that nothing is called gives no role."""
    await somebody(site.database, "chief", Role.ADMINISTRATION)
    clerk = await somebody(site.database, "clerk")
    person = await site.signed_in("chief")
    path = f"/staff/accounts/{clerk.id}"
    await person.get(path)
    wrong = await person.post(f"{path}/grant", role="front-office", scope="Nowhere office")
    async with site.database.reading() as session:
        named = offices(await units.search(session, ""), "en").named["servicezentrum-migration"]
    await person.post(f"{path}/grant", role="front-office", scope=named)
    async with site.database.reading() as session:
        account = await queries.account(session, clerk.id)

    assert wrong.status == 422
    assert 'id="scope-wrong"' in wrong.text
    assert account is not None
    assert [held.scope for held in account.grants] == ["servicezentrum-migration"]


def test_a_short_list_stays_a_list() -> None:
    """Where a few offices are to choose from, they are shown at once."""
    assert not Offices({str(number): f"Amt {number}" for number in range(FEW)}).many
    assert Offices({str(number): f"Amt {number}" for number in range(FEW + 1)}).many
