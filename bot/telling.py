"""Tells everybody who took part and wanted to hear what became of their answers, in their language, once."""

from __future__ import annotations

import hashlib
import hmac
import logging
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows import outcomes
from bot.talk import replies
from bot.talk.channel import Button, Reply
from bot.talk.script import FLOWS
from participation.core.db import Database
from participation.core.languages import FALLBACKS
from participation.core.outbox import Message, Priority, owe
from participation.core.space import NothingStored
from participation.core.text import Words, render, t
from participation.offices.units import units
from participation.offices.values import Unit
from participation.people.queries import Reachable, reachable
from participation.planning.queries import outcomes_for, to_tell
from participation.planning.services import finish_telling
from participation.planning.values import Outcome, Telling, Texts
from participation.surveys.queries import ledger_to_tell, survey
from participation.surveys.services import note_told

BATCH = 200  # persons written to in one transaction, so that nobody waits
FLOW = "what_became_of_it"

log = logging.getLogger(__name__)


async def tell_due(database: Database, now: datetime) -> int:
    """Write down the feedback of every decision not told yet; return of how many. Costs one read when there is none."""
    async with database.reading() as session:
        waiting = await to_tell(session)
    for telling in waiting:
        try:
            await _tell(database, telling, now)
        except NothingStored:  # the disk is full, which was told
            raise
        except Exception:  # told; the other decisions are told, and this one is tried again
            log.exception("telling a decision failed", extra={"action": "telling_failed", "finding": telling.finding})
    return len(waiting)


@dataclass(frozen=True, slots=True)
class News:
    """What is told about one finding; rendered once in each language."""

    title: Texts
    outcome: Outcome
    units: dict[str, Unit]
    rendered: dict[str, str] = field(default_factory=dict)

    def reply(self, language: str) -> Reply:
        if language not in self.rendered:
            self.rendered[language] = self._render(language)
        flow = FLOWS.get(FLOW)
        more = (Button(f"f.{FLOW}", render(flow.menu, language)),) if flow and flow.menu else ()
        return Reply(self.rendered[language], language, (*more, *replies.way_out(language)))

    def _render(self, language: str) -> str:
        heading = t("News about the survey “{title}”, in which you took part:", title=Words(self.title))
        parts = [heading, *outcomes.outcome(self.outcome, self.units, language, briefly=True)]
        return "\n\n".join(render(part, language) for part in parts)


async def _tell(database: Database, telling: Telling, now: datetime) -> None:
    """Tell batch by batch; whoever was told before a crash, or by another worker, is known by their key."""
    async with database.reading() as session:
        news = await _news(session, telling)
    last = ""
    while news is not None:
        async with database.writing() as session:
            persons = await ledger_to_tell(session, telling.survey, after=last, limit=BATCH)
            if not persons:
                break
            people = await reachable(session, persons, held=True)
            await owe(session, [_message(telling, news, person) for person in people], now)
        last = persons[-1]
    async with database.writing() as session:
        if await finish_telling(session, telling.finding, now):
            await note_told(session, telling.survey, now)


async def _news(session: AsyncSession, telling: Telling) -> News | None:
    asked = await survey(session, telling.survey)
    found = [one for one in await outcomes_for(session, [telling.survey]) if one.finding == telling.finding]
    if asked is None or not found:
        return None
    doing = {unit.id: unit for unit in await units(session, outcomes.units_of(found))}
    return News(asked.definition.title, found[0], doing)


def _message(telling: Telling, news: News, person: Reachable) -> Message:
    reply = news.reply(person.language or FALLBACKS[0])
    return Message(person.channel, person.address, reply.to_json(), key_of(telling, person.id), Priority.NOTICE)


def key_of(telling: Telling, person: str) -> str:
    """The key of one person's message. When all are told its secret is erased: then it could be anybody's."""
    return hmac.new(telling.secret.encode(), person.encode(), hashlib.sha256).hexdigest()[:32]
