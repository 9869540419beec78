"""Plays a story: each line in a process of its own, as far as the program can tell."""

from __future__ import annotations

import json
import re
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from bot.settings import read_settings
from bot.talk.channel import Button, Incoming, Reply
from bot.talk.models import Conversation
from bot.talk.replies import menu_buttons
from bot.wiring import Wired, wired
from participation.appointments.models import Booking
from participation.appointments.services import hold
from participation.appointments.values import Wish
from participation.core.clock import BERLIN, SetClock
from participation.core.outbox import Owed, Priority
from participation.people.models import Contact
from participation.surveys.queries import open_surveys
from participation.surveys.services import close_survey, create_survey, open_survey
from tests.stories.decision import steering_group_decides
from tests.stories.survey import SURVEY
from tests.stories.transcript import Story, Turn, shown

ISOLATES = re.compile("[\u2066-\u2069]")  # they keep directions apart on a screen; a story is easier to read without
OFFICE = "servicezentrum-migration"  # where the stories book
WAITING = re.compile(r"(\d+) (minute|hour|day)s? pass(?:es)?")
TAKEN = re.compile(r"others take \[(.+)\]")


@dataclass(slots=True)
class Stage:
    """One person's talk. Nothing is kept here between two lines but what a person sees on the screen."""

    database_url: str
    story: Story
    language: str
    clock: SetClock = field(init=False)
    screen: list[Button] = field(default_factory=list)
    drawn: dict[str, str] = field(default_factory=dict)
    last: Incoming | None = None
    heard: int = 0

    def __post_init__(self) -> None:
        begins = datetime.fromisoformat(self.story.given.get("clock", "2026-11-23 10:00"))
        self.clock = SetClock(begins.replace(tzinfo=BERLIN))
        self.language = self.story.given.get("language", self.language)
        self.screen = list(menu_buttons(self.language))  # the page shows them to whoever comes

    async def sets_up(self) -> None:
        """Make true what the story says of its beginning."""
        if self.story.given.get("with") == "a survey":
            async with self._opened() as parts, parts.database.writing() as session:
                survey = await create_survey(session, SURVEY, "staff")
                await open_survey(session, survey, self.clock.now(), self.clock.now() + timedelta(days=14))

    async def plays(self, turn: Turn) -> list[str]:
        """Have one line happen, everything opened anew; return the answer as lines of a story."""
        async with self._opened() as parts:
            if turn.mark == ">":
                replies = await self._says(parts, turn.words)
            else:
                replies = await self._happens(parts, turn.words)
            await self._learns_drawn(parts)
        for reply in replies:
            assert _balanced(reply.text), f"directions are not kept apart in {reply.text!r}"
        self.screen = [button for reply in replies for button in reply.buttons] + self.screen
        return self._masked(shown([(_words(reply), self._labels(reply)) for reply in replies]))

    def _opened(self) -> AbstractAsyncContextManager[Wired]:
        return wired(read_settings({"LOTSE_DATABASE_URL": self.database_url}), self.clock)

    async def _says(self, parts: Wired, words: str) -> list[Reply]:
        for real, placeholder in self.drawn.items():
            words = words.replace(placeholder, real)
        pressed = re.fullmatch(r"\[(.+)\]", words)
        choice = self._button(pressed[1]) if pressed else None
        text = None if choice or words == "(a photo)" else words
        return await self._sends(parts, text, choice)

    def _button(self, label: str) -> str:
        found = next(
            (button.code for button in self.screen if button.label in {label, f"☐ {label}", f"☑ {label}"}), None
        )
        assert found, f"no button [{label}] among {[button.label for button in self.screen]}"
        return found

    async def _sends(self, parts: Wired, text: str | None, choice: str | None) -> list[Reply]:
        channel = self.story.given.get("channel", "webchat")
        greeted = self.last is None and self.story.given.get("greeted") != "no"
        hint = None if self.language == "none" else self.language
        self.heard += 1
        self.last = Incoming(channel, "somebody", str(self.heard), text, choice, hint, greeted=greeted)
        return [Reply.from_json(due.payload) for due in await parts.desk.answer(self.last)]

    async def _happens(self, parts: Wired, what: str) -> list[Reply]:
        if passed := WAITING.fullmatch(what):
            self.clock.forward(**{f"{passed[2]}s": float(passed[1])})
        elif taken := TAKEN.fullmatch(what):
            await self._others_take(parts, taken[1])
        elif what == "the same message comes again":
            assert self.last is not None
            return [Reply.from_json(due.payload) for due in await parts.desk.answer(self.last)]
        elif what == "the survey closes":
            async with parts.database.writing() as session:
                for survey in await open_surveys(session, self.clock.now()):
                    await close_survey(session, survey.id, self.clock.now())
        elif what == "the steering group decides":
            async with parts.database.writing() as session:
                await steering_group_decides(session, self.clock)
            await parts.worker.tell_news()
        else:
            raise ValueError(f"nobody knows how this happens: {what}")
        return await self._notices(parts)

    async def _others_take(self, parts: Wired, label: str) -> None:
        """Have others hold every place of the time behind a button of the open question."""
        index = int(self._button(label).rpartition(".")[2])
        async with parts.database.writing() as session:
            state = json.loads((await session.execute(select(col(Conversation.state)))).scalar_one())
            at, minutes, slots, seats = state["open"]["options"][index].split(" ")
            starts_at = datetime.strptime(f"{at}+0000", "%Y-%m-%dT%H:%MZ%z")
            wish = Wish(OFFICE, "residence-permit", starts_at, int(minutes), int(slots), int(seats), "de")
            for number in range(int(seats)):
                await hold(session, wish, f"other{number}", self.clock.now())

    async def _notices(self, parts: Wired) -> list[Reply]:
        """What has come unasked."""
        waiting = select(col(Owed.payload)).where(col(Owed.address) == "somebody", col(Owed.priority) > Priority.REPLY)
        async with parts.database.reading() as session:
            return [Reply.from_json(payload) for payload in (await session.execute(waiting)).scalars()]

    async def _learns_drawn(self, parts: Wired) -> None:
        """Note numbers and codes that were drawn at random, under the names a story has for them."""
        mine = select(Booking).join(Contact, col(Contact.id) == col(Booking.person)).order_by(col(Booking.starts_at))
        async with parts.database.reading() as session:
            for booking in (await session.execute(mine)).scalars():
                if booking.number not in self.drawn:
                    which = f" {count}" if (count := len(self.drawn) // 2 + 1) > 1 else ""
                    self.drawn |= {booking.number: f"{{number{which}}}", booking.code: f"{{code{which}}}"}

    def _labels(self, reply: Reply) -> list[str]:
        labels = [button.label for button in reply.buttons]
        menu = [button.label for button in menu_buttons(reply.language)]
        return ["the menu"] if labels == menu else labels

    def _masked(self, lines: list[str]) -> list[str]:
        masked = [ISOLATES.sub("", line) for line in lines]
        for real, placeholder in self.drawn.items():
            masked = [line.replace(real, placeholder) for line in masked]
        return masked


def _words(reply: Reply) -> str:
    return f"({reply.file.name})" if reply.file else reply.text


def _balanced(text: str) -> bool:
    """Whether every isolate is closed on its own line, so that nothing turns the words around it."""
    lines = text.split("\n")
    return all(line.count("\u2069") == sum(map(line.count, "\u2066\u2067\u2068")) for line in lines)


def copy_of(template: Path, folder: Path) -> str:
    """Return the URL of a copy of a prepared database."""
    copy = folder / "lotse.db"
    copy.write_bytes(template.read_bytes())
    return f"sqlite+aiosqlite:///{copy}"
