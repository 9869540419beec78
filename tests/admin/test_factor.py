"""The second factor by browser: set up at the first sign-in, asked for at every other, never passed by."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from admin.routes import TABLE, Door
from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff import totp
from participation.staff.permissions import Role
from participation.staff.values import Account
from tests.admin.site import KEY, Page, Person, Site, open_site
from tests.staff.people import PASSWORD, somebody

OPEN_HALFWAY = {"POST /staff/sign-out", "POST /staff/language", "GET /staff/static"}


@pytest.fixture
async def strict(county: Path, tmp_path: Path, clock: SetClock) -> AsyncIterator[Site]:
    """The staff pages as a municipality runs them: everybody needs a second factor."""
    database = Database(sqlite_url(Path(shutil.copy(county, tmp_path / "county.db"))))
    async with open_site(database, clock, second_factor=True) as opened:
        yield opened
    await database.close()


def _shown(page: Page) -> bytes:
    """The secret that stands on the page as text."""
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page.text)
    assert found, page.words
    return base64.b32decode(found[1].replace(" ", ""))


def _salt(page: Page) -> str:
    found = re.search(r'name="salt" value="(\w+)"', page.text)
    assert found
    return found[1]


async def _set_up(
    site: Site,
    person: Person,
    page: Page,
    *,
    password: str = "",
    next: str = "",  # noqa: A002  # the name of the field
) -> tuple[bytes, list[str]]:
    """Let the app read the secret and give its code; return the secret and the recovery codes."""
    secret = _shown(page)
    code = totp.code_at(secret, totp.step_at(site.clock.now()))
    sent = {"salt": _salt(page), "code": code, "password": password, "next": next}
    done = await person.post("/staff/second-factor", headers=None, **sent)
    codes = re.findall(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</code>", done.text)
    assert len(codes) == 10, done.words
    site.clock.forward(seconds=30)
    return secret, codes


async def _enrolled(site: Site, name: str = "clerk", role: Role = Role.AUDIT) -> tuple[Account, bytes, list[str]]:
    account = await somebody(site.database, name, role)
    person = site.person()
    return account, *await _set_up(site, person, await person.signs_in(name))


async def test_the_first_sign_in_leads_to_setting_it_up(strict: Site) -> None:
    """Picture and text hold the same secret; after the right code ten paper codes are shown once and the pages are open."""
    await somebody(strict.database, "clerk", Role.AUDIT)
    clerk = strict.person()
    page = await clerk.signs_in("clerk", next="/staff/audit")
    half = clerk.cookie
    assert page.path == "/staff/second-factor?next=/staff/audit"
    assert "<svg" in page.text
    assert "style=" not in page.text
    assert 'href="/staff/audit"' not in page.text
    wrong = await clerk.post("/staff/second-factor", salt=_salt(page), code="000000", next="/staff/audit")
    assert "This is not the code of this half minute" in wrong.words
    assert _shown(wrong) == _shown(page)
    await _set_up(strict, clerk, wrong, next="/staff/audit")

    assert clerk.cookie != half
    assert (await clerk.get("/staff/audit")).path == "/staff/audit"
    other = await strict.person().get("/staff", cookies={"lotse-staff": str(half)})
    assert other.path.startswith("/staff/sign-in")
    assert "set up the second factor" in (await clerk.get("/staff/audit")).words


async def test_every_other_sign_in_asks_for_the_code(strict: Site) -> None:
    """Then the page asked for comes, with a new token; the same code does not open a second time."""
    _, secret, codes = await _enrolled(strict)
    clerk, other = strict.person(), strict.person()
    asked = await clerk.signs_in("clerk", next="/staff/audit")
    half = clerk.cookie
    assert asked.path == "/staff/sign-in/code?next=/staff/audit"
    assert 'name="next" value="/staff/audit"' in asked.text
    code = totp.code_at(secret, totp.step_at(strict.clock.now()))
    page = await clerk.post("/staff/sign-in/code", code=code, next="/staff/audit")
    assert (page.path, clerk.cookie != half) == ("/staff/audit", True)
    await other.signs_in("clerk")
    again = await other.post("/staff/sign-in/code", code=code)
    assert (again.status, "has been used already" in again.words) == (403, True)
    assert (await other.post("/staff/sign-in/code", code=codes[3])).path == "/staff"

    assert "you have 9 recovery codes left" in (await other.get("/staff/me")).words


@pytest.mark.parametrize("enrolled", [True, False])
async def test_the_password_alone_opens_no_route(strict: Site, enrolled: bool) -> None:
    """Every route of the table leads back to the second factor, for the mightiest role too, whether it is set up or not."""
    if enrolled:
        await _enrolled(strict, "chief", Role.ADMINISTRATION)
    else:
        await somebody(strict.database, "chief", Role.ADMINISTRATION)
    chief = strict.person()
    await chief.signs_in("chief")
    first = "/staff/sign-in/code" if enrolled else "/staff/second-factor"
    for route, needed in TABLE.items():
        method, path = route.replace("{", "").replace("}", "").split(" ")
        if needed is Door.OPEN or route in OPEN_HALFWAY or path == first:
            continue
        page = await (chief.get(path) if method == "GET" else chief.post(path))
        assert page.path.split("?")[0] == first, route


async def test_half_a_sign_in_cannot_put_another_factor_in_place(strict: Site) -> None:
    """Who stole the password is not let to set up an own app; one begun before the owner's own is refused after it."""
    await somebody(strict.database, "clerk")
    thief, owner = strict.person(), strict.person()
    page = await thief.signs_in("clerk")
    await _set_up(strict, owner, await owner.signs_in("clerk"))
    await thief.signs_in("clerk")
    code = totp.code_at(_shown(page), totp.step_at(strict.clock.now()))
    await thief.post("/staff/second-factor", salt=_salt(page), code=code)

    assert (await thief.get("/staff/me")).path.startswith("/staff/sign-in/code")


