"""Keeping accounts: who works with Lotse, and as what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.choosing import offices
from admin.columns import Column, Listing
from admin.forms import Form, posted
from admin.keys import base, parts, visit
from admin.lists import answer, arrange, ask
from admin.looks import language_of, page
from participation.core.errors import Refused
from participation.core.languages import shipped
from participation.core.text import Sayable, Words, t, tn
from participation.offices.units import search
from participation.staff import factor, invitations, queries, services
from participation.staff.permissions import SCOPED, Role
from participation.staff.values import Account

ROLES = {
    Role.ADMINISTRATION: t("Administration"),
    Role.COORDINATION: t("Coordination"),
    Role.FRONT_OFFICE: t("Front office"),
    Role.BACK_OFFICE: t("Back office"),
    Role.SELF_ORGANISATION: t("Self-organisation"),
    Role.PLANNER: t("Planning"),
    Role.STEERING_GROUP: t("Steering group"),
    Role.AUDIT: t("Audit"),
}

STATES = {"in-use": t("in use"), "invited": t("invited"), "closed": t("closed")}
FACTORS = {
    "set-up": t("set up"),
    "missing": t("missing"),
    "elsewhere": t("at the identity provider"),
}


async def every(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        known = await queries.accounts(session)
        shared = await _shared(session)
    listing = _listing(shared["scopes"])
    return await answer(request, "accounts/every.html", arrange(ask(request, listing), listing, known))


def _listing(scopes: Mapping[str, Sayable]) -> Listing[Account]:
    def roles(one: Account) -> list[Sayable]:
        """With the unit or organisation in brackets."""
        return [
            t("{role} ({place})", role=ROLES[held.role], place=scopes.get(held.scope, held.scope)) if held.scope else ROLES[held.role]
            for held in one.grants
        ]  # fmt: skip

    return Listing("accounts", t("Accounts"), (
        Column("name", t("Name"), lambda one: one.shown, link=lambda one: f"/staff/accounts/{one.id}", head=True),
        Column("sign-in", t("Sign-in name"), lambda one: one.name),
        Column("role", t("Roles"), lambda one: roles(one) or t("none"), code=lambda one: [held.role for held in one.grants], options={role.value: name for role, name in ROLES.items()}),
        Column("state", t("State"), lambda one: STATES[_state(one)], code=_state, options=dict(STATES)),
        Column("factor", t("Second factor"), lambda one: FACTORS[_factor(one)], code=_factor, options=dict(FACTORS)),
        Column("since", t("Since"), lambda one: one.created_on, days=True),
    ), css=lambda one: "" if one.active else "is-done", counted=lambda n: tn("{n} account", "{n} accounts", n))  # fmt: skip


def _state(one: Account) -> str:
    return "in-use" if one.active and not one.provisional else "invited" if one.active else "closed"


def _factor(one: Account) -> str:
    return "elsewhere" if one.elsewhere else "set-up" if one.factor else "missing"


async def new(request: web.Request) -> web.StreamResponse:
    return page(request, "accounts/new.html", form=Form())


async def create(request: web.Request) -> web.StreamResponse:
    """Create an account; the link by which its person chooses a password is shown once."""
    form = await posted(request)
    chosen = form.text("name", most=60), form.text("shown", most=100), form.choice("language", shipped("staff"))
    if not form.right:
        return page(request, "accounts/new.html", status=422, form=form)
    known = parts(request)
    try:
        async with known.database.writing() as session:
            created = await services.create_account(session, chosen, "", _me(request), known.clock.now())
            token = await invitations.invite(session, created.id, _me(request), known.clock.now())
    except Refused as refusal:
        form.wrong["name"] = refusal.text
        return page(request, "accounts/new.html", status=422, form=form)
    return await _one(request, created.id, token=token)


async def one(request: web.Request) -> web.StreamResponse:
    return await _one(request, request.match_info["account"])


async def grant(request: web.Request) -> web.StreamResponse:
    form, id_ = await posted(request), request.match_info["account"]
    role = form.kind("role", Role)
    async with parts(request).database.reading() as session:
        there = offices(await search(session, ""), language_of(request))
    scope = there.chosen(form, "scope", needed=role in SCOPED)
    if role is None or not form.right:
        return await _one(request, id_, form=form, status=422)
    async with parts(request).database.writing() as session:
        await services.grant(session, id_, role, scope, _me(request), parts(request).clock.now())
    raise web.HTTPSeeOther(f"/staff/accounts/{id_}")


async def revoke(request: web.Request) -> web.StreamResponse:
    form, id_ = await posted(request), request.match_info["account"]
    role = form.kind("role", Role)
    if role is None:
        raise web.HTTPNotFound
    async with parts(request).database.writing() as session:
        scope = form.text("scope", needed=False)
        await services.revoke(session, id_, role, scope, _me(request), parts(request).clock.now())
    raise web.HTTPSeeOther(f"/staff/accounts/{id_}")


async def invite(request: web.Request) -> web.StreamResponse:
    """Show a new link, once, by which somebody chooses their password; the one so far opens nothing any more."""
    id_, known = request.match_info["account"], parts(request)
    async with known.database.writing() as session:
        token = await invitations.invite(session, id_, _me(request), known.clock.now())
    return await _one(request, id_, token=token)


async def reset_factor(request: web.Request) -> web.StreamResponse:
    """Take away a second factor that was lost."""
    id_, known = request.match_info["account"], parts(request)
    async with known.database.writing() as session:
        await factor.reset(session, id_, _me(request), known.clock.now())
    raise web.HTTPSeeOther(f"/staff/accounts/{id_}")


async def set_active(request: web.Request) -> web.StreamResponse:
    form, id_, now = await posted(request), request.match_info["account"], parts(request).clock.now()
    async with parts(request).database.writing() as session:
        change = services.reactivate if form.ticked("active") else services.deactivate
        await change(session, id_, _me(request), now)
    raise web.HTTPSeeOther(f"/staff/accounts/{id_}")


async def _one(
    request: web.Request, id_: str, *, form: Form | None = None, token: str = "", status: int = 200
) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        account = await queries.account(session, id_)
        if account is None:
            raise web.HTTPNotFound
        shared = await _shared(session)
    link = f"{base(request)}{invitations.PATH}{token}" if token else ""
    return page(
        request, "accounts/one.html", status=status, account=account, form=form or Form(), link=link,
        mine=account.id == _me(request), choices=offices(shared["units"], language_of(request)), **shared,
    )  # fmt: skip


async def _shared(session: AsyncSession) -> dict[str, Any]:
    found = await search(session, "")
    scopes: dict[str, Sayable] = {unit.id: Words(unit.names) for unit in found}
    return {
        "roles": ROLES, "scoped": SCOPED, "scopes": scopes, "units": found,
        "offices": [unit for unit in found if unit.kind != "self-organisation"],
        "organisations": [unit for unit in found if unit.kind == "self-organisation"],
    }  # fmt: skip


def _me(request: web.Request) -> str:
    return visit(request).account.id


ROUTES = [
    web.get("/accounts", every),
    web.get("/accounts/new", new),
    web.post("/accounts/new", create),
    web.get("/accounts/{account}", one),
    web.post("/accounts/{account}/grant", grant),
    web.post("/accounts/{account}/revoke", revoke),
    web.post("/accounts/{account}/invite", invite),
    web.post("/accounts/{account}/factor", reset_factor),
    web.post("/accounts/{account}/active", set_active),
]
