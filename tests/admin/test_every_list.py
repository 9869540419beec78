"""Every list of the staff pages: filtered, sorted, paged, and as both files the same lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from admin.looks import HERE
from participation.appointments import desk
from participation.appointments.values import State
from participation.misrouted.services import report
from participation.misrouted.values import Why
from participation.planning.services import note_finding
from participation.planning.values import Content, Source
from participation.staff import services
from participation.staff.permissions import Role
from tests.admin.released import ORGANISATION, released
from tests.admin.site import Person, Site
from tests.admin.test_keeping import OFFICE, confirms, sends
from tests.staff.people import NOW, somebody
from tests.surveys.small import opened

#: Where each template with a list is seen, and what stands before the names of its list; the models' are tested with them.
LISTS = {
    "accounts": "", "audit": "", "bookings": "", "findings?as=list": "", "keeping": "", "keeping/gaps": "", "keeping/history": "",
    "keeping/misroutings": "", "keeping/misroutings#desks": "desks-", "keeping/responsibilities": "", "me": "visits-", "mine": "",
    "offices": "", "results": "", "surveys": "",
}  # fmt: skip
#: Tables that are no lists: forms, differences, figures, the few lines of one office or service.
BY_HAND = {
    "_parts/list.html", "keeping/_different.html", "keeping/documents.html", "keeping/files.html", "keeping/hours.html", "keeping/rules.html",
    "keeping/texts.html", "keeping/work.html", "mine/one.html", "models/compare.html", "results/_chart.html",
}  # fmt: skip


async def _everything(site: Site, path: str) -> Person:
    """Somebody who may open every list, and something in each of them."""
    account = await somebody(site.database, "everything", Role.BACK_OFFICE, "birkenstadt")
    async with site.database.writing() as session:
        for role in (Role.ADMINISTRATION, Role.COORDINATION, Role.AUDIT, Role.PLANNER, Role.STEERING_GROUP):
            await services.grant(session, account.id, role, "", "test", NOW)
    for minutes in (30, 45, 60):
        await site.booking("buergerbuero-birkenstadt", minutes)
    ended = await site.booking("buergerbuero-hafen", 30)
    await opened(site.database, site.clock)
    survey = await released(site)
    source, content = Source(survey, ORGANISATION, "0" * 64), Content({"de": "=2+2 Kursplätze"}, {"de": "Wenige."})
    async with site.database.writing() as session:
        await report(session, "register-address", "059990002002", "kreis", Why.SENT_ON, site.clock.now())
        await note_finding(session, source, content, account.id, site.clock.now())
        await desk.call(session, ended.booking, account.id, "1", site.clock.now())
        await desk.outcome(session, ended.booking, account.id, State.NOT_RESPONSIBLE, site.clock.now())
    site.clock.forward(minutes=1)
    if "gaps" in path:  # nothing is missing in the county until its data are a year old
        site.clock.forward(days=370)
    person = await site.signed_in("everything")
    await confirms(person, OFFICE, await sends(person, OFFICE, await person.get(OFFICE), phone="0000 99"))
    return person


async def _bytes(person: Person, path: str) -> tuple[bytes, str]:
    async with person.browser.get(person.site.address + path) as answer:
        assert answer.status == 200, path
        return await answer.read(), answer.headers["Content-Disposition"]


def _with(path: str, **asked: str | int) -> str:
    path = path.split("#")[0]
    return (
        "/staff/" + path + ("&" if "?" in path else "?") + "&".join(f"{name}={value}" for name, value in asked.items())
    )


async def _csv(person: Person, path: str, prefix: str, **asked: str | int) -> list[list[str]]:
    given: dict[str, Any] = {f"{prefix}{name}": value for name, value in {**asked, "file": "csv"}.items()}
    body, named = await _bytes(person, _with(path, **given))
    assert named.endswith('.csv"')
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


async def _xlsx(person: Person, path: str, prefix: str) -> list[list[str]]:
    body, named = await _bytes(person, _with(path, **{f"{prefix}file": "xlsx"}))
    assert named.endswith('.xlsx"')
    return [
        [_plain(cell) for cell in row]
        for row in CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    ]


def _plain(cell: Any) -> str:
    match cell:
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case float():
            return f"{cell:g}"
    return str(cell)


def _same(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return sorted([cell.removeprefix("'") for cell in row] for row in rows)


def _table(text: str, prefix: str) -> str:
    """The part of the page that is this list."""
    own = prefix or "list-"
    begin = text.index(f'id="{own}q"')
    return text[begin : text.index("</nav>", text.index("</table>", begin))]


def _links(table: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<th scope="col"[^>]*><a href="([^"]+)"', table)]


@pytest.mark.parametrize(("path", "prefix"), LISTS.items())
async def test_every_list_filters_sorts_pages_and_leaves(site: Site, path: str, prefix: str) -> None:
    """Each head sorts both ways, each choice and word narrows, and the page, the CSV and the XLSX hold the same lines."""
    person = await _everything(site, path)
    while "Refresh" in (page := await person.get(_with(path, **{f"{prefix}size": 100}))).headers:
        pass
    table, lines = _table(page.text, prefix), await _csv(person, path, prefix)
    body = table[table.index("<tbody>") :]

    assert body.count("<tr") == min(100, len(lines) - 1) > 0
    assert _same(lines) == _same(await _xlsx(person, path, prefix))
    assert _links(table)
    for link in _links(table):
        by = link.split("sort=")[-1].split("&")[0].removeprefix("-")
        for order in (by, f"-{by}"):
            page = await person.get(_with(path, **{f"{prefix}sort": order}))
            assert f'aria-sort="{"descending" if order[0] == "-" else "ascending"}"' in page.text, order
            assert _same(await _csv(person, path, prefix, sort=order)) == _same(lines)
    for name, codes in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', table, re.DOTALL):
        if name.removeprefix(prefix) in {"sort", "size"}:
            continue
        for code in re.findall(r'<option value="([^"]+)"', codes)[:3]:
            kept = await _csv(person, path, prefix, **{name.removeprefix(prefix): unescape(code)})
            assert {tuple(line) for line in kept} <= {tuple(line) for line in lines}, (name, code)
            narrowed: dict[str, str | int] = {name: unescape(code), f"{prefix}size": 100}
            assert (await person.get(_with(path, **narrowed))).status == 200
    assert len(await _csv(person, path, prefix, q="zzqxw")) == 1
    odd: dict[str, str | int] = {f"{prefix}page": 999, f"{prefix}sort": "none", f"{prefix}q": "%00"}
    assert (await person.get(_with(path, **odd))).status == 200


def test_no_list_is_forgotten() -> None:
    """A template with a list is walked above; a table by hand is known to be no list."""
    templates = {
        str(path.relative_to(HERE / "templates")): path.read_text("utf-8")
        for path in Path(HERE / "templates").rglob("*.html")
    }
    lists = {name for name, text in templates.items() if "import list %}" in text and not name.startswith("models/")}
    by_hand = {name for name, text in templates.items() if '<table class="list' in text}

    assert len(lists) == len({path.split("#")[0] for path in LISTS})
    assert by_hand <= BY_HAND, by_hand - BY_HAND
