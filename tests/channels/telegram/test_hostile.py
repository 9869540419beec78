"""Whatever comes in, nothing stops; what cannot be answered is set aside."""

from __future__ import annotations

import io
import json
import logging
import random

import pytest
from aiohttp import ClientSession

from tests.admin.test_fuzz import NAUGHTY
from tests.channels.telegram.conftest import Start
from tests.channels.telegram.updates import Maker
from tests.support.botapi import BotApi
from tests.support.shared import shared_data


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_every_kind_of_update_is_survived(api: BotApi, start: Start, mode: str) -> None:
    """Every update type and message content of the Bot API may come; the next person is answered as ever."""
    spec = json.loads((shared_data("badinput/telegram") / "bot-api-spec.min.json").read_text())
    stranger, amira = api.person(41), api.person(42)
    kinds = [kind for kind, _ in Maker(spec, stranger.user, stranger.chat).updates()]
    for _, content in Maker(spec, stranger.user, stranger.chat).updates():
        api.update(**content)
    await start(mode)
    amira.says("/help")
    await amira.until(lambda: len(amira.screen) >= 2)
    await api.until(lambda: mode == "polling" or not api.pending, 30)

    assert len(kinds) > 90
    assert "These words work at any time" in amira.screen[-1].text


BROKEN = {
    "a date beyond all calendars": b'{"update_id": %d, "message": {"message_id": 1, "date": 99999999999999, "chat": {"id": 41, "type": "private"}, "from": {"id": 41, "is_bot": false, "first_name": "A"}, "text": "secret"}}',
    "a message that is a number": b'{"update_id": %d, "message": 7}',
    "a chat without id": b'{"update_id": %d, "message": {"message_id": 1, "date": 1, "chat": {}, "text": "secret"}}',
    "a list for a person": b'{"update_id": %d, "message": {"message_id": 1, "date": 1, "chat": {"id": 41, "type": "private"}, "from": [], "text": "secret"}}',
    "no JSON at all": b'{"update_id": %d, "message": {"text": "secret',
    "a number of 5000 digits": b'{"update_id": %d, "message": {"date": ' + b"9" * 5000 + b"}}",
    "ten thousand brackets": b'{"update_id": %d, "message": ' + b"[" * 10_000 + b"}",
    "bytes that are no UTF-8": b'{"update_id": %d, "message": {"text": "\xff\xfe secret"}}',
    "half a character and a NUL": b'{"update_id": %d, "message": {"message_id": 1, "date": 1, "chat": {"id": 41, "type": "private"}, "from": {"id": 41, "is_bot": false, "first_name": "A"}, "text": "\\ud83d secret\\u0000"}}',
}


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_one_broken_update_blocks_nobody(
    api: BotApi, start: Start, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Before, between and after what cannot be read, people are answered; the log says so, and not what they wrote."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("telegram").setLevel(logging.WARNING)
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)
    stranger, amira = api.person(41), api.person(42)
    for payload in BROKEN.values():
        number = api.new_number()
        api.raw(number, payload.replace(b"%d", str(number).encode()))
        amira.says("/help")
    await start(mode)
    await amira.until(lambda: len(amira.screen) == 1 + len(BROKEN))
    await api.until(lambda: mode == "polling" or not api.pending)

    assert len(stranger.screen) <= 2
    assert any("set aside" in record.message for record in caplog.records)
    assert "secret" not in caplog.text
    assert "TEST-token" not in caplog.text


async def test_any_body_brought_to_the_webhook(api: BotApi, start: Start, caplog: pytest.LogCaptureFixture) -> None:
    """Every file of a test suite for JSON readers, alone and in the place of a message: taken and put aside, never a 5xx."""
    await start("webhook")
    await api.until(lambda: bool(api.delivery.url))
    folder = shared_data("badinput/json") / "JSONTestSuite" / "test_parsing"
    bodies = [path.read_bytes() for path in sorted(folder.iterdir())]
    bodies += [b'{"update_id": 7, "message": ' + body + b"}" for body in bodies]
    headers = {"X-Telegram-Bot-Api-Secret-Token": api.delivery.secret, "Content-Type": "application/json"}
    statuses = set()
    async with ClientSession() as http:
        for body in bodies:
            async with http.post(api.delivery.url, data=io.BytesIO(body), headers=headers) as answer:
                statuses.add(answer.status)
    amira = api.person(42)
    amira.says("/help")
    await amira.until(lambda: len(amira.screen) == 2)

    assert statuses == {200}
    assert len(bodies) > 600


