"""Offices of one's own: a back office sees what its units answer for, their hours, bookings and misroutings, and no others'."""

from __future__ import annotations

from participation.appointments import desk
from participation.appointments.values import State
from participation.misrouted.services import report, tell
from participation.misrouted.values import Why
from participation.staff.permissions import Role
from tests.admin.site import Person, Site
from tests.staff.people import somebody

OWN, BELOW, FOREIGN = "servicezentrum-migration", "abh-asyl", "buergerbuero-lindenau"
LIST = "/staff/keeping/misroutings"


async def _clerk(site: Site, role: Role = Role.BACK_OFFICE) -> Person:
    await somebody(site.database, "clerk", role, OWN)
    return await site.signed_in("clerk")


async def _wrong_at_desks(site: Site, unit: str, times: int) -> None:
    """People were at the desk of a unit in vain."""
    for number in range(times):
        booked = await site.booking(unit, 15 * (number + 1))
        async with site.database.writing() as session:
            await desk.call(session, booked.booking, "somebody", "1", site.clock.now())
            await desk.outcome(session, booked.booking, "somebody", State.NOT_RESPONSIBLE, site.clock.now())


async def test_a_back_office_sees_its_own_units(site: Site) -> None:
    """Its unit and those below, with responsibilities, hours and today's bookings; another unit's page stays shut."""
    clerk = await _clerk(site)
    booked = await site.booking(BELOW, 60)
    every, one = await clerk.get("/staff/mine"), await clerk.get(f"/staff/mine/{BELOW}")

    assert f'href="/staff/mine/{OWN}"' in every.text
    assert f'href="/staff/mine/{BELOW}"' in every.text
    assert FOREIGN not in every.text
    assert "1 appointment today" in one.words
    assert "The next two weeks" in one.words
    assert "Permission to work people go there" in one.words
    assert (await clerk.get(f"/staff/mine/{FOREIGN}")).status == 403
    assert (await clerk.get("/staff/mine/nowhere")).status == 404
    assert (await clerk.get(f"/staff/bookings/{booked.booking}")).status == 200
    assert (await clerk.post(f"/staff/bookings/{booked.booking}/call")).status == 403


async def test_misroutings_of_own_units_in_counts(site: Site) -> None:
    """From chat and desk alike, from five on; never what somebody wrote, and never those of other units."""
    clerk = await _clerk(site)
    await _wrong_at_desks(site, BELOW, 5)
    await _wrong_at_desks(site, FOREIGN, 7)
    async with site.database.writing() as session:
        for _ in range(6):
            await report(session, "residence-permit-renewal", "059990002002", BELOW, Why.SENT_ON, site.clock.now())
        for _ in range(8):
            await report(session, "register-address", "059990002002", FOREIGN, Why.CLOSED, site.clock.now())
        await tell(session, "residence-permit-renewal", BELOW, "they were kind to me", site.clock.now())
    page = await clerk.get(f"/staff/mine/{BELOW}")

    assert "Recorded at the desks : 5" in page.words.replace("desks:", "desks :")
    assert "11/2026: 6" in page.words
    assert "sent on to another office" in page.words
    assert "they were kind" not in page.text
    assert "8" not in page.words.split("Said in the chat")[1]


async def test_wrong_offices_from_chat_and_desk_arrive_at_coordination(site: Site) -> None:
    """Both ways stand in the list with their counts; words only of those who agreed; fewer than five are not told."""
    await somebody(site.database, "keeper", Role.COORDINATION)
    await _wrong_at_desks(site, BELOW, 6)
    await _wrong_at_desks(site, FOREIGN, 4)
    async with site.database.writing() as session:
        for _ in range(5):
            await report(
                session, "register-address", "059990002002/lindental", FOREIGN, Why.NOT_THERE, site.clock.now()
            )
        await tell(session, "register-address", FOREIGN, "the door was locked", site.clock.now())
    keeper = await site.signed_in("keeper")
    page = await keeper.get(LIST)

    assert "Recorded at the desks" in page.words
    assert "Said in the chat" in page.words
    assert "the door was locked" in page.words
    assert "not found at the address" in page.words
    assert "fewer than 5" in page.words


async def test_coordination_has_no_own_offices(site: Site) -> None:
    """Who works for every unit finds them under offices; the page of own ones is for clerks."""
    await somebody(site.database, "keeper", Role.COORDINATION)
    keeper = await site.signed_in("keeper")

    assert (await keeper.get("/staff/mine")).status == 403
