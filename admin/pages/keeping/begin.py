"""Keeping offices: where to begin, all services, and who is responsible for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aiohttp import web

from admin.columns import Column, Listing
from admin.keys import parts, today
from admin.lists import answer, arrange, ask
from admin.pages.keeping.words import ROLES, Names, names
from participation.core.text import Sayable, Words, t, tn
from participation.offices import queries
from participation.offices.values import Rule, Service

VALID = {"now": t("valid today"), "over": t("ended"), "later": t("begins later")}


async def begin(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        services = await queries.services(session)
        topics: dict[str, Sayable] = {topic.id: Words(topic.names) for topic in await queries.topics(session)}
    listing = _services(topics)
    return await answer(request, "keeping/begin.html", arrange(ask(request, listing), listing, services))


def _services(topics: Mapping[str, Sayable]) -> Listing[Service]:
    return Listing("services", t("Services"), (
        Column("service", t("Service"), lambda one: Words(one.names), link=lambda one: f"/staff/keeping/services/{one.slug}", head=True),
        Column("topic", t("Topic"), lambda one: topics.get(one.topic), code=lambda one: one.topic),
        Column("short", t("Short name"), lambda one: one.slug, shown=False),
        Column("change", t("Change"), lambda _one: None, drawn=True),
    ), order="service", counted=lambda n: tn("{n} service", "{n} services", n))  # fmt: skip


async def responsibilities(request: web.Request) -> web.StreamResponse:
    """Every line of every service: who answers for what, where, and for whom."""
    async with parts(request).database.reading() as session:
        services: dict[str, Sayable] = {one.slug: Words(one.names) for one in await queries.services(session)}
        rules = await queries.rules_by_service(session)
        known = await names(session)
    listing = _rules(services, known, today(request))
    every = [rule for slug in sorted(rules) for rule in rules[slug]]
    return await answer(request, "keeping/responsibilities.html", arrange(ask(request, listing), listing, every))


def _rules(services: Mapping[str, Sayable], known: Names, day: date) -> Listing[Rule]:
    def valid(rule: Rule) -> str:
        over = rule.valid_until and rule.valid_until < day
        return "over" if over else "later" if rule.valid_from and rule.valid_from > day else "now"

    return Listing("responsibilities", t("Responsibilities"), (
        Column("service", t("Service"), lambda rule: services.get(rule.service) or rule.service, link=lambda rule: f"/staff/keeping/rules/{rule.service}", head=True),
        Column("area", t("People living in"), lambda rule: known.area(rule.area), code=lambda rule: rule.area or "everywhere"),
        Column("who", t("Who"), lambda rule: known.lines(rule.when), sorts=False),
        Column("office", t("Office"), lambda rule: known.unit(rule.unit), link=lambda rule: f"/staff/offices/{rule.unit}", code=lambda rule: rule.unit),
        Column("role", t("Role"), lambda rule: ROLES[rule.role], code=lambda rule: rule.role, options={role.value: name for role, name in ROLES.items()}),
        Column("from", t("from"), lambda rule: rule.valid_from),
        Column("until", t("until"), lambda rule: rule.valid_until),
        Column("valid", t("Valid"), lambda rule: VALID[valid(rule)], code=valid, options={**VALID}),
    ), order="service", css=lambda rule: "is-done" if valid(rule) == "over" else "", counted=lambda n: tn("{n} line", "{n} lines", n))  # fmt: skip


ROUTES = [web.get("/keeping", begin), web.get("/keeping/responsibilities", responsibilities)]