async def test_shuffled_and_repeated_updates_are_answered_once(api: BotApi, start: Start) -> None:
    """Telegram may deliver again what was confirmed, and in any order: everything is answered once."""
    api.shuffled, api.repeating = random.Random(3), True  # noqa: S311  only to shuffle
    people = [api.person(number) for number in range(100, 120)]
    await start()
    for _ in range(3):
        for person in people:
            person.says("/help")
    for person in people:
        await person.until(lambda person=person: len(person.screen) >= 4)
    marker = api.person(42)
    marker.says("/help")
    await marker.until(lambda: len(marker.screen) == 2)

    assert [len(person.screen) for person in people] == [4] * len(people)


async def test_a_second_poller_is_told_of_in_the_log(
    api: BotApi, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """Where another process polls, the log says what to do, and we go on once it is gone."""
    api.pollers = 1
    amira = api.person(42)
    await start()
    await api.until(lambda: bool(api.named("getUpdates")))
    api.pollers = 0
    amira.says("/help")
    await amira.until(lambda: len(amira.screen) == 2)

    assert "only one may" in caplog.text


async def test_a_webhook_without_the_secret_is_refused(api: BotApi, start: Start) -> None:
    """Whoever guesses the address but not the secret is not heard."""
    await start("webhook")
    await api.until(lambda: bool(api.delivery.url))
    secret, api.delivery.secret = api.delivery.secret, "guessed"
    amira = api.person(42)
    amira.says("/help")
    await api.delivery.delivered.wait()
    heard, refused = len(amira.screen), set(api.delivery.statuses)
    api.delivery.secret = secret
    await amira.until(lambda: len(amira.screen) == 2)

    assert refused == {403}
    assert heard == 0
    assert len(secret) >= 32


async def test_a_body_too_large_is_set_aside_and_taken(api: BotApi, start: Start) -> None:
    """Refusing four megabytes would have them brought again for a day: they are taken and put aside."""
    await start("webhook")
    amira = api.person(42)
    amira.says("x" * 4_000_000)
    amira.says("/help")
    await amira.until(lambda: len(amira.screen) == 2)

    assert set(api.delivery.statuses) == {200}


async def test_forged_and_foreign_buttons_do_nothing(api: BotApi, start: Start) -> None:
    """A press taken from somebody else's talk, made up, or of odd characters is answered kindly; the question stays open."""
    await start()
    amira, stranger = api.person(42), api.person(43)
    for person in (amira, stranger):
        person.says("/language")
        await person.sees("Which language")
    seen = amira.screen[-1]
    foreign = stranger.screen[-1].rows[0][0][1]
    own = seen.rows[0][0][1]
    forged = [
        foreign,
        own + "9",
        "q.x.1.0",
        "q....",
        "f.no_such_flow",
        "c.drop",
        "",
        "\u202e",
        "x" * 64,
        "\x00",
        "'; --",
    ]
    for turn, code in enumerate(forged):
        before = len(amira.screen)
        amira.presses_code(code, seen)
        await amira.until(lambda before=before: len(amira.screen) > before)
        assert "Which language" in amira.screen[-1].text, (turn, code)
    amira.says("English")
    await amira.until(lambda: "Which language" not in amira.screen[-1].text)

    assert "Which language" in stranger.screen[-1].text


async def test_naughty_strings_are_answered(api: BotApi, start: Start) -> None:
    """Characters that turn or overlay others, and strings that have broken other programs: each gets its answer."""
    await start()
    for number, string in enumerate(one for one in NAUGHTY if one.strip()):
        person = api.person(100 + number)
        person.says(string[:4000])
    everybody = list(api.people.values())
    await api.until(lambda: not api.pending and all(person.screen for person in everybody), 60)

    assert len(everybody) > 20
