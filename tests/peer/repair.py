"""Stands between Lotse and npm telegram-test-api 4.2.1 and mends what that does unlike Telegram.

It leaves out `is_bot` and `chat_instance`, counts dates in milliseconds, answers null instead of true and 500 to
methods it does not know, and never sends the webhook's secret.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

SECRET = "X-Telegram-Bot-Api-Secret-Token"
EMPTY: Mapping[str, Any] = {
    "getMyCommands": [], "getMyName": {"name": ""}, "getMyShortDescription": {"short_description": ""},
    "getMyDescription": {"description": ""}, "setMyCommands": True, "setMyName": True, "setMyShortDescription": True,
    "setMyDescription": True, "sendChatAction": True, "getWebhookInfo": {"url": "", "has_custom_certificate": False,
    "pending_update_count": 0},
}  # fmt: skip  # what the peer does not know at all


@dataclass
class Repair:
    """A proxy in both directions. *secret* and *hook* are those of `setWebhook`."""

    peer: str
    secret: str = ""
    hook: str = ""
    asked: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    url: str = ""
    _http: aiohttp.ClientSession | None = None
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_post("/hook", self._bring)
        self._http = aiohttp.ClientSession()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner and self._http:
            await self._runner.cleanup()
            await self._http.close()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked.append(method)
        given = {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
        if method == "setWebhook":
            self.hook, self.secret, given["url"] = given["url"], given.get("secret_token", ""), f"{self.url}/hook"
        if method in EMPTY:
            return web.json_response({"ok": True, "result": EMPTY[method]})
        assert self._http is not None
        async with self._http.post(self.peer + request.path, data=given) as response:
            body = json.loads(await response.read())
        if "ok" not in body:
            body = {"ok": False, "error_code": 404, "description": "Not Found"}
        return web.json_response(_mended(method, body), status=200 if body["ok"] else 404)

    async def _bring(self, request: web.Request) -> web.Response:
        assert self._http is not None
        update = _whole(await request.json())
        async with self._http.post(self.hook, json=update, headers={SECRET: self.secret}) as response:
            self.statuses.append(response.status)
        return web.Response()


def _mended(method: str, body: dict[str, Any]) -> dict[str, Any]:
    result: Any = body.get("result")
    if method == "getMe":
        result["is_bot"] = True
    elif method == "getUpdates":
        body["result"] = [_whole(update) for update in result]
    elif method == "sendMessage":
        result["date"] //= 1000
        result.setdefault("from", {"id": 1, "is_bot": True, "first_name": "Lotse"})
    elif result is None:
        body["result"] = True
    return body


def _whole(update: dict[str, Any]) -> dict[str, Any]:
    if query := update.get("callback_query"):
        query.setdefault("chat_instance", "1")
        query["message"].setdefault("date", 1795424400)
    return update
