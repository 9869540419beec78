"""Models of how offices are organised: saved, looked at, taken from files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.forms import Form, posted
from admin.keys import parts, today, visit
from admin.looks import language_of, page, say
from admin.pages.models.compared import ROLES, Called, called
from participation.core.errors import Refused
from participation.core.nodes import LARGEST
from participation.core.text import Sayable, Words, t
from participation.offices.organisation import queries, services
from participation.offices.organisation.as_yaml import read_model, write_model
from participation.offices.organisation.errors import BadModel
from participation.offices.organisation.values import NOW, About, Draft, Model, Task
from participation.offices.values import Role
from participation.staff import queries as staff
from participation.staff import services as record
from participation.staff.permissions import Permission

TODAY = About(NOW, {}, {}, template=False)


async def every(request: web.Request) -> web.StreamResponse:
    return await _every(request, Form())


async def save(request: web.Request) -> web.StreamResponse:
    """Keep the offices as they are under a name."""
    form = await posted(request)
    name, about = form.text("name", most=services.LONGEST), form.text("about", needed=False, most=500)
    if not form.right:
        return await _every(request, form, status=422)
    async with parts(request).database.writing() as session:
        plan = await queries.current(session, today(request))
        draft = Draft("", {language_of(request): name}, {language_of(request): about} if about else {}, plan)
        try:
            id_ = await _kept(session, request, draft)
        except Refused as refusal:
            form.wrong["name"] = refusal.text
    return await _every(request, form, status=409) if form.wrong else _to(id_)


async def take(request: web.Request) -> web.StreamResponse:
    """Keep the model in a file; everything wrong in it is told at once."""
    form, sent = await posted(request), (await request.post()).get("file")
    if not isinstance(sent, web.FileField) or not sent.filename:
        form.wrong["file"] = t("Please choose a file.")
        return await _every(request, form, status=422)
    name, content = sent.filename.replace("\\", "/").rsplit("/", 1)[-1][:80], sent.file.read(LARGEST + 1)
    try:
        async with parts(request).database.writing() as session:
            draft = read_model(content, name, await queries.known(session, today(request)))
            id_ = await _kept(session, request, draft)
    except BadModel as refusal:
        form.wrong["file"] = t("The file was not taken in. This has to be changed:")
        return await _every(request, form, status=422, problems=refusal.problems)
    except Refused as refusal:
        form.wrong["file"] = refusal.text
        return await _every(request, form, status=409)
    return _to(id_)


async def one(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        model = await model_of(session, request, request.match_info["model"])
        known = await called(session, model)
    below: dict[str | None, list[str]] = {None: []}
    there = {unit.id: unit for unit in model.plan.units}
    for unit in sorted(model.plan.units, key=lambda unit: (unit.level != "county", unit.name)):
        below.setdefault(unit.parent if unit.parent in there else None, []).append(unit.id)
    return page(
        request, "models/one.html", model=model.about, title=title(model.about), below=below, units=there, known=known,
        tasks=_by_unit(model.plan.tasks, known), roles=ROLES,
    )  # fmt: skip


async def yaml_file(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        model = await model_of(session, request, request.match_info["model"])
    name = model.about.name or {language_of(request): say(title(model.about), language_of(request))}
    id_ = "as-it-is" if model.about.id == NOW else model.about.id
    body = write_model(Draft(id_, name, model.about.about, model.plan))
    headers = {"Content-Disposition": f'attachment; filename="{id_}.yaml"'}
    return web.Response(text=body, content_type="application/yaml", headers=headers)


async def _every(
    request: web.Request, form: Form, *, status: int = 200, problems: Sequence[str] = ()
) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        found = await queries.models(session)
        by = await staff.shown_names(session, [about.account for about in found])
    may_save = visit(request).account.may(Permission.KEEP_OFFICES)
    return page(
        request, "models/every.html", status=status, form=form, models=[TODAY, *found], by=by, title=title, may_save=may_save,
        problems=problems, before=NOW, after=next((about.id for about in found if about.template), NOW),
    )  # fmt: skip


def _by_unit(tasks: Sequence[Task], known: Called) -> Mapping[str, Mapping[Role, list[Sayable]]]:
    """The services of each unit, by role, each once."""
    slugs: dict[str, dict[Role, dict[str, None]]] = {}
    for task in tasks:
        slugs.setdefault(task.unit, {}).setdefault(task.role, {})[task.service] = None
    return {
        unit: {role: [known.service(slug) for slug in found] for role, found in sorted(roles.items())}
        for unit, roles in slugs.items()
    }


async def model_of(session: AsyncSession, request: web.Request, id_: str) -> Model:
    """A model by its id, or the offices as they are."""
    if id_ == NOW:
        return Model(TODAY, await queries.current(session, today(request)))
    found = await queries.model(session, id_) if re.fullmatch("[a-z0-9-]{1,60}", id_) else None
    if found:
        return found
    raise web.HTTPNotFound


async def _kept(session: AsyncSession, request: web.Request, draft: Draft) -> str:
    account, now = visit(request).account.id, parts(request).clock.now()
    id_ = await services.save(session, draft, account, now)
    await record.note(session, account, "model-saved", id_, now)
    return id_


def title(about: About) -> Sayable:
    return t("The offices as they are now") if about.id == NOW else Words(about.name)


def _to(id_: str) -> web.Response:
    raise web.HTTPSeeOther(f"/staff/models/{id_}")


ROUTES = [
    web.get("/models", every),
    web.post("/models", save),
    web.post("/models/file", take),
    web.get("/models/{model}", one),
    web.get("/models/{model}/yaml", yaml_file),
]
