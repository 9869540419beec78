"""The last step of every change: refuse beside the fields, show what would change for whom, then save."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from admin.forms import Form
from admin.keys import parts, today, visit
from admin.looks import page
from admin.pages.keeping.differences import lines
from admin.pages.keeping.moves import inherited
from admin.pages.keeping.words import names
from participation.core.text import Sayable, Words, t
from participation.offices import history, keeping, leaves, queries
from participation.offices.conditions import parse
from participation.offices.effects import moves
from participation.offices.errors import ChangedMeanwhile
from participation.offices.formats.check import Problem
from participation.offices.formats.tables import columns
from participation.offices.history import Change
from participation.offices.keeping import Act, Draft
from participation.offices.leaves import Cells, Difference, typed
from participation.offices.opening import holiday, periods_on
from participation.offices.units import unit
from participation.offices.values import Closure, Period, Role, Rule, Unit
from participation.staff import queries as staff
from participation.staff import services

DAYS = 14  # of the preview of opening hours
HIDDEN = {"token", "sure", "seen", "again"}

#: What the checks find, for people; what is missing here is shown as the check says it.
SAID = {
    "must not be empty": t("Please fill this in."),
    "closes before it opens": t("This is before it opens."),
    "ends before it begins": t("This is before the first day."),
    "slot_minutes and counters belong together": t("Minutes and counters belong together."),
    "the same entry is there twice": t("This entry is there twice."),
}


@dataclass(frozen=True, slots=True)
class Editing:
    """What is edited: its name, and where to go afterwards. Its form is sent to the address of the request.

    *show* shows the form again, with a status; *field* says beside which of its fields a problem stands; *counted* are the
    fields that count in what was there: they mean something else once that is another.
    """

    title: Sayable
    back: str
    show: Callable[[web.Request, Form, int], Awaitable[web.Response]]
    field: Callable[[Problem], str] = lambda problem: problem.field or problem.table
    counted: tuple[str, ...] = ()


async def finish(request: web.Request, editing: Editing, form: Form, drafts: Sequence[Draft]) -> web.Response:
    """Save *drafts* if they are sound and somebody has seen what they change; ask before that."""
    if form.ticked("again"):
        return await editing.show(request, form, 200)
    async with parts(request).database.reading() as session:
        for problem in await keeping.problems(session, drafts):
            form.wrong.setdefault(editing.field(problem), _said(problem))
        if not form.right:
            return await editing.show(request, form, 422)
        before = [await leaves.read(session, leaf) for leaf, _ in drafts]
        if leaves.seen(*before) != form.was("seen"):
            refused = ChangedMeanwhile(await history.latest(session, [leaf for leaf, _ in drafts]))
            return await _told(request, editing, form, (drafts, refused))
        if not form.ticked("sure"):
            return await _asked(request, session, editing, form, (drafts, before))
    try:
        await _saved(request, form, drafts)
    except ChangedMeanwhile as refused:
        return await _told(request, editing, form, (drafts, refused))
    raise web.HTTPSeeOther(editing.back)


async def _saved(request: web.Request, form: Form, drafts: Sequence[Draft]) -> None:
    who, now = visit(request).account.id, parts(request).clock.now()
    async with parts(request).database.writing() as session:
        changes = await keeping.save(session, drafts, form.was("seen"), Act(who, now))
        for change in changes:
            await noted(session, change, who)


async def noted(session: AsyncSession, change: Change, who: str) -> None:
    """Write a change into the record: every cell with what it was and became."""
    different = leaves.differences(change.before, change.after)
    was = {_cell(one): _or_row(one, one.before) for one in different if one.before is not None}
    is_ = {_cell(one): _or_row(one, one.after) for one in different if one.after is not None}
    what = "office-change-undone" if change.undoes else "office-changed"
    subject = f"{change.leaf.kind} {change.leaf.key}"
    await services.note(session, who, what, subject, change.at, before=was or None, after=is_ or None)


def _cell(one: Difference) -> str:
    key = " ".join(one.row[column.name] for column in columns(one.table) if column.key)
    return f"{one.table} {key} {one.field}".strip()


def _or_row(one: Difference, text: str | None) -> str:
    return text or "" if one.field else ", ".join(f"{name}={value}" for name, value in one.row.items() if value)


async def _told(
    request: web.Request, editing: Editing, form: Form, late: tuple[Sequence[Draft], ChangedMeanwhile]
) -> web.Response:
    """Say who was faster and what they changed; what was typed is kept, to be compared with what is there now."""
    drafts, refused = late
    change = refused.by
    async with parts(request).database.reading() as session:
        seen = leaves.seen(*[await leaves.read(session, leaf) for leaf, _ in drafts])
        by = (await staff.shown_names(session, [change.account])).get(change.account, change.account) if change else ""
        known = await names(session)
    different = leaves.differences(change.before, change.after) if change else []
    return page(
        request, "keeping/changed.html", status=409, said=refused.text, change=change, by=by, different=lines(different, known),
        title=editing.title, seen=seen, kept={name: value for name, value in _kept(form).items() if name not in editing.counted},
    )  # fmt: skip


def _kept(form: Form) -> dict[str, str]:
    """What was typed, for the next page to send again."""
    return {name: value for name, value in form.given.items() if name not in HIDDEN}


async def _asked(
    request: web.Request,
    session: AsyncSession,
    editing: Editing,
    form: Form,
    change: tuple[Sequence[Draft], Sequence[Cells]],
) -> web.Response:
    """Show what would be different, and for whom."""
    drafts, before = change
    day = today(request)
    different = [
        one
        for (_, cells), was in zip(drafts, before, strict=True)
        for one in leaves.differences(was, leaves.ordered(cells))
    ]
    return page(
        request, "keeping/confirm.html", title=editing.title, different=lines(different, await names(session)),
        moved=await moved(session, drafts, day), previews=await _previews(session, drafts, day), inherits=await inherited(session, drafts),
        kept=_kept(form), seen=form.was("seen"),
    )  # fmt: skip


async def moved(session: AsyncSession, drafts: Sequence[Draft], day: date) -> list[Sayable]:
    """A sentence for everybody whose offices would be others."""
    said: list[Sayable] = []
    known, rules = await names(session), await queries.rules_by_service(session)
    called = {service.slug: Words(service.names) for service in await queries.services(session)}
    for leaf, cells in drafts:
        if leaf.kind != "rules":
            continue
        found = moves(rules.get(leaf.key, []), rules_of(cells), known.areas, known.attributes, day)
        said += [known.move(called.get(leaf.key, leaf.key), move) for move in found]
    return said


def rules_of(cells: Cells) -> list[Rule]:
    """The rules that rows mean."""
    return [
        Rule(
            row["service"], row["area"], parse(row["when"]), Role(row["role"]), row["unit"], row["valid_from"],
            row["valid_until"],
        )
        for row in typed(cells)[0]["responsibilities"]
    ]  # fmt: skip


async def _previews(session: AsyncSession, drafts: Sequence[Draft], day: date) -> list[dict[str, Any]]:
    """The next two weeks of each office whose hours would be others."""
    found = []
    for leaf, cells in drafts:
        known = await unit(session, leaf.key) if leaf.kind == "hours" else None
        if known is not None:
            above = await unit(session, known.parent) if known.parent else None
            found.append({"name": Words(known.names), "days": days(_with_hours(known, above, cells), day)})
    return found


def _with_hours(known: Unit, above: Unit | None, cells: Cells) -> Unit:
    rows, _ = typed(cells)
    periods = tuple(
        Period(*(row[name] for name in ("weekday", "opens", "closes", "by_appointment", "slot_minutes", "counters", "valid_from", "valid_until")))
        for row in sorted(rows["opening"], key=lambda row: (row["weekday"], row["opens"]))
    )  # fmt: skip
    own = sorted(
        (Closure(*(row[name] for name in ("first", "last", "reason", "opens", "closes"))) for row in rows["closures"]),
        key=lambda shut: (shut.last - shut.first, shut.first),
    )
    inherited = tuple(replace(shut, inherited=bool(periods)) for shut in (above.closures if above else ()))
    return replace(known, periods=periods or (above.periods if above else ()), closures=(*own, *inherited))


def days(known: Unit, first: date) -> list[dict[str, Any]]:
    """Two weeks from *first* on, day by day: hours, and why it is shut."""
    found = []
    for day in (first + timedelta(days=ahead) for ahead in range(DAYS)):
        shut = next((closure.reason for closure in known.closures if closure.first <= day <= closure.last), None)
        found.append({"day": day, "periods": periods_on(known, day), "why": shut or holiday(known.land, day)})
    return found


def _said(problem: Problem) -> Sayable:
    return SAID.get(problem.said, t("This cannot be kept: {problem}", problem=problem.said))
