"""A canary run: secrets and people's words go through everything that can fail, at DEBUG; then we look where they are."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar

from admin.routes import TABLE
from participation.core.clock import SetClock
from participation.core.db import Database, sqlite_url
from participation.staff.permissions import Role
from participation.surveys.queries import survey
from tests.admin.site import OURS
from tests.admin.test_fuzz import FIELDS
from tests.staff.people import PASSWORD, somebody
from tests.support.botapi import BotApi
from tests.support.botapi_faults import Fault
from tests.support.botapi_people import Seen
from tests.support.running import Running, free_port, running
from tests.support.signing_in import SAVED, staff_works
from tests.support.straight import malformed
from tests.surveys.small import opened

pytestmark = pytest.mark.alone

TOKEN = "123456:TEST-token_of-nobody"
CHAT = 987_654_321_123
#: Words nobody else uses, by what they are.
WORDS = {
    "a need": "Kanarienbedarf", "a bug": "Kanarienfehler", "a database error": "Kanarienzeile", "something unreadable": "Kanarienmuell",
    "a word too much": "Kanarienflut", "a web need": "Kanariennetz", "a password": "Kanarienpasswort17", "a staff name": "kanarienname",
    "a cookie": "Kanarienkeks", "a header": "Kanarienkopf", "an address": "203.0.113.177", "a link": "Kanarienverweis", "a file": "Kanariendatei",
    "a survey answer": "Kanarienwunsch", "a staff form": "Kanarienformular", "a head": "Kanarienhaupt", "a line": "127.0.0.77",
}  # fmt: skip

#: What may be in the database while a talk goes on: its open answers, which are needed to go on.
IN_A_TALK = {"a need", "a web need", "a bug", "a word too much", "a survey answer"}


@pytest.fixture
async def api() -> BotApi:
    server = BotApi()
    await server.start()
    return server


async def test_the_canary_is_nowhere(county: Path, tmp_path: Path, api: BotApi) -> None:
    """No token, address or word is in the log; in the files only what is needed, and nothing after /forget.

    The control: a line that was planted in the log is found.
    """
    file = Path(shutil.copy(county, tmp_path / "lotse.db"))
    database = Database(sqlite_url(file))
    await somebody(database, "chief", Role.ADMINISTRATION)
    await somebody(database, "lena", Role.COORDINATION)
    asked = await opened(database, SetClock(datetime.now(UTC)))
    async with database.reading() as session:
        survey_of = await survey(session, asked)
    assert survey_of is not None
    await database.close()
    metrics = free_port()
    settings = {
        "LOTSE_TELEGRAM_TOKEN": TOKEN, "LOTSE_TELEGRAM_API": api.url, "LOTSE_LOG_LEVEL": "DEBUG",
        "LOTSE_TRUSTED_PROXIES": "127.0.0.1", "LOTSE_LOG_FORMAT": "json", "LOTSE_METRICS_PORT": str(metrics),
    }  # fmt: skip
    try:
        async with running(tmp_path, ("-m", "tests.buggy"), **settings) as server:
            await _on_telegram(api)
            await _in_the_web_chat(server)
            await _at_the_staff_door(server)
            assert b" 400 " in await malformed(server.address, WORDS["a head"], at=WORDS["a line"])
            secrets = await staff_works(server.address, file, "lena", at=WORDS["a line"])
            await _in_a_survey(api, survey_of.code)
            during = _files(tmp_path)
            _copy(file, tmp_path / "backup.db")
            measured = await _measured(metrics)
            await _forget(api, server)
            await server.stop()
    finally:
        await api.stop()

    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert "ValueError" in log
    assert "IntegrityError" in log or "OperationalError" in log
    assert ("set aside" in log, log.count("Error handling request from …")) == (True, 2)
    assert all(line.startswith("{") for line in log.splitlines()), "one record a line"
    assert ("lotse_" in measured, _found(measured)) == (True, [])
    assert (SAVED in log, "no such table: finding" in log) == (False, True), "the control: the error is told"
    assert _found(log) == [], [line[:200] for line in log.splitlines() if _found(line)]
    assert {what for what, word in WORDS.items() if word.encode() in during} <= IN_A_TALK
    assert SAVED.encode() in during, "the control: what staff save is kept"
    assert WORDS["a survey answer"].encode() in during, "the control: it is there while somebody answers"
    assert str(CHAT).encode() in during, "the control: the address is there while somebody talks"
    assert TOKEN.encode() not in during
    in_backup = (tmp_path / "backup.db").read_bytes()
    assert {what for what, word in WORDS.items() if word.encode() in in_backup} <= IN_A_TALK
    after = _files(tmp_path)
    assert [secrets.found(where) for where in (log.encode(), during, in_backup, after)] == [[], [], [], []]
    assert {what for what, word in WORDS.items() if word.encode() in after} == set()
    assert str(CHAT).encode() not in after
    assert _found(f"{log}planted: {WORDS['a need']}, {TOKEN}\n") == ["a need", "a token"]
    planted = " ".join([*secrets.known.values(), log]).encode()
    assert secrets.found(planted) == [*secrets.known]


def _found(text: str) -> list[str]:
    """What of all that must not be there is in a text, however it is written."""
    everything = {**WORDS, "a token": TOKEN, "a chat": str(CHAT)}
    return [what for what, word in everything.items() if word.lower() in text.lower()]


async def _on_telegram(api: BotApi) -> None:
    """A need, a bug, a refused statement, something unreadable, a flood; and Telegram fails in every way."""
    person = api.person(CHAT)
    for fault in (
        Fault("sendMessage", 500),
        Fault("sendMessage", 400, "Bad Request: chat not found"),
        Fault("sendMessage", cut=True),
    ):
        api.faults.append(fault)
        person.says(f"/start stumble_{WORDS['a bug']}")
    person.says("/cancel")
    person.says(f"/start stumble_{WORDS['a bug']}")
    person.says(WORDS["a bug"])
    await person.until(lambda: any("went wrong" in seen.text for seen in person.screen))
    person.says("/cancel")
    person.says(f"/start break_{WORDS['a database error']}")
    number = api.new_number()
    broken = '{"update_id": %d, "message": {"date": 99999999999999, "chat": {"id": %d}, "text": "%s"'
    api.raw(number, (broken % (number, CHAT, WORDS["something unreadable"])).encode())
    person.says("/cancel")
    person.says(WORDS["a need"])
    for _ in range(20):
        person.says(WORDS["a word too much"])
    await person.until(lambda: any("more than I can answer" in seen.text for seen in person.screen))


async def _in_the_web_chat(server: Running) -> None:
    headers = {
        "X-Forwarded-For": WORDS["an address"],
        "Cookie": f"lotse={WORDS['a cookie']}",
        "User-Agent": WORDS["a header"],
    }
    async with ClientSession(server.address, cookie_jar=CookieJar(unsafe=True), headers=headers) as http:
        for sent in ({"text": WORDS["a web need"]}, {"choice": "q." + WORDS["a link"]}):
            async with http.post("/chat", data=sent, allow_redirects=False) as answer:
                assert answer.status == 303
        async with http.get("/chat/join", params={"key": WORDS["a link"]}) as answer:
            assert answer.status == 200
        async with http.post("/chat/join", data={"key": WORDS["a link"]}) as answer:
            assert answer.status == 410
        async with http.post(
            "/chat",
            data=b"\xff" + WORDS["a word too much"].encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        ) as answer:
            assert answer.status == 400
        async with http.get("/" + WORDS["a link"]) as answer:
            assert answer.status == 404
        async with http.post("/chat/forget") as answer:
            assert answer.status == 200


async def _at_the_staff_door(server: Running) -> None:
    async with ClientSession(server.address, headers={**OURS, "X-Forwarded-For": WORDS["an address"]}) as http:
        for name in (WORDS["a staff name"], "chief"):
            async with http.post("/staff/sign-in", data={"name": name, "password": WORDS["a password"]}) as answer:
                assert answer.status == 403
        signing_in = {"name": "chief", "password": PASSWORD}
        async with http.post("/staff/sign-in", data=signing_in, allow_redirects=False) as answer:
            assert answer.status == 303
        for route in sorted(TABLE):
            method, path = route.split(" ")
            if method == "POST" and path != "/staff/sign-out":
                form = dict.fromkeys(FIELDS, WORDS["a staff form"])
                async with http.post(_of_nothing(path), data=form, allow_redirects=False) as answer:
                    assert answer.status < 500
        async with http.post("/staff/surveys/file", data={"file": WORDS["a file"]}, allow_redirects=False) as answer:
            assert answer.status == 303


def _of_nothing(path: str) -> str:
    return re.sub(r"\{[^}]*\}+", "none", path)


async def _in_a_survey(api: BotApi, code: str) -> None:
    """Somebody else answers a survey in their own words, leaves it, and deletes everything."""
    person = api.person(CHAT + 1)
    person.says(f"/start s_{code}")
    for said in ("1", "2", WORDS["a survey answer"]):
        before = len(person.screen)
        await person.until(lambda: bool(person.screen) and bool(person.screen[-1].rows))
        person.says(said)
        await person.until(lambda before=before: len(person.screen) > before)
    await api.until(lambda: not api.pending)  # a turn may say several things: all of them were heard


async def _measured(port: int) -> str:
    async with ClientSession() as http, http.get(f"http://127.0.0.1:{port}/metrics") as answer:
        return await answer.text()


async def _forget(api: BotApi, server: Running) -> None:
    """The person deletes everything; the worker empties the log of the database soon after."""
    person = api.person(CHAT)

    def asked() -> list[Seen]:
        return [seen for seen in person.screen if len(seen.labels) >= 2 and "shall i delete" in seen.text.lower()]

    for _ in range(4):
        await asyncio.sleep(8)  # whoever flooded us is heard again after a while of quiet
        person.says("/forget")
        with contextlib.suppress(AssertionError):  # not yet: they are quiet a while longer
            await person.until(lambda: bool(asked()))
            break
    person.presses(asked()[-1].labels[0], on=asked()[-1])
    await person.until(lambda: any("has been deleted" in seen.text for seen in person.screen))
    other = api.person(CHAT + 1)
    other.says("/forget")
    await other.until(lambda: "shall i delete" in other.screen[-1].text.lower())
    other.says("1")
    await other.until(lambda: "has been deleted" in other.screen[-1].text)


def _files(folder: Path) -> bytes:
    """The database with everything beside it but the log."""
    return b"".join(path.read_bytes() for path in folder.glob("lotse.db*")) + b"".join(
        path.read_bytes() for path in folder.glob("forgotten*")
    )


def _copy(file: Path, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as source, contextlib.closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def test_the_canaries_are_birds_of_their_own() -> None:
    """No word is part of another, so that what is found is what was meant."""
    words = list(WORDS.values())

    assert not [(one, other) for one in words for other in words if one != other and one.lower() in other.lower()]
    assert not [word for word in words if re.search(r"\s", word)]
