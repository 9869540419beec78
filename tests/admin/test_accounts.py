"""Keeping accounts by browser, and the record of it."""

from __future__ import annotations

import re

from participation.staff.permissions import Role
from tests.admin.site import Person, Site
from tests.staff.people import somebody

CHOSEN = " Tee, Regen & Rad "  # a space at either end is part of it


async def _chief(site: Site) -> Person:
    await somebody(site.database, "chief", Role.ADMINISTRATION)
    return await site.signed_in("chief")


async def test_a_new_clerk_from_account_to_counter(site: Site) -> None:
    """Created, given a role, an own password chosen by the link shown once, and at work; nobody else knew the password."""
    chief = await _chief(site)
    await chief.get("/staff/accounts/new")
    made = await chief.post("/staff/accounts/new", name="Z.Ahmad", shown="Zahra Ahmad", language="en")
    link = re.search(r"<code>(\S+)/staff/invitation#([\w-]+)</code>", made.text)
    assert link
    assert link[1] == site.address
    there = re.search(r"/staff/accounts/(\w{32})/", made.text)
    assert there
    page = await chief.post(f"/staff/accounts/{there[1]}/grant", role="front-office", scope="buergerbuero-birkenstadt")
    assert "Front office: Citizens’ office" in page.words
    assert link[2] not in (await chief.get(f"/staff/accounts/{there[1]}")).text
    assert (await site.person().signs_in("z.ahmad", "")).status == 422
    clerk = site.person()
    await clerk.get("/staff/invitation")
    chosen = await clerk.post(
        "/staff/invitation", code=link[2], new_password="Tee, Regen ", again_password="Tee, Regen "
    )
    assert "A password needs at least 12 characters." in chosen.words
    chosen = await clerk.post("/staff/invitation", code=link[2], new_password=CHOSEN, again_password=CHOSEN)

    assert (chosen.status, chosen.path) == (200, "/staff")
    assert (await clerk.get("/staff/bookings")).status == 200
    again = await site.person().post("/staff/invitation", code=link[2], new_password=CHOSEN, again_password=CHOSEN)
    assert "This invitation has been used" in again.words
    assert CHOSEN not in again.text


async def test_a_forgotten_password(site: Site) -> None:
    """The administrator gives a new link; the password so far and its sign-ins end at once."""
    chief = await _chief(site)
    other = await somebody(site.database, "other", Role.PLANNER)
    planner = await site.signed_in("other")
    await chief.get(f"/staff/accounts/{other.id}")
    told = await chief.post(f"/staff/accounts/{other.id}/invite")
    assert "/staff/invitation#" in told.words
    assert "invited" in (await chief.get("/staff/accounts")).words

    assert (await planner.get("/staff")).path.startswith("/staff/sign-in")
    assert (await site.person().signs_in("other")).status == 403


async def test_what_is_wrong_is_said_beside_the_field(site: Site) -> None:
    """A name that is taken, a role without a unit, an unknown unit."""
    chief = await _chief(site)
    other = await somebody(site.database, "other")
    await chief.get("/staff/accounts/new")
    taken = await chief.post("/staff/accounts/new", name="OTHER", shown="Somebody", language="en")
    assert "There is an account with this name already." in taken.words
    assert 'value="Somebody"' in taken.text
    for scope in ("", "no-such-unit"):
        page = await chief.post(f"/staff/accounts/{other.id}/grant", role="front-office", scope=scope)
        assert page.status == 422
        assert 'id="scope-wrong"' in page.text


async def test_closing_an_account_ends_its_sign_ins_at_once(site: Site) -> None:
    """One's own account and the last administrator cannot be closed."""
    chief = await _chief(site)
    other = await somebody(site.database, "other", Role.PLANNER)
    planner = await site.signed_in("other")
    await chief.get(f"/staff/accounts/{other.id}")
    await chief.post(f"/staff/accounts/{other.id}/active")
    assert (await planner.get("/staff")).path.startswith("/staff/sign-in")
    assert (await site.person().signs_in("other")).status == 403
    everybody = await chief.get("/staff/accounts")
    mine = next(id_ for id_ in re.findall(r"/staff/accounts/(\w{32})", everybody.text) if id_ != other.id)
    refused = await chief.post(f"/staff/accounts/{mine}/active")

    assert refused.status == 409
    assert "This is the last account that can keep accounts." in refused.words
    assert "Close the account" not in (await chief.get(f"/staff/accounts/{mine}")).words


async def test_the_record_tells_who_did_what(site: Site) -> None:
    """Only the audit role reads it; roles given stand there with what they became."""
    chief = await _chief(site)
    other = await somebody(site.database, "other")
    await somebody(site.database, "auditor", Role.AUDIT)
    await chief.get(f"/staff/accounts/{other.id}")
    await chief.post(f"/staff/accounts/{other.id}/grant", role="planner", scope="")
    record = (await (await site.signed_in("auditor")).get("/staff/audit")).words

    assert re.search(r"Chief gave a role other .*role: planner", record)
    assert "Chief signed in chief" in record
