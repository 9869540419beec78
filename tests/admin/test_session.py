"""Signing in by browser: cookies, forged forms, limits, slow-down."""

from __future__ import annotations

import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from admin.app import build_app
from admin.pages.session import safe_next
from admin.routes import TABLE
from participation.core.clock import SetClock
from participation.core.db import Database
from participation.staff.permissions import Role
from tests.admin.site import KEY, OURS, Site
from tests.staff.people import PASSWORD, somebody
from tests.support.sources import ROOT, TEMPLATES


async def test_signing_in_and_out(site: Site) -> None:
    """The page asked for comes after signing in; after signing out the cookie opens nothing."""
    await somebody(site.database, "clerk", Role.AUDIT)
    clerk = site.person()
    asked = await clerk.get("/staff/audit")
    assert asked.path == "/staff/sign-in?next=/staff/audit"
    assert (await clerk.signs_in("Clerk ", next="/staff/audit")).path == "/staff/audit"
    cookie = clerk.cookie
    await clerk.post("/staff/sign-out")
    assert clerk.cookie is None
    stale = await clerk.get("/staff/audit", cookies={"lotse-staff": cookie})

    assert stale.path.startswith("/staff/sign-in")


async def test_a_wrong_password_is_told_beside_the_form(site: Site) -> None:
    """The name stays in the form, the password does not."""
    await somebody(site.database, "clerk")
    page = await site.person().signs_in("clerk", "a wrong password")

    assert page.status == 403
    assert "The name or the password is not right." in page.words
    assert 'value="clerk"' in page.text
    assert "a wrong password" not in page.text


async def test_a_form_without_its_token_does_nothing(site: Site) -> None:
    """Missing, empty, another's: 403, for every route that changes something."""
    await somebody(site.database, "clerk", Role.ADMINISTRATION)
    await somebody(site.database, "other", Role.ADMINISTRATION)
    clerk, other = await site.signed_in("clerk"), await site.signed_in("other")
    for route in TABLE:
        method, path = route.replace("{", "").replace("}", "").split(" ")
        for token in ("", "0" * 64, other.token, "ä"):
            if method == "POST" and "sign-in" not in path:
                page = await clerk.post(path, token=token)
                assert (page.status, "belongs to another page" in page.words) == (403, True), (route, token)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_form_of_a_foreign_page_does_nothing(site: Site, headers: dict[str, str]) -> None:
    """Even with the right token, a foreign origin is refused, at the sign-in too."""
    await somebody(site.database, "clerk")
    clerk = await site.signed_in("clerk")

    assert (await clerk.post("/staff/sign-out", headers=headers)).status == 403
    assert (await clerk.post("/staff/sign-in", headers=headers, name="clerk", password=PASSWORD)).status == 403
    assert (await clerk.get("/staff")).status == 200


async def test_a_sign_in_that_does_not_say_where_it_comes_from_is_refused(site: Site) -> None:
    """Before signing in there is no token yet: the browser's word is needed."""
    await somebody(site.database, "clerk")
    page = await site.person().post("/staff/sign-in", headers={"Accept": "*/*"}, name="clerk", password=PASSWORD)

    assert page.status == 403


async def test_every_sign_in_has_a_new_id(site: Site) -> None:
    """A cookie put into a browser beforehand is worth nothing; signing in again ends the sign-in before."""
    await somebody(site.database, "clerk")
    clerk = site.person()
    clerk.browser.cookie_jar.update_cookies({"lotse-staff": "chosen-by-somebody"}, URL(site.address))
    await clerk.signs_in("clerk")
    first = clerk.cookie
    await clerk.signs_in("clerk")

    assert first not in {None, "chosen-by-somebody", clerk.cookie}
    other = site.person()
    other.browser.cookie_jar.update_cookies({"lotse-staff": str(first)}, URL(site.address))
    assert (await other.get("/staff")).path.startswith("/staff/sign-in")


async def test_limits_by_the_clock(site: Site) -> None:
    """Half an hour without a request ends a sign-in, and it is said so; in use it lasts twelve hours."""
    await somebody(site.database, "clerk")
    clerk = await site.signed_in("clerk")
    for _ in range(24):
        site.clock.forward(minutes=29)
        assert (await clerk.get("/staff")).path == "/staff"
    site.clock.forward(minutes=24)
    ended = await clerk.get("/staff")
    assert ended.path == "/staff/sign-in?next=/staff&ended=1"
    await clerk.signs_in("clerk")
    site.clock.forward(minutes=30)
    idle = await clerk.get("/staff")

    assert "You were signed out because nothing was done for a while." in idle.words


async def test_many_failures_slow_down_kindly(site: Site) -> None:
    """429 with the time to wait; after it the right password opens."""
    await somebody(site.database, "clerk")
    clerk = site.person()
    for _ in range(4):
        assert (await clerk.signs_in("clerk", "a wrong password")).status == 403
    slow = await clerk.signs_in("clerk")
    assert slow.status == 429
    assert slow.headers["Retry-After"] == "1"
    assert "Please wait a moment" in slow.words
    site.clock.forward(seconds=1)

    assert (await clerk.signs_in("clerk")).status == 200


