"""The finder without a conversation: ranked services and the office with its reason, for `lotse ask`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows import words
from bot.talk.places import Place
from bot.talk.questions import Said, Understood
from participation.core.clock import BERLIN
from participation.core.languages import best
from participation.core.text import render
from participation.offices import queries
from participation.offices.finder import recognise
from participation.offices.responsibility import (
    AskAttribute,
    AskPlace,
    Found,
    Outcome,
    Possible,
    anywhere,
    nearest_first,
    resolve,
)
from participation.offices.units import nearest_person, units
from participation.offices.values import Area, Attribute, Rule, Unit, Where


async def asked_as_json(
    session: AsyncSession, text: str, language: str, place: str | None, now: datetime
) -> dict[str, Any]:
    """Return services best first, and for the best one the office, the open question, or that nothing is known."""
    recognised = await recognise(session, text, language)
    shown: dict[str, Any] = {
        "services": [
            {"slug": one.slug, "name": best(one.names, language), "score": one.score} for one in recognised.candidates
        ],
        "sure": recognised.sure,
        "office": None,
    }
    if recognised.candidates:
        shown |= await _office(session, recognised.candidates[0].slug, language, place, now)
    if shown["office"] is None:
        helping = await units(session, await nearest_person(session, None, now.astimezone(BERLIN).date()))
        shown["ask"] = [
            {"id": unit.id, "name": render(words.named(unit), language), "phone": unit.phone} for unit in helping
        ]
    return shown


async def _office(session: AsyncSession, slug: str, language: str, place: str | None, now: datetime) -> dict[str, Any]:
    service = await queries.service(session, slug)
    rules = await queries.rules(session, slug)
    areas = {area.key: area for area in await queries.areas(session)}
    named = {condition.attribute for rule in rules for condition in rule.when}
    attributes = {one.name: one for one in await queries.attributes(session, named)}
    where = _where(place, tuple(areas.values()))
    if place and where is None:
        return {"office": None, "problem": f"the place {place!r} is not known here"}
    today = now.astimezone(BERLIN).date()
    outcome, serves_all = _decided(rules, areas, where, attributes, today)
    if isinstance(outcome, AskPlace):
        return {"office": None, "question": "place"}
    if service is None or not isinstance(outcome, Found):
        return {"office": None, "problem": "no office is known for this here"}
    wanted = [one.unit for one in outcome.front] + list(outcome.counselling)
    known = {unit.id: unit for unit in await units(session, wanted)}
    outcome = nearest_first(outcome, known, (where and where.postcode) or "")
    reason = words.reason(outcome, areas, attributes)
    offices = [_shown(one, known[one.unit]) for one in outcome.front if one.unit in known]
    paragraphs = words.answer(service, outcome, known, reason, today, words.whose(outcome, areas, attributes))
    return {
        "office": offices[0] if offices else None,
        "offices": offices,
        "because": render(reason, language) if reason else "",
        "answer": [render(part, language) for part in paragraphs],
        "place_helps": serves_all and len(offices) > words.MOST,
    }


def _shown(possible: Possible, unit: Unit) -> dict[str, str]:
    """One office: where it is, and on which conditions it is the right one."""
    town = f"{unit.postcode} {unit.city}".strip()
    return {
        "id": unit.id,
        "name": unit.name,
        "address": ", ".join(filter(None, (unit.street, town))),
        "when": " & ".join(f"{c.attribute}{c.operator}{'|'.join(c.values)}" for c in possible.when),
    }


def _decided(
    rules: list[Rule], areas: dict[str, Area], where: Where | None, attributes: dict[str, Attribute], today: date
) -> tuple[Outcome, bool]:
    """Decide without anybody to ask; also say whether the offices serve everybody and the place was not given."""
    serves_all = where is None and bool(wide := anywhere(rules, areas))
    answers: dict[str, str] = {}

    def decide() -> Outcome:
        return resolve(wide if serves_all else rules, areas, where, answers, attributes, today)

    outcome = decide()
    if isinstance(outcome, AskPlace) and outcome.within:
        where = Where(outcome.within, "")
        outcome = decide()
    while isinstance(outcome, AskAttribute):  # all possible offices are named with their conditions
        answers[outcome.name] = ""
        outcome = decide()
    return outcome, serves_all


def _where(place: str | None, areas: tuple[Any, ...]) -> Where | None:
    if not place:
        return None
    match Place(areas).understand(Said("de", text=place)):
        case Understood(where):
            return where
    return None


async def ask_in_words(session: AsyncSession, text: str, language: str, place: str | None, now: datetime) -> list[str]:
    """Return the same as lines of text."""
    shown = await asked_as_json(session, text, language, place, now)
    lines = [f"{one['score']:.2f}  {one['name']}  ({one['slug']})" for one in shown["services"]] or [
        "No service recognised."
    ]
    if shown.get("answer"):
        lines += ["", *shown["answer"]]
        if shown["place_helps"]:
            lines += ["", "With --place TOWN-OR-POSTCODE the nearest come first."]
    elif shown.get("question"):
        lines += ["", "The office depends on the place: give it with --place TOWN-OR-POSTCODE."]
    else:
        helping = "People who can help:" if shown.get("ask") else "Please ask at your town hall."
        lines += ["", f"Not known here{': ' + shown['problem'] if shown.get('problem') else ''}. {helping}"]
        lines += [f"  {one['name']}  {one['phone']}" for one in shown.get("ask", [])]
    return lines
