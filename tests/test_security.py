"""The list in docs/security.md is whole and true; and what no single page can show."""

from __future__ import annotations

import ast
import contextlib
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from admin.routes import TABLE
from bot.settings import read_settings
from bot.wiring import web_app, wired
from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff import queries, services
from participation.staff.permissions import Role
from tests.admin.site import OURS, Site, open_site
from tests.staff.people import NOW, somebody
from tests.support.sources import ROOT, SCRIPTS

LIST = ROOT / "docs" / "security.md"
#: How many requirements of level 1 each section of ASVS 5.0 has.
SECTIONS = {
    "1.2": 5, "1.3": 2, "1.5": 1, "2.1": 1, "2.2": 2, "2.3": 1, "3.2": 2, "3.3": 1, "3.4": 2, "3.5": 3, "4.1": 1, "4.4": 1,
    "5.2": 2, "5.3": 2, "6.1": 1, "6.2": 8, "6.3": 2, "6.4": 2, "7.2": 4, "7.4": 2, "8.1": 1, "8.2": 2, "8.3": 1, "9.1": 3,
    "9.2": 1, "10.4": 5, "11.3": 2, "11.4": 1, "12.1": 1, "12.2": 2, "13.4": 1, "14.2": 1, "14.3": 1, "15.1": 1, "15.2": 1,
    "15.3": 1,
}  # fmt: skip


def _rows() -> list[tuple[str, str]]:
    lines = re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| (.+) \|$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    return [(number, shown) for number, shown in lines]


def test_the_list_is_whole() -> None:
    """Seventy requirements, each once, each with a test or a reason."""
    numbers = [number for number, _ in _rows()]
    expected = [f"{section}.{number}" for section, many in SECTIONS.items() for number in range(1, many + 1)]

    assert len(numbers) == 70
    assert numbers == expected
    for number, shown in _rows():
        assert shown.startswith(("`tests/", "Does not apply: ")), number


def test_every_named_test_exists() -> None:
    """Nobody renames a test and leaves the list behind."""
    named = {test for _, shown in _rows() for test in re.findall(r"`(tests/[^`]+)`", shown)}
    assert len(named) > 40
    for test in named:
        path, _, name = test.partition("::")
        defined = {node.name for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}  # fmt: skip
        assert name in defined, test


def test_the_rules_are_written_down() -> None:
    """Guessing, access, input and renewal of libraries: each has its words."""
    text = LIST.read_text(encoding="utf-8")
    for said in ("Slow-down, never lock-out", "## Who may do what", "## What is taken in", "within 7 days"):
        assert said in text
    for name in ("imports", "offices", "survey"):
        assert (ROOT / "docs" / "formats" / f"{name}.md").exists()


async def test_nobody_has_an_account_from_the_start(sqlite: Database) -> None:
    """A fresh database knows nobody; only the demo has accounts, and says so."""
    async with sqlite.reading() as session:
        assert await queries.accounts(session) == []


@pytest.fixture
async def mighty(county: Path, tmp_path: Path, clock: SetClock) -> AsyncIterator[Site]:
    """The staff pages, and one person with every role."""
    database = Database(sqlite_url(Path(shutil.copy(county, tmp_path / "county.db"))))
    account = await somebody(database, "everything", Role.ADMINISTRATION)
    async with database.writing() as session:
        for role in Role:
            await services.grant(session, account.id, role, "birkenstadt", "test", NOW)
    async with open_site(database, clock) as opened:
        yield opened
    await database.close()


def _content(site: Site) -> list[str]:
    with contextlib.closing(sqlite3.connect(str(site.database.url.database))) as connection:
        return list(connection.iterdump())


def _pages() -> list[str]:
    return [re.sub(r"\{\w+\}", "unknown", route.split(" ")[1]) for route in TABLE if route.startswith("GET")]


async def test_looking_changes_nothing(mighty: Site) -> None:
    """Every GET of the table, opened by somebody who may do everything, leaves the database as it was."""
    person = await mighty.signed_in("everything")
    before = _content(mighty)
    for path in _pages():
        await person.get(path, headers={"Sec-Fetch-Site": "cross-site"})

    assert _content(mighty) == before
    assert len(before) > 100