@pytest.mark.parametrize("secure", [True, False])
async def test_the_cookie_and_the_headers(sqlite: Database, clock: SetClock, secure: bool) -> None:
    """`__Host-`, Secure, HttpOnly, SameSite where people come by HTTPS; nothing may be framed, kept or run inline."""
    await somebody(sqlite, "clerk")
    app = web.Application()
    app.add_subapp("/staff", build_app(sqlite, clock, secure=secure, key=KEY))
    async with TestClient(TestServer(app)) as client:
        sent = {"name": "clerk", "password": PASSWORD}
        answer = await client.post("/staff/sign-in", data=sent, headers=OURS, allow_redirects=False)
        cookie = answer.headers["Set-Cookie"]
        pages = [
            answer,
            await client.get("/staff/sign-in"),
            await client.get("/staff/nothing"),
            await client.get("/staff/me"),
            await client.get("/staff/bookings", allow_redirects=False),
        ]
        static = await client.get("/staff/static/staff.css")

    assert cookie.startswith("__Host-lotse-staff=" if secure else "lotse-staff=")
    assert ("Secure" in cookie) == secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    for page in pages:
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in static.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/staff\\..",
        "/staffx",
        "/staff/\r\nX: y",
        "/chat",
        "",
    ],
)
def test_after_signing_in_nobody_is_led_elsewhere(path: str) -> None:
    """Only pages of ours follow."""
    assert safe_next(path) == "/staff"
    assert safe_next("/staff/bookings?day=2026-11-23") == "/staff/bookings?day=2026-11-23"


async def test_a_given_password_must_be_changed_first(site: Site) -> None:
    """Until then every page leads to one's own; weak ones are told beside the field; afterwards all is open."""
    await somebody(site.database, "clerk", Role.AUDIT, provisional=True)
    clerk = site.person()
    assert (await clerk.signs_in("clerk", next="/staff/audit")).path == "/staff/me"
    weak = await clerk.post(
        "/staff/me/password", old_password=PASSWORD, new_password="Passwort2026!", again_password="Passwort2026!"
    )
    assert weak.status == 422
    assert 'aria-describedby="new_password-help new_password-wrong"' in weak.text
    odd = await clerk.post(
        "/staff/me/password", old_password=PASSWORD, new_password="Tee, Regen & Rad", again_password="other"
    )
    assert "The two are not the same." in odd.words
    assert "Tee, Regen" not in odd.words
    good = await clerk.post(
        "/staff/me/password", old_password=PASSWORD, new_password="Tee, Regen & Rad", again_password="Tee, Regen & Rad"
    )

    assert "Your password has been changed." in good.words
    assert (await clerk.get("/staff/audit")).path == "/staff/audit"


async def test_own_sign_ins_are_listed_and_ended(site: Site) -> None:
    """Another browser is seen and signed out; this one stays."""
    await somebody(site.database, "clerk")
    here, there = await site.signed_in("clerk"), await site.signed_in("clerk")
    assert (await here.get("/staff/me")).text.count(">Sign out there</button>") == 1
    await here.post("/staff/me/sessions")

    assert (await here.get("/staff/me")).path == "/staff/me"
    assert (await there.get("/staff/me")).path.startswith("/staff/sign-in")


async def test_the_language_of_the_account_and_of_the_door(site: Site) -> None:
    """German and English: by address or browser before, by one's own choice after signing in."""
    await somebody(site.database, "clerk", language="de")
    clerk = site.person()
    assert '<html lang="en">' in (await clerk.get("/staff/sign-in?lang=en")).text
    assert '<html lang="en">' in (await clerk.get("/staff/sign-in", headers={"Accept-Language": "fr, en;q=0.8"})).text
    assert '<html lang="de">' in (await clerk.get("/staff/sign-in?lang=xx", headers={"Accept-Language": "fr"})).text
    assert "Was heute auf Sie wartet" in (await clerk.signs_in("clerk")).words
    assert (await clerk.post("/staff/language", lang="xx")).status == 200
    assert "What needs you today" in (await clerk.post("/staff/language", lang="en", next="/staff")).words


def test_every_changing_form_carries_the_token() -> None:
    """No template forgets it, and no template holds script but files of ours, style or an address of others."""
    pages = [path for path in TEMPLATES if path.is_relative_to(ROOT / "admin")]
    assert len(pages) > 40
    for path in pages:
        text = path.read_text(encoding="utf-8")
        forms = text.count('method="post"')
        assert text.count("{{ token() }}") == forms, path
        scripts = re.findall(
            r"""<script(?: type="module")? src="\{\{ static\('[\w.]+'\) \}\}"(?: defer)?></script>""", text
        )
        assert text.count("<script") == len(scripts), path
        assert "style=" not in text, path
        assert not {"http://", "https://"} & set(text.split('"')), path
