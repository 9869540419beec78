"""Keeping accounts by browser, and the record of it."""

from __future__ import annotations

import re

from participation.staff.permissions import Role
from tests.admin.site import Person, Site
from tests.staff.people import somebody


async def _chief(site: Site) -> Person:
    await somebody(site.database, "chief", Role.ADMINISTRATION)
    return await site.signed_in("chief")


async def test_a_new_clerk_from_account_to_counter(site: Site) -> None:
    """Created, given a role, signed in with the password shown once, chosen an own one, and at work."""
    chief = await _chief(site)
    await chief.get("/staff/accounts/new")
    made = await chief.post("/staff/accounts/new", name="Z.Ahmad", shown="Zahra Ahmad", language="en")
    password = re.search(r"<code>([\w-]+)</code>", made.text)
    assert password
    there = re.search(r"/staff/accounts/(\w{32})/", made.text)
    assert there
    page = await chief.post(f"/staff/accounts/{there[1]}/grant", role="front-office", scope="buergerbuero-birkenstadt")
    assert "Front office: Citizens’ office" in page.words or "Front office: " in page.words
    assert password[1] not in (await chief.get(f"/staff/accounts/{there[1]}")).text
    clerk = site.person()
    assert (await clerk.signs_in("z.ahmad", password[1])).path == "/staff/me"
    await clerk.post(
        "/staff/me/password",
        old_password=password[1],
        new_password="Tee, Regen & Rad",
        again_password="Tee, Regen & Rad",
    )

    assert (await clerk.get("/staff/bookings")).status == 200


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
    """And a new password too; one's own account and the last administrator cannot be closed."""
    chief = await _chief(site)
    other = await somebody(site.database, "other", Role.PLANNER)
    planner = await site.signed_in("other")
    await chief.get(f"/staff/accounts/{other.id}")
    await chief.post(f"/staff/accounts/{other.id}/password")
    assert (await planner.get("/staff")).path.startswith("/staff/sign-in")
    await chief.post(f"/staff/accounts/{other.id}/active")
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
