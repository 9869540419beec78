"""Who may open what: every route, for every role."""

from __future__ import annotations

import re

import pytest
from aiohttp import web

from admin import access, app
from admin.routes import TABLE, Door, Needs
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.staff.permissions import GIVES, SCOPED, Role
from tests.admin.site import KEY, OURS, Site
from tests.staff.people import somebody

UNIT, ORGANISATION = "buergerbuero-birkenstadt", "brueckenbauer"
SCOPE = {Role.FRONT_OFFICE: UNIT, Role.BACK_OFFICE: UNIT, Role.SELF_ORGANISATION: ORGANISATION}
#: What each role may not open, in its own words: a change of a role shows here.
FORBIDDEN = {
    Role.ADMINISTRATION: {"keeping", "mine", "models", "bookings", "surveys", "results", "findings", "audit"},
    Role.COORDINATION: {"serve", "mine", "accounts", "audit"},
    Role.FRONT_OFFICE: {"keeping", "models", "surveys", "results", "findings", "accounts", "audit"},
    Role.BACK_OFFICE: {"keeping", "models", "serve", "surveys", "results", "findings", "accounts", "audit"},
    Role.SELF_ORGANISATION: {"keeping", "mine", "models", "bookings", "findings", "accounts", "audit"},
    Role.PLANNER: {"keeping", "mine", "bookings", "accounts", "audit"},
    Role.STEERING_GROUP: {"keeping", "mine", "bookings", "surveys", "accounts", "audit"},
    Role.AUDIT: {"keeping", "mine", "models", "bookings", "offices", "surveys", "results", "findings", "accounts"},
}


def _concrete(route: str, booking: str) -> tuple[str, str]:
    method, path = route.split(" ")
    path = path.replace("{booking}", booking).replace("{unit}", UNIT)
    return method, re.sub(r"\{\w+\}", "unknown", path)


@pytest.mark.parametrize("role", [*Role, None])
async def test_every_route_for_every_role(site: Site, role: Role | None) -> None:
    """Exactly the routes whose permission the role gives are open; the others answer 403, and change nothing."""
    scope = SCOPE.get(role or Role.AUDIT, "")
    await somebody(site.database, "somebody", role, scope)
    booked = await site.booking(UNIT, 60)
    person = await site.signed_in("somebody")
    for route, needed in sorted(TABLE.items()):
        method, path = _concrete(route, booked.booking)
        if route in {"GET /staff/static", "POST /staff/sign-out", "POST /staff/me/sessions"}:
            continue
        page = await (person.get(path) if method == "GET" else person.post(path))
        allowed = isinstance(needed, Door) or (role is not None and needed.permission in GIVES[role])
        assert page.status < 500, (route, page.words)
        if not allowed:
            assert page.status == 403, route
            assert "Your roles do not include this page." in page.words, route
        elif "sign-in" not in route:
            assert "Your roles do not include this page." not in page.words, route


@pytest.mark.parametrize("role", list(Role))
def test_roles_stay_within_their_work(role: Role) -> None:
    """A second look at the roles, written apart from them: nobody reaches the pages of other work."""
    for route, needed in TABLE.items():
        if isinstance(needed, Needs):
            family = route.split("/")[2]
            words = {family, needed.permission.value}
            assert not (words & FORBIDDEN[role] and needed.permission in GIVES[role]), (role, route)


async def test_without_signing_in_everything_leads_to_the_door(site: Site) -> None:
    """Only what is marked open answers; every other page sends to sign-in and back again afterwards."""
    person = site.person()
    for route, needed in TABLE.items():
        if needed is Door.OPEN:
            continue
        method, path = _concrete(route, "x")
        page = await (person.get(path) if method == "GET" else person.post(path))
        back = path if method == "GET" else "/staff"
        assert page.path == f"/staff/sign-in?next={back}", route


@pytest.mark.parametrize(
    ("came", "leads"),
    [
        ("{here}/staff/surveys/new?x=1", "/staff/surveys/new?x%3D1"),
        ("{here}/staff/findings/f1/change", "/staff/findings/f1"),  # shown again at an address that takes forms only
        ("{here}/staff/nothing", "/staff"),
        ("{here}/elsewhere", "/staff"),
        ("https://elsewhere.example/staff/surveys/new", "/staff"),
        ("https://[broken", "/staff"),
        ("", "/staff"),
    ],
)
async def test_a_form_sent_too_late_leads_back_to_its_page(site: Site, came: str, leads: str) -> None:
    """After signing in they stand where they were, if that is a page of ours that can be opened."""
    headers = {**OURS, "Referer": came.format(here=site.address)}
    page = await site.person().post("/staff/surveys/new", headers=headers)

    assert page.path == f"/staff/sign-in?next={leads}"


async def test_a_foreign_unit_is_closed(site: Site) -> None:
    """A clerk of the citizens' office neither sees nor calls the numbers of another office, but those of sections below."""
    await somebody(site.database, "clerk", Role.FRONT_OFFICE, "servicezentrum-migration")
    foreign = await site.booking(UNIT, 60)
    below = await site.booking("abh-asyl", 60)
    clerk = await site.signed_in("clerk")

    for path in (f"/staff/bookings/{foreign.booking}",):
        assert (await clerk.get(path)).status == 403
    assert (await clerk.post(f"/staff/bookings/{foreign.booking}/call")).status == 403
    assert (await clerk.post(f"/staff/bookings/{foreign.booking}/outcome", ended="done")).status == 403
    assert (await clerk.get(f"/staff/bookings/{below.booking}")).status == 200
    day = await clerk.get("/staff/bookings")
    assert foreign.booking not in day.text
    assert below.booking in day.text


async def test_what_does_not_exist_is_not_found(site: Site) -> None:
    """An unknown booking, office, account or page is 404 for who may look, never an error."""
    await somebody(site.database, "all", Role.ADMINISTRATION)
    await somebody(site.database, "clerk", Role.FRONT_OFFICE, UNIT)
    chief, clerk = await site.signed_in("all"), await site.signed_in("clerk")

    assert (await clerk.get("/staff/bookings/unknown")).status == 404
    assert (await clerk.get("/staff/offices/unknown")).status == 404
    assert (await chief.get("/staff/accounts/unknown")).status == 404
    assert (await chief.get("/staff/nothing/here")).status == 404
    assert (await site.person().get("/staff/nothing")).status == 404


def test_a_route_missing_in_the_table_stops_the_start(sqlite: Database, clock: SetClock) -> None:
    """Nobody can forget to decide who may open a page: the control adds one and fails."""
    built = app.build_app(sqlite, clock, secure=True, key=KEY)
    access.check_complete(built)
    extra = web.Application()

    async def page(_request: web.Request) -> web.Response:
        return web.Response()

    extra.router.add_get("/secret", page)
    with pytest.raises(LookupError, match="GET /staff/secret"):
        access.check_complete(extra)


async def test_the_table_holds_no_route_that_is_not_there(site: Site) -> None:
    """What stands in the table can be opened."""
    there = {f"{route.method} {route.resource.canonical}" for route in site.app.router.routes() if route.resource}

    assert set(TABLE) <= there


def test_scoped_roles_are_known() -> None:
    """The test above gives every scoped role something to be for."""
    assert set(SCOPE) == SCOPED
