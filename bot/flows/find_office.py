"""A person says what they need and learns which office is responsible, and why."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flows import words
from bot.flows.appointment import book_at
from bot.flows.responsible import Answered, responsible_for
from bot.flows.wrong_office import report_wrong_office
from bot.talk.free_words import WORDS, OneOrWords
from bot.talk.questions import Option
from bot.talk.script import ask, flow, keep_place, look, me, now, say, take_back
from participation.core.clock import BERLIN
from participation.core.text import Text, Words, t
from participation.offices import queries
from participation.offices.danger import in_danger
from participation.offices.finder import Candidate, Recognised, recognise
from participation.offices.units import nearest_person, units
from participation.offices.values import Service

NONE = Option("none", t("None of these"))
NEARLY, LIKELY = 0.1, 0.4  # so much less than the best, and so much at least: a service that may be meant as well
EMERGENCY = t(
    "Is somebody in danger? Call {fire} (fire brigade, ambulance) or {police} (police). The call is free, day and night.",
    fire=words.number("112"),
    police=words.number("110"),
)
SHOWN = 40  # services of a topic
WRONG = Option("wrong", t("It was the wrong office"))
NOTHING = Option("nothing", t("Nothing more, thank you"))
PERSON = Option("person", t("Talk to a person"))


@flow("find_office", menu=t("Find the right office"))
async def find_office() -> None:
    service = await wanted_service(t("What do you need? Write it in your own words, or as one word."))
    if service is None:
        return await people_to_ask()
    answered = await responsible_for(service)
    if answered is None:
        await say(t("I do not know an office for “{service}” at this place.", service=Words(service.names)))
        return await people_to_ask()
    today = (await now()).astimezone(BERLIN).date()
    await say(*words.answer(service, answered.found, answered.units, answered.because, today, answered.whose))
    return await _what_next(service, answered)


async def wanted_service(question: Text) -> Service | None:
    """Ask what somebody needs and find out which service is meant; None if no service is."""
    need = await ask("need", question)
    recognised = await look(recognise, need, (await me()).language)
    told = await _urgent(recognised)
    danger = in_danger(need)
    if danger and not told:
        await say(EMERGENCY)
    slug = None
    if danger or (told and not recognised.sure):
        slug = await _choose("service", t("What would you like to do now?"), [*_options(told), PERSON])
    elif recognised.sure:
        slug = recognised.candidates[0].slug
    elif recognised.candidates:
        slug = await _choose("service", t("What do you mean?"), [*_options(recognised.candidates), NONE, PERSON])
    if slug is None or slug == NONE.id:
        slug = await _by_topic(understood=slug is not None)
    service = await look(queries.service, slug) if slug and slug != PERSON.id else None
    if service is not None and service.urgent and service.slug not in {one.slug for one in told}:
        await say(words.urgent(service))
    if service is not None and recognised.sure and not danger:
        await say(t("I understand: {service}. If you mean something else, write /back.", service=Words(service.names)))
    if service is not None and (await me()).language in service.about:
        await say(Words(service.about))
    return service


def _options(services: Sequence[Candidate | Service]) -> list[Option]:
    return [Option(one.slug, Words(one.names)) for one in services]


async def _urgent(recognised: Recognised) -> list[Service]:
    """Whoever may be in danger reads first whom to call, before any question; returns the services told of."""
    best = recognised.candidates[0].score if recognised.candidates else 0
    near = [one.slug for one in recognised.candidates if one.score >= max(best - NEARLY, LIKELY)]
    urgent = [one for one in await look(queries.services, near) if one.urgent] if near else []
    for service in urgent:
        await say(words.urgent(service))
    return urgent


async def _by_topic(*, understood: bool) -> str | None:
    question = t("What is it about?") if understood else t("I am not sure what you mean. What is it about?")
    topics = [Option(topic.id, Words(topic.names)) for topic in await look(queries.topics)]
    topic = await _choose("topic", question, [*topics, PERSON])
    if topic == PERSON.id:
        return None
    found = sorted(await look(queries.services, None, topic), key=lambda one: len(one.names) == 1)  # translated first
    services = [Option(one.slug, Words(one.names)) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        await say(t("There are more services about this. If yours is not here, describe it in other words."))
    slug = await _choose("service_of_topic", t("Which of these?"), [*services, NONE])
    return None if slug == NONE.id else slug


async def _choose(key: str, question: Text, options: Sequence[Option]) -> str:
    """Ask for one of *options*; who writes something else instead is asking for something else."""
    said = await ask(key, question, OneOrWords(tuple(options)))
    if said.startswith(WORDS):
        await take_back("need", said.removeprefix(WORDS))
    return said


async def _what_next(service: Service, answered: Answered) -> None:
    office = answered.only_office
    options = []
    if office is not None and words.bookable(office.periods):
        options.append(Option("book", t("Book an appointment there")))
    if answered.asked_place:
        options.append(Option("keep-place", t("Remember where I live")))
    elif (await me()).place:
        options.append(Option("forget-place", t("I live somewhere else now")))
    if not options:
        return
    match await _choose("next", t("What would you like to do now?"), [*options, WRONG, NOTHING]):
        case "book" if office is not None:
            await book_at(office, service)
        case "keep-place":
            await keep_place(answered.place)
            await say(t("I will remember your place. You can change that under “My data”."))
        case WRONG.id:
            await report_wrong_office(service, answered)
            await people_to_ask()
        case "forget-place":
            await keep_place(None)
            await say(t("I have forgotten your place. Please ask again."))
        case _:
            await say(t("I am glad to help. Just write when you need something."))


async def people_to_ask() -> None:
    """Name people who help with anything, nearest first."""
    kept = (await me()).place
    today = (await now()).astimezone(BERLIN).date()
    helping = await look(units, await look(nearest_person, kept.split()[0] if kept else None, today))
    if not helping:
        return await say(t("Please ask at your town hall."))
    await say(t("These people can help you personally:"))
    for unit in helping:
        await say(words.named(unit), words.place(unit, today))
    return None
