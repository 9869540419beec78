"""A chat in the terminal: one line in, the replies out; with JSON one object a line each way."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TextIO

from bot.talk.channel import Button, Incoming, Reply
from bot.talk.desk import Desk
from bot.talk.personal import forget
from participation.appointments.queries import bookings_of_person
from participation.core.clock import Clock
from participation.core.db import Database
from participation.core.ids import new_id
from participation.core.outbox import forget_address, tick_off
from participation.people.queries import contact_at
from participation.people.services import mark_gone

CHANNEL = "console"


@dataclass(slots=True)
class Console:
    """One person at a terminal. A line `[Label]` presses the button with that label."""

    database: Database
    desk: Desk
    clock: Clock
    language: str | None
    as_json: bool
    address: str = field(default_factory=new_id)
    buttons: tuple[Button, ...] = ()

    async def run(self, lines: TextIO, out: TextIO) -> None:
        """Talk until the input ends."""
        try:
            await self._hear(Incoming(CHANNEL, self.address, new_id(), text="/start", language=self.language), out)
            while line := await asyncio.to_thread(lines.readline):
                if incoming := self._read(line.rstrip("\n"), out):
                    await self._hear(incoming, out)
        finally:
            await self._leave()

    async def _leave(self) -> None:
        """Nobody comes back to this address: whoever is expected nowhere is forgotten; to others nothing is sent any more."""
        now = self.clock.now()
        async with self.database.writing(anyway=True) as session:
            contact = await contact_at(session, CHANNEL, self.address)
            if contact is None:
                return
            if await bookings_of_person(session, contact.id, now):  # to forget them would cancel what was booked
                await mark_gone(session, CHANNEL, self.address)
                await forget_address(session, CHANNEL, self.address)
            else:
                await forget(session, contact.id, now)

    def _read(self, line: str, out: TextIO) -> Incoming | None:
        if not self.as_json:
            pressed = re.fullmatch(r"\[(.+)\]", line.strip())
            code = next((button.code for button in self.buttons if pressed and button.label == pressed[1]), None)
            return Incoming(CHANNEL, self.address, new_id(), text=None if code else line, choice=code)
        try:
            said = json.loads(line)
            text, choice = said.get("text"), said.get("choice")
            if not isinstance(text or choice, str):
                raise TypeError
        except (ValueError, AttributeError, TypeError, RecursionError):
            print(
                json.dumps({"error": 'one object a line: {"text": "..."} or {"choice": "code of a button"}'}), file=out
            )
            return None
        sent = f"{self.address}:{said.get('id') or new_id()}"  # everybody may begin with 1
        return Incoming(
            CHANNEL,
            self.address,
            hashlib.sha256(sent.encode(errors="replace")).hexdigest()[:32],
            text=text,
            choice=choice,
        )

    async def _hear(self, incoming: Incoming, out: TextIO) -> None:
        due = await self.desk.answer(incoming)
        replies = [Reply.from_json(message.payload) for message in due]
        for reply in replies:
            print(_as_json(reply) if self.as_json else _as_text(reply), file=out, flush=True)
        if replies:
            self.buttons = replies[-1].buttons
        async with self.database.writing() as session:
            await tick_off(session, [message.id for message in due], self.clock.now())


def _as_text(reply: Reply) -> str:
    buttons = "  ".join(f"[{button.label}]" for button in reply.buttons)
    file = f"\n({reply.file.name}, {len(reply.file.content)} bytes)" if reply.file else ""
    return f"{reply.text}{file}\n{buttons}\n" if buttons else f"{reply.text}{file}\n"


def _as_json(reply: Reply) -> str:
    buttons: Iterable[dict[str, str]] = [{"code": button.code, "label": button.label} for button in reply.buttons]
    said: dict[str, Any] = {"text": reply.text, "language": reply.language, "buttons": list(buttons)}
    if reply.file:
        content = base64.b64encode(reply.file.content).decode()
        said["file"] = {"name": reply.file.name, "type": reply.file.mime, "content": content}
    return json.dumps(said, ensure_ascii=False)


def terminal() -> tuple[TextIO, TextIO]:
    return sys.stdin, sys.stdout
