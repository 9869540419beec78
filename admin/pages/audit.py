"""The record of what staff did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from admin.asked import Asked, Days
from admin.columns import Column, Listing
from admin.keys import parts
from admin.lists import answer, ask, shown
from admin.looks import say
from participation.core.folding import loosely
from participation.core.text import Sayable, t, tn
from participation.staff import queries
from participation.staff import record as lines
from participation.staff.record import Wanted, Word
from participation.staff.values import Act

#: What was done, in words; what has none is shown as it is kept.
WHAT: dict[str, Sayable] = {
    "offices-imported": t("took a file of offices in"),
    "model-saved": t("saved a model of the offices"),
    "office-changed": t("changed an office, a service or a responsibility"),
    "office-change-undone": t("undid a change to an office, a service or a responsibility"),
    "signed-in": t("signed in"),
    "signed-in-elsewhere": t("signed in at the identity provider"),
    "second-factor-given": t("gave the second factor"),
    "recovery-code-used": t("used a recovery code"),
    "second-factor-set": t("set up the second factor"),
    "second-factor-reset": t("reset the second factor"),
    "invited": t("gave a link to choose a password"),
    "account-created": t("created an account"),
    "account-closed": t("closed an account"),
    "account-opened": t("opened an account again"),
    "password-set": t("set a password"),
    "survey-opened": t("opened a survey"),
    "survey-closed": t("closed a survey early"),
    "survey-deleted": t("deleted a draft of a survey"),
    "role-given": t("gave a role"),
    "role-taken": t("took a role back"),
}


def _listing(names: Mapping[str, str], known: Sequence[str]) -> Listing[Act]:
    return Listing("record", t("Record"), (
        Column("at", t("When"), lambda act: act.at, days=True),
        Column("who", t("Who"), lambda act: names.get(act.account, act.account), options={id_: names.get(id_, id_) for id_ in known}),
        Column("what", t("What"), lambda act: WHAT.get(act.what, act.what), options=WHAT),
        Column("about", t("About"), lambda act: act.subject),
        Column("before", t("Before"), lambda act: _lines(act.before), sorts=False),
        Column("after", t("After"), lambda act: _lines(act.after), sorts=False),
    ), order="-at", counted=lambda n: tn("{n} line", "{n} lines", n))  # fmt: skip


async def record(request: web.Request) -> web.StreamResponse:
    """The record; as it grows for years, the database looks through it and hands out one page."""
    async with parts(request).database.reading() as session:
        known = await lines.who(session)
        names = await queries.shown_names(session, known)
        listing = _listing(names, sorted(known, key=lambda id_: loosely(names.get(id_) or id_)))
        asked = ask(request, listing)
        wanted = _wanted(asked, names)
        count = await lines.count(session, wanted)
        asked = asked.within(count)
        acts = await lines.acts(session, wanted, asked.first, asked.most)
    return await answer(request, "audit/record.html", shown(asked, listing, acts, count))


def _wanted(asked: Asked, names: Mapping[str, str]) -> Wanted:
    """Names and deeds are looked for here, where the words for them are known."""
    words = [
        Word(
            word, [id_ for id_, name in names.items() if loosely(word) in loosely(name)],
            [what for what, said in WHAT.items() if loosely(word) in loosely(say(said, asked.language))],
        )
        for word in asked.words.split()
    ]  # fmt: skip
    days = asked.days.get("at", Days())
    return Wanted(
        words, asked.chosen.get("who", ""), asked.chosen.get("what", ""), days.begins, days.ends, asked.order, asked.falling
    )  # fmt: skip


def _lines(values: Mapping[str, Any] | None) -> str:
    return "\n".join(f"{name}: {value}" for name, value in (values or {}).items())


ROUTES = [web.get("/audit", record)]
