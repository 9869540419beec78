"""A local Bot API server: the methods we use, their limits, and misbehaviour on demand."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.support import botapi_files as files
from tests.support import botapi_rules as rules
from tests.support.botapi_delivery import Delivery
from tests.support.botapi_faults import Fault, dawdle, fitting, misbehave
from tests.support.botapi_people import Person, Seen
from tests.support.botapi_profile import Profile
from tests.support.botapi_rules import Refusal

TOKEN = "123456:TEST-token_of-nobody"
ME = {"id": 123456, "is_bot": True, "first_name": "Lotse", "username": "lotse_test_bot"}


@dataclass
class BotApi:
    """The server. Everything the bot does is in *calls*, everything people see on their screens."""

    people: dict[int, Person] = field(default_factory=dict)
    pending: dict[int, bytes] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    profile: Profile = field(default_factory=Profile)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    shuffled: random.Random | None = None
    ago: float = 0.0  # seconds since people write what they write now
    uneven: random.Random | None = None  # some calls take longer than others
    repeating: bool = False
    pollers: int = 0
    delivery: Delivery = field(init=False)
    url: str = ""
    left: list[int] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(70_001))
    _messages: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _queries: set[str] = field(default_factory=set)
    _new: asyncio.Event = field(default_factory=asyncio.Event)
    _confirmed: list[bytes] = field(default_factory=list)
    _runner: web.AppRunner | None = None

    def __post_init__(self) -> None:
        self.delivery = Delivery(self)

    async def start(self) -> str:
        """Listen on a free port; returns the base address for `LOTSE_TELEGRAM_API`."""
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", f"/bot{TOKEN}/{{method}}", self._called)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.url

    async def stop(self) -> None:
        await self.delivery.stop()
        self._new.set()
        if self._runner:
            await self._runner.cleanup()

    def person(self, id_: int, language: str | None = "en") -> Person:
        """Let somebody exist."""
        return self.people.setdefault(id_, Person(self, id_, language))

    def update(self, **content: Any) -> int:
        """Something happens that the bot is told; returns the number of the update."""
        number = next(self._numbers)
        self.raw(number, json.dumps({"update_id": number, **content}).encode())
        return number

    def raw(self, number: int, payload: bytes) -> None:
        """Put any bytes in the place of an update."""
        self.pending[number] = payload
        self._new.set()
        self.delivery.bring(number)

    def new_number(self) -> int:
        return next(self._numbers)

    def new_query(self) -> str:
        query = f"q{len(self._queries) + 1}"
        self._queries.add(query)
        return query

    def named(self, method: str) -> list[dict[str, str]]:
        """The parameters of all calls of one method."""
        return [given for name, given in self.calls if name == method]

    async def until(self, holds: Callable[[], bool], patience: float = 10) -> None:
        """Wait until *holds()*."""
        async with asyncio.timeout(patience), self.changed:
            await self.changed.wait_for(holds)

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = {**request.query, **await files.form(request)}
        self.calls.append((method, given))
        fault = fitting(self.faults, method, given)
        await dawdle(fault, self.uneven)
        if fault and not fault.after and not (fault.slow and fault.status == 200):
            await self._tell()
            return misbehave(fault, request)
        response = await self._answer(method, given)
        await self._tell()
        return misbehave(fault, request) if fault and fault.after else response

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def _answer(self, method: str, given: dict[str, str]) -> web.Response:
        try:
            result = await self._result(re.sub("([A-Z])", lambda found: "_" + found[1].lower(), method), given)
        except Refusal as refusal:
            body = {"ok": False, "error_code": refusal.status, "description": refusal.description}
            extra = {"parameters": refusal.parameters} if refusal.parameters else {}
            return web.json_response({**body, **extra}, status=refusal.status)
        if isinstance(result, bytes):
            return web.Response(body=b'{"ok":true,"result":' + result + b"}", content_type="application/json")
        return web.json_response({"ok": True, "result": result})

    async def _result(self, method: str, given: dict[str, str]) -> Any:
        if my := re.fullmatch("(get|set)_my_(.+)", method):
            return self.profile.answer(my[1], my[2], given)
        if method in files.METHODS:
            return self._hand(given, files.METHODS[method](given))
        known = getattr(self, f"_{method}", None) if method in rules.METHODS else None
        if known is None:
            raise Refusal(404, "Not Found")
        return await known(given)

    async def _get_me(self, _given: dict[str, str]) -> Any:
        return ME

    async def _get_updates(self, given: dict[str, str]) -> bytes:
        if self.delivery.url or self.pollers:
            why = "can't use getUpdates method while webhook is active" if self.delivery.url else "terminated by other"
            raise Refusal(409, f"Conflict: {why}")
        offset, limit = int(given.get("offset", 0)), min(int(given.get("limit", 100)), 100)
        for number in [number for number in self.pending if number < offset]:
            self._confirmed.append(self.pending.pop(number))
        await self._tell()  # whoever waits until all is confirmed need not wait until something new happens
        self.pollers += 1
        try:
            async with asyncio.timeout(float(given.get("timeout", 0))):
                while not self.pending:
                    self._new.clear()
                    await self._new.wait()
        except TimeoutError:
            return b"[]"
        finally:
            self.pollers -= 1
        return b"[" + b",".join(self._batch(limit)) + b"]"

    def _batch(self, limit: int) -> list[bytes]:
        batch = [self.pending[number] for number in sorted(self.pending)][:limit]
        if self.repeating and self._confirmed:
            batch = [*batch, *self._confirmed[-3:], batch[0]]
        if self.shuffled:
            self.shuffled.shuffle(batch)
        return batch

    def _reader(self, given: dict[str, str]) -> Person:
        person = self.people.get(int(given["chat_id"]))
        if person is None:
            raise Refusal(400, "Bad Request: chat not found")
        if person.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return person

    async def _send_message(self, given: dict[str, str]) -> Any:
        if int(given["chat_id"]) < 0:
            return self._shape(0, given["text"], {"id": int(given["chat_id"]), "type": "group", "title": "G"})
        person = self._reader(given)
        seen = Seen(next(self._messages), rules.text(given.get("text")), rules.keyboard(given.get("reply_markup")))
        return self._show(person, seen)

    def _hand(self, given: dict[str, str], file: tuple[str, str, bytes]) -> Any:
        caption = files.caption(given.get("caption"))
        return self._show(self._reader(given), Seen(next(self._messages), caption, [], file=file))

    def _show(self, person: Person, seen: Seen) -> Any:
        person.sees_new(seen)
        return self._shape(seen.id, seen.text, person.chat)

    async def _edit_message_text(self, given: dict[str, str]) -> Any:
        person, seen = self._edited(given)
        text, rows = rules.text(given.get("text")), rules.keyboard(given.get("reply_markup"))
        self._change(seen, text, rows)
        return self._shape(seen.id, seen.text, person.chat)

    async def _edit_message_reply_markup(self, given: dict[str, str]) -> Any:
        person, seen = self._edited(given)
        self._change(seen, seen.text, rules.keyboard(given.get("reply_markup")))
        return self._shape(seen.id, seen.text, person.chat)

    def _edited(self, given: dict[str, str]) -> tuple[Person, Seen]:
        person = self._reader(given)
        seen = next((one for one in person.screen if one.id == int(given["message_id"])), None)
        if seen is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        return person, seen

    def _change(self, seen: Seen, text: str, rows: list[list[tuple[str, str]]]) -> None:
        if (seen.text, seen.rows) == (text, rows):
            raise Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
        seen.text, seen.rows, seen.edited = text, rows, seen.edited + 1

    def _shape(self, number: int, text: str, chat: dict[str, Any]) -> dict[str, Any]:
        return {"message_id": number, "date": int(time.time()), "from": ME, "chat": chat, "text": text}

    async def _answer_callback_query(self, given: dict[str, str]) -> Any:
        if given["callback_query_id"] not in self._queries:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._queries ^= {given["callback_query_id"], given["callback_query_id"] + " answered"}
        return True

    async def _send_chat_action(self, given: dict[str, str]) -> Any:
        return bool(self._reader(given))

    async def _leave_chat(self, given: dict[str, str]) -> Any:
        self.left.append(int(given["chat_id"]))
        return True

    async def _set_webhook(self, given: dict[str, str]) -> Any:
        self.delivery.begin(given)
        return True

    async def _delete_webhook(self, given: dict[str, str]) -> Any:
        await self.delivery.stop()
        if given.get("drop_pending_updates") == "true":
            self.pending.clear()
        return True

    async def _get_webhook_info(self, _given: dict[str, str]) -> Any:
        return {**self.delivery.info(), "pending_update_count": len(self.pending)}
