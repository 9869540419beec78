"""Asks what still separates the possible offices, and decides."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows import words
from bot.talk.free_words import PlaceOrWords
from bot.talk.letters import Letter
from bot.talk.places import Place
from bot.talk.questions import Number, Option
from bot.talk.script import ask, choose, count, look, me, now, take_back
from participation.core.clock import BERLIN
from participation.core.text import Sayable, Words, t
from participation.demand import services as demand
from participation.offices import queries
from participation.offices.finder import matcher
from participation.offices.responsibility import AskAttribute, AskPlace, Found, nearest_first, resolve
from participation.offices.units import units
from participation.offices.values import Area, Attribute, Service, Unit, Where

MOST = 8  # questions; real data need one or two
NOT_SAID = Option("not-said", t("I would rather not say"))
NOT_KNOWN = Option("not-known", t("I do not know"))


@dataclass(frozen=True, slots=True)
class Answered:
    """The finder's answer with what is needed to say it."""

    found: Found
    units: dict[str, Unit]
    because: Sayable | None
    whose: dict[str, Sayable]
    place: str | None
    asked_place: bool

    @property
    def only_office(self) -> Unit | None:
        """The one office people go to, None if several are possible."""
        fronts = {possible.unit for possible in self.found.front}
        return self.units.get(next(iter(fronts))) if len(fronts) == 1 else None


async def responsible_for(service: Service) -> Answered | None:
    """Ask for place and circumstances as far as they matter; None where nothing is known."""
    rules = await look(queries.rules, service.slug)
    areas = {area.key: area for area in await look(queries.areas)}
    names = sorted({condition.attribute for rule in rules for condition in rule.when})
    attributes = {one.name: one for one in await look(queries.attributes, names)} if names else {}
    today = (await now()).astimezone(BERLIN).date()
    kept = (await me()).place
    where, asked = (Place(()).recall(kept) if kept else None), False
    answers: dict[str, str] = {}
    for _ in range(MOST):
        outcome = resolve(rules, areas, where, answers, attributes, today)
        match outcome:
            case AskPlace(None):
                where, asked = await _place(tuple(areas.values()), service), True
            case AskPlace(within, postcode) if within is not None and where is not None:
                where = await (_postcode(areas, where) if postcode else _district(areas, where))
            case AskAttribute(name):
                answers[name] = await _circumstance(attributes[name])
            case Found():
                ids = [possible.unit for possible in outcome.front] + [*outcome.back, *outcome.counselling]
                shown = {unit.id: unit for unit in await look(units, ids)}
                outcome = nearest_first(outcome, shown, (where and where.postcode) or "")
                place = Place(()).keep(where) if where else None
                await count("demand", demand.count, service.slug, where.area if where else "", await now())
                because, whose = words.reason(outcome, areas, attributes), words.whose(outcome, areas, attributes)
                return Answered(outcome, shown, because, whose, place, asked)
            case _:
                return None
    return None


async def _place(areas: tuple[Area, ...], service: Service) -> Where:
    """Ask for the place; who writes instead of it that they need something else is asking for that."""
    index, language = await look(matcher), (await me()).language

    def another_need(text: str) -> bool:
        found = index.match(text, language)
        return found.sure and found.best[0].slug != service.slug

    said = await ask("place", t("Where do you live? Town or postcode."), PlaceOrWords(areas, another_need))
    return await take_back("need", said) if isinstance(said, str) else said


async def _district(areas: dict[str, Area], where: Where) -> Where:
    """Ask for the part of a town; whoever does not know it is told of every office it may be."""
    districts = [area for area in areas.values() if area.parent == where.area and area.kind == "district"]
    likely = [area for area in districts if not where.postcode or where.postcode in area.postcodes] or districts
    options = [Option(area.key, words.area_name(area)) for area in likely]
    chosen = await choose("district", t("Which part of the town do you live in?"), [*options, NOT_KNOWN])
    return Where(where.area, "") if chosen == NOT_KNOWN.id else Where(chosen, where.postcode)


async def _postcode(areas: dict[str, Area], where: Where) -> Where:
    codes = [Option(code, code) for code in areas[where.area].postcodes]
    chosen = await choose("postcode", t("What is your postcode?"), [*codes, NOT_KNOWN])
    return Where(where.area, "" if chosen == NOT_KNOWN.id else chosen)


async def _circumstance(attribute: Attribute) -> str:
    """Ask one thing about the person; empty if they would rather not say. It is never kept beyond this talk."""
    key, question = f"about.{attribute.name}", Words(attribute.question)
    match attribute.type:
        case "number":
            number = await ask(key, question, Number(0, 120))
            return str(number)
        case "letter":
            return await ask(key, question, Letter())
        case "yesno":
            options = [Option("yes", t("Yes")), Option("no", t("No"))]
        case _:
            options = [Option(value, Words(attribute.labels.get(value, {"de": value}))) for value in attribute.values]
    said = await choose(key, question, [*options, NOT_SAID])
    return "" if said == NOT_SAID.id else said
