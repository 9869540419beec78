"""The list in docs/security.md is whole and true; and what no single page can show."""

from __future__ import annotations

import ast
import contextlib
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from admin.routes import TABLE
from bot.settings import read_settings
from bot.wiring import web_app, wired
from participation.core import ids
from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff import queries, services
from participation.staff.invitations import PATH
from participation.staff.permissions import Role
from tests.admin.site import OURS, Site, open_site
from tests.staff.people import NOW, somebody

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "security.md"
#: How many requirements of level 1 each section of ASVS 5.0 has.
SECTIONS = {
    "1.2": 5, "1.3": 2, "1.5": 1, "2.1": 1, "2.2": 2, "2.3": 1, "3.2": 2, "3.3": 1, "3.4": 2, "3.5": 3, "4.1": 1, "4.4": 1,
    "5.2": 2, "5.3": 2, "6.1": 1, "6.2": 8, "6.3": 2, "6.4": 2, "7.2": 4, "7.4": 2, "8.1": 1, "8.2": 2, "8.3": 1, "9.1": 3,
    "9.2": 1, "10.4": 5, "11.3": 2, "11.4": 1, "12.1": 1, "12.2": 2, "13.4": 1, "14.2": 1, "14.3": 1, "15.1": 1, "15.2": 1,
    "15.3": 1,
}  # fmt: skip
CODE = [path for room in ("bot", "participation", "admin") for path in sorted((ROOT / room).rglob("*.py"))]
TEMPLATES = [path for room in ("bot", "admin") for path in sorted((ROOT / room).rglob("templates/**/*.html"))]
SCRIPTS = [path for room in ("bot", "admin") for path in sorted((ROOT / room).rglob("static/*.js"))]


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


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_code_runs_nothing_it_was_told() -> None:
    """No eval, no shell, no unpickling, no loading of YAML or XML that could build things."""
    forbidden = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads", "pickle.load", "marshal.loads", "yaml.load", "yaml.unsafe_load"}  # fmt: skip
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import|from) (xml|lxml|pickle|marshal|shelve)\b", text, re.MULTILINE), path
        for name, call in _calls(path):
            assert name not in forbidden, (path, name)
            assert not any(keyword.arg == "shell" for keyword in call.keywords), (path, name)
            assert "create_subprocess_shell" not in name, path


def test_no_sql_is_put_together_from_text() -> None:
    """Where a statement is text it is fixed; only names written in our own code are put in, in the places below."""
    own = {
        "participation/core/db.py",
        "participation/core/sqlite.py",
        "participation/migrations/run.py",
        "bot/restore.py",
    }
    for path in CODE:
        place = str(path.relative_to(ROOT))
        if place in own or place.startswith("participation/migrations/versions/"):
            continue
        for name, call in _calls(path):
            sql = name in {"text", "sa.text"} or name.rpartition(".")[2] in {
                "execute",
                "exec_driver_sql",
                "executescript",
            }
            if sql and call.args:
                assert not isinstance(call.args[0], ast.JoinedStr | ast.BinOp), (place, call.lineno)


def test_pages_hold_no_script_and_escape_everything() -> None:
    """No template switches escaping off, holds script or an event's handler; no script runs text."""
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|\son[a-z]+\s*=|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML\s*=", text), path


def test_only_sound_hash_functions() -> None:
    """No MD5, and SHA-1 only where RFC 6238 and every authenticator app want it."""
    for path in CODE:
        used = set(re.findall(r"\b(md5|sha1|md4|blake2s)\b", path.read_text(encoding="utf-8")))
        assert used <= ({"sha1"} if path.name == "totp.py" else set()), path


def test_every_library_is_pinned() -> None:
    """One version and a hash for each: what was tested is what runs."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8").strip())
        assert len(blocks) > 20
        for block in blocks:
            assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", block), block[:80]
            assert "--hash=sha256:" in block, block[:80]


def test_tokens_are_long_and_random() -> None:
    """256 bits from the system's generator for sign-ins and invitations, never the same twice."""
    tokens = {ids.new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}


def test_no_secret_stands_in_an_address() -> None:
    """No route takes a token; the code of an invitation is behind #, which browsers keep to themselves."""
    assert not [route for route in TABLE if re.search(r"\{(token|code|secret|session)\}", route)]
    assert URL(f"https://lotse.example{PATH}secret").raw_path_qs == "/staff/invitation"


def test_password_fields_are_masked_and_let_helpers_in() -> None:
    """Each has type=password and says to password managers which one it is; nothing forbids to paste."""
    found = 0
    for path in TEMPLATES:
        for name, rest in re.findall(r'line\(form, "(\w*password\w*)"(.*?)\) \}\}', path.read_text(encoding="utf-8")):
            found += 1
            assert 'type="password"' in rest, (path, name)
            assert re.search(r'autocomplete="(current|new)-password"', rest), (path, name)

    assert found >= 6


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