async def test_a_new_phone_needs_the_password(strict: Site) -> None:
    """An unlocked computer is not enough: the password is asked for; then the old codes end."""
    _, _, codes = await _enrolled(strict)
    clerk = strict.person()
    await clerk.signs_in("clerk")
    await clerk.post("/staff/sign-in/code", code=codes[0])
    page = await clerk.get("/staff/second-factor")
    code = totp.code_at(_shown(page), totp.step_at(strict.clock.now()))
    for password in ("", "a wrong password"):
        refused = await clerk.post("/staff/second-factor", salt=_salt(page), code=code, password=password)
        assert (refused.status, 'id="password-wrong"' in refused.text) == (422, True)
    await _set_up(strict, clerk, page, password=PASSWORD)
    await clerk.signs_in("clerk")

    assert (await clerk.post("/staff/sign-in/code", code=codes[1])).status == 403


async def test_guesses_wait(strict: Site) -> None:
    """Four wrong codes, then 429 with the time to wait."""
    await _enrolled(strict)
    clerk = strict.person()
    await clerk.signs_in("clerk")
    for _ in range(4):
        assert (await clerk.post("/staff/sign-in/code", code="123456")).status == 403
    slow = await clerk.post("/staff/sign-in/code", code="123456")

    assert (slow.status, slow.headers["Retry-After"]) == (429, "1")


async def test_an_administrator_resets_a_lost_factor(strict: Site) -> None:
    """The person is out at once and sets it up anew; the record says who did it, and nobody does it to themselves."""
    account, _, codes = await _enrolled(strict)
    _, _, mine = await _enrolled(strict, "chief", Role.ADMINISTRATION)
    clerk, chief = strict.person(), strict.person()
    await clerk.signs_in("clerk")
    await clerk.post("/staff/sign-in/code", code=codes[0])
    await chief.signs_in("chief")
    await chief.post("/staff/sign-in/code", code=mine[0])
    assert "Reset the second factor" in (await chief.get(f"/staff/accounts/{account.id}")).words
    done = await chief.post(f"/staff/accounts/{account.id}/factor")
    assert "second factor not set up yet" in done.words
    assert (await clerk.get("/staff")).path.startswith("/staff/sign-in")
    page = await clerk.signs_in("clerk")
    assert page.path == "/staff/second-factor"
    await _set_up(strict, clerk, page)

    assert "Chief reset the second factor clerk" in (await clerk.get("/staff/audit")).words


async def test_odd_salts_and_codes(strict: Site) -> None:
    """Whatever is sent as salt or code, nothing is set up and nothing breaks."""
    await somebody(strict.database, "clerk")
    clerk = strict.person()
    page = await clerk.signs_in("clerk")
    for salt in ("", "x" * 32, "A" * 32, "a" * 33, _salt(page)):
        for code in ("", "0", "９９９９９９", "a" * 41, "1e5", "-00001"):
            answer = await clerk.post("/staff/second-factor", salt=salt, code=code)
            assert answer.status in {200, 422}

    assert (await clerk.get("/staff")).path == "/staff/second-factor"


async def test_the_secret_is_not_kept_in_the_page_of_others(strict: Site) -> None:
    """The secret follows from the account: the same salt shows somebody else another one."""
    for name in ("clerk", "colleague"):
        await somebody(strict.database, name)
    first, second = strict.person(), strict.person()
    page = await first.signs_in("clerk")
    await second.signs_in("colleague")
    other = await second.post("/staff/second-factor", salt=_salt(page), code="000000")

    assert _salt(other) == _salt(page)
    assert _shown(other) != _shown(page)
    assert KEY.hex() not in page.text


async def test_a_password_change_keeps_the_sign_in_whole(strict: Site) -> None:
    """Who changes the password need not give another code."""
    _, _, codes = await _enrolled(strict)
    clerk = strict.person()
    await clerk.signs_in("clerk")
    await clerk.post("/staff/sign-in/code", code=codes[0])
    await clerk.get("/staff/me")
    new = "Tee, Regen & Rad"
    page = await clerk.post("/staff/me/password", old_password=PASSWORD, new_password=new, again_password=new)

    assert page.path == "/staff/me?done"