async def test_every_answer_names_its_kind(mighty: Site) -> None:
    """Pages, refusals and files say what they are, and texts in which charset; nothing is guessed."""
    person = await mighty.signed_in("everything")
    for path in [*_pages(), "/staff/static/staff.css", "/staff/static/icon.svg", "/staff/nothing"]:
        page = await person.get(path)
        kind = page.headers["Content-Type"]
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "charset=utf-8" in kind or not kind.startswith("text/html"), path


async def test_no_answer_is_meant_for_other_origins(mighty: Site) -> None:
    """No page lets another site read it, whatever origin it says."""
    person = await mighty.signed_in("everything")
    for path in _pages():
        page = await person.get(path, headers={"Origin": "https://evil.example"})
        assert not [name for name in page.headers if name.lower().startswith("access-control")], path


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'; drop table x; --", "{{ 7*7 }}"]
)
async def test_names_are_shown_as_text(mighty: Site, name: str) -> None:
    """A name that would be script, mark or template is a name: in lists, on its page, in fields and in the record."""
    person = await mighty.signed_in("everything")
    await person.get("/staff/accounts/new")
    made = await person.post("/staff/accounts/new", name="odd", shown=name, language="en")
    again = await person.post("/staff/accounts/new", name="odd", shown=name, language="en")
    pages = [made, again, await person.get("/staff/accounts"), await person.get("/staff/audit")]

    for page in pages:
        assert not re.search(r"<script>alert|<img src=x|>49<", page.text)
    assert again.status == 422
    assert all(re.search(r"&lt;|&#34;|&#39;|\{\{ 7\*7 \}\}", page.text) for page in pages[:3])


@pytest.mark.parametrize("path", ["../access.py", "..%2faccess.py", "%2e%2e/access.py", "..\\access.py", "/etc/passwd", ".git/config", "../../.git/config", ""])  # fmt: skip
async def test_static_files_stay_in_their_folder(mighty: Site, path: str) -> None:
    """Neither code nor source control data, nor a list of files."""
    person = mighty.person()
    async with person.browser.get(URL(f"{mighty.address}/staff/static/{path}", encoded=True)) as answer:
        assert answer.status in {403, 404}
        assert "import" not in await answer.text()


async def test_signing_out_clears_the_browser(mighty: Site) -> None:
    """The cookie goes, and the browser is told to forget pages and storage; scripts store nothing anyway."""
    person = await mighty.signed_in("everything")
    sent = {"token": person.token}
    async with person.browser.post(f"{mighty.address}/staff/sign-out", data=sent, headers=OURS, allow_redirects=False) as answer:  # fmt: skip
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert 'lotse-staff=""' in answer.headers["Set-Cookie"]
    for path in SCRIPTS:
        assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", path.read_text(encoding="utf-8")), path  # fmt: skip


@pytest.mark.parametrize("secure", [True, False])
async def test_by_https_browsers_are_told_to_stay_there(
    county: Path, tmp_path: Path, clock: SetClock, secure: bool
) -> None:
    """A year of HSTS on every answer where people come by HTTPS, also behind a proxy that ends TLS; else none."""
    url = sqlite_url(Path(shutil.copy(county, tmp_path / "lotse.db")))
    settings = read_settings({"LOTSE_DATABASE_URL": url, "LOTSE_DATA": str(tmp_path), "LOTSE_PUBLIC_URL": f"http{'s' * secure}://lotse.example"})  # fmt: skip
    async with wired(settings, clock) as parts, TestClient(TestServer(web_app(parts))) as client:
        for path in ("/", "/chat", "/staff/sign-in", "/staff/nothing", "/nothing", "/staff/static/staff.css"):
            answer = await client.get(path, allow_redirects=False)
            assert (answer.headers.get("Strict-Transport-Security") == "max-age=31536000") == secure, path
