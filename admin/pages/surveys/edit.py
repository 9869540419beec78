"""Writing a survey: a form that works without script, or a file."""

from __future__ import annotations

from aiohttp import web

from admin.forms import Form, posted
from admin.keys import parts, visit
from admin.looks import language_of, page, say
from admin.pages.surveys.forms import Fields, definition_of, form_of, known, languages_of, questions_of, rearranged
from admin.pages.surveys.problems import missing
from participation.core.languages import best
from participation.core.nodes import LARGEST
from participation.core.text import Sayable, t, told
from participation.offices.units import search, units
from participation.offices.values import Unit
from participation.staff.permissions import Permission, scopes_of
from participation.surveys import queries, services
from participation.surveys.definition import Definition, Kind
from participation.surveys.errors import SurveyChanged, SurveyCodeTaken, UnreadableSurvey
from participation.surveys.formats.as_yaml import read_survey
from participation.surveys.queries import Survey

KINDS = {
    Kind.ONE: t("one of several answers"),
    Kind.SEVERAL: t("any number of answers"),
    Kind.SCALE: t("a point on a scale"),
    Kind.TEXT: t("own words"),
}
NOT_MINE = t("You may not write surveys for this organisation.")


async def new(request: web.Request) -> web.StreamResponse:
    return await _page(request, Form({"count": "0", "language-ar": "1"}), None)


async def create(request: web.Request) -> web.StreamResponse:
    """Rearrange the form, or keep it as a draft."""
    form = await posted(request)
    if again := _rearranged(form):
        return await _page(request, again, None)
    organisation = form.choice("organisation", [unit.id for unit in await _organisations(request)])
    definition = definition_of(form, organisation or "-")
    if not form.right:
        return await _page(request, form, None, status=422)
    try:
        async with parts(request).database.writing() as session:
            id_ = await services.create_survey(session, definition, visit(request).account.id)
    except SurveyCodeTaken as refusal:
        form.wrong["code"] = refusal.text
        return await _page(request, form, None, status=422)
    raise _onwards(form, id_)


async def edit(request: web.Request) -> web.StreamResponse:
    survey = await _draft(request)
    return await _page(request, form_of(survey.definition), survey)


async def change(request: web.Request) -> web.StreamResponse:
    form, survey = await posted(request), await _draft(request)
    if again := _rearranged(form):
        return await _page(request, again, survey)
    definition = definition_of(form, survey.organisation)
    if not form.right:
        return await _page(request, form, survey, status=422)
    try:
        async with parts(request).database.writing() as session:
            await services.change_survey(session, survey.id, definition, form.was("seen"))
    except SurveyChanged as refusal:
        return await _overtaken(request, form, refusal)
    raise _onwards(form, survey.id)


async def _overtaken(request: web.Request, form: Form, refusal: SurveyChanged) -> web.StreamResponse:
    """What was typed, and that somebody else was faster; whoever saves again does so knowing it."""
    survey = await _draft(request)
    again = Form({**form.given, "seen": form_of(survey.definition).was("seen")})
    return await _page(request, again, survey, status=409, said=refusal.text)


async def file(request: web.Request) -> web.StreamResponse:
    return page(request, "surveys/file.html", form=Form(), problems=[])


async def take_file(request: web.Request) -> web.StreamResponse:
    """Keep the survey in a YAML file as a draft; everything wrong in it is told at once."""
    sent = (await request.post()).get("file")
    if not isinstance(sent, web.FileField) or not sent.filename:
        return _file_page(request, t("Please choose a file."))
    try:
        definition = read_survey(sent.file.read(LARGEST + 1), sent.filename.replace("\\", "/").rsplit("/", 1)[-1][:80])
    except UnreadableSurvey as refusal:
        return _file_page(request, t("The file was not taken in. This has to be changed:"), refusal.problems)
    if definition.organisation not in {unit.id for unit in await _organisations(request)}:
        given = definition.organisation[:60]
        place = told("{file}, field {field}: {what}", file=sent.filename[:80], field="organisation", what=given)
        return _file_page(request, NOT_MINE, [place], status=403)
    return await _keep(request, definition)


async def _keep(request: web.Request, definition: Definition) -> web.StreamResponse:
    try:
        async with parts(request).database.writing() as session:
            id_ = await services.create_survey(session, definition, visit(request).account.id)
    except SurveyCodeTaken as refusal:
        return _file_page(request, refusal.text)
    raise web.HTTPSeeOther(f"/staff/surveys/{id_}")


def _file_page(
    request: web.Request, said: Sayable, problems: list[str] | None = None, status: int = 422
) -> web.StreamResponse:
    form = Form(wrong={"file": said})
    return page(request, "surveys/file.html", status=status, form=form, problems=problems or [])


def _rearranged(form: Form) -> Form | None:
    """The form to be shown again where another button than one for saving was pressed."""
    do = form.was("do")
    return None if do in {"save", "look"} else rearranged(form, do)


def _onwards(form: Form, id_: str) -> web.HTTPException:
    return web.HTTPSeeOther(f"/staff/surveys/{id_}" + ("/preview" if form.was("do") == "look" else ""))


async def _draft(request: web.Request) -> Survey:
    async with parts(request).database.reading() as session:
        found = await queries.survey(session, request.match_info["survey"])
    if found is None:
        raise web.HTTPNotFound
    if found.state != "draft":
        raise web.HTTPSeeOther(f"/staff/surveys/{found.id}")
    return found


async def _organisations(request: web.Request) -> list[Unit]:
    """For whom somebody may write surveys: their own organisations, or every unit there is."""
    mine = scopes_of(visit(request).account.grants, Permission.WRITE_SURVEYS)
    async with parts(request).database.reading() as session:
        return await search(session, "") if mine is None else await units(session, sorted(mine))


async def _page(
    request: web.Request, form: Form, survey: Survey | None, status: int = 200, said: Sayable | None = None
) -> web.StreamResponse:
    organisations, language = [] if survey else await _organisations(request), language_of(request)
    lacking = dict(missing(survey.definition)) if survey and request.method == "GET" else {}
    return page(
        request, "surveys/edit.html", status=status, form=form, survey=survey, said=said, chosen=languages_of(form), missing=lacking,
        languages_known=known(form), questions=questions_of(form), earlier=_earlier,
        kinds=[(kind.value, say(words, language)) for kind, words in KINDS.items()],
        organisations=[(unit.id, best(unit.names, language)) for unit in organisations],
    )  # fmt: skip


def _earlier(questions: list[Fields], place: int) -> list[tuple[str, str]]:
    """The questions that another may depend on, by code; what was chosen and is no longer there stays to be seen."""
    fit = [fields for fields in questions[:place] if fields.get("kind") != Kind.TEXT]
    chosen = questions[place].get("after", "")
    options = {chosen: chosen} if chosen else {}
    options |= {fields.get("code", ""): f"{fields.get('code')}: {fields.get('text-de', '')[:60]}" for fields in fit}
    return list(options.items())


ROUTES = [
    web.get("/surveys/new", new),
    web.post("/surveys/new", create),
    web.get("/surveys/file", file),
    web.post("/surveys/file", take_file),
    web.get("/surveys/{survey}/edit", edit),
    web.post("/surveys/{survey}/edit", change),
]
