"""The same bot against a Bot API server that others have written: npm telegram-test-api, set up by `make peer`."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.channels.telegram.conftest import lotse
from tests.peer.repair import Repair
from tests.support.botapi import TOKEN

PEER = Path(__file__).resolve().parents[2] / "peer"
USER = {"id": 42, "is_bot": False, "first_name": "Amira", "language_code": "ar"}
CHAT = {"id": 42, "type": "private", "first_name": "Amira"}
PATIENCE = 10.0


@dataclass
class Person:
    """Somebody with the app, as the peer has it."""

    address: str
    http: aiohttp.ClientSession
    seen: list[dict[str, Any]] = field(default_factory=list)

    async def says(self, text: str) -> None:
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        path, more = ("/sendCommand", {"entities": [entity]}) if text.startswith("/") else ("/sendMessage", {})
        await self._post(path, **self._head, chat=CHAT, text=text, **more)

    async def presses(self, label: str) -> None:
        last = self.seen[-1]
        keys = [key for row in _rows(last) for key in row]
        code = next(key["callback_data"] for key in keys if label in key["text"])
        at = {"message_id": last["messageId"], "date": int(time.time()), "chat": CHAT, "text": last["message"]["text"]}
        await self._post("/sendCallback", **self._head, data=code, message=at)

    async def reads(self, words: str) -> str:
        """Wait for a message with these words."""
        async with asyncio.timeout(PATIENCE):
            while not self.seen or words not in self.seen[-1]["message"]["text"]:
                self.seen += (await self._post("/getUpdates", token=TOKEN, chatId=42))["result"]
                await asyncio.sleep(0.05)  # the peer does not tell when something is new
        return str(self.seen[-1]["message"]["text"])

    @property
    def _head(self) -> dict[str, Any]:
        return {"botToken": TOKEN, "date": int(time.time()), "from": USER}

    async def _post(self, path: str, **body: Any) -> Any:
        async with self.http.post(self.address + path, json=body) as response:
            return await response.json()


@pytest.fixture
async def peer() -> AsyncIterator[str]:
    """The address of the running peer."""
    node = shutil.which("node")
    if node is None or not (PEER / "node_modules").is_dir():
        pytest.skip("the independent Bot API server is not installed; to run this test: make peer")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        node, "--unhandled-rejections=warn", "serve.js", str(port), cwd=PEER, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        while await process.stdout.readline() != b"up\n":
            assert process.returncode is None
    yield f"http://127.0.0.1:{port}"
    process.kill()
    await process.wait()


@pytest.fixture
async def between(peer: str) -> AsyncIterator[Repair]:
    """What mends the peer's mistakes."""
    repair = Repair(peer)
    await repair.start()
    yield repair
    await repair.stop()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_one_talk_with_an_independent_server(mode: str, peer: str, between: Repair, data: Path) -> None:
    """Greeted in the phone's language, one presses another, writes what one needs, presses a place, reads the office."""
    async with lotse(between.url, data, mode), aiohttp.ClientSession() as http:
        amira = Person(peer, http)
        await asyncio.wait_for(_ready(between, mode), PATIENCE)
        await amira.says("/start x")
        await amira.reads("كيف يمكنني مساعدتك")
        await amira.says("/language")
        await amira.reads("Which language")
        await amira.presses("English")
        await amira.reads("What would you like to do?")
        await amira.says("I have a new flat")
        await amira.reads("Where do you live?")
        await amira.presses("Lindenau")
        found = await amira.reads("please go to")

    assert "Lindenau" in found
    assert set(between.statuses) <= {200}
    assert bool(between.statuses) == (mode == "webhook")


async def _ready(between: Repair, mode: str) -> None:
    while ("setWebhook" if mode == "webhook" else "getUpdates") not in between.asked:  # noqa: ASYNC110  # another process asks it
        await asyncio.sleep(0.02)


def _rows(seen: dict[str, Any]) -> list[list[dict[str, str]]]:
    markup = seen["message"].get("reply_markup")
    rows: list[list[dict[str, str]]] = markup["inline_keyboard"] if markup else []
    return rows
