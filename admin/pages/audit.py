"""The record of what staff did."""

from __future__ import annotations

from aiohttp import web

from admin.keys import parts
from admin.looks import page
from participation.core.text import t
from participation.staff import queries

#: What was done, in words; what has none is shown as it is kept.
WHAT = {
    "offices-imported": t("took a file of offices in"),
    "office-changed": t("changed an office, a service or a responsibility"),
    "office-change-undone": t("undid a change to an office, a service or a responsibility"),
    "signed-in": t("signed in"),
    "signed-in-elsewhere": t("signed in at the identity provider"),
    "second-factor-given": t("gave the second factor"),
    "recovery-code-used": t("used a recovery code"),
    "second-factor-set": t("set up the second factor"),
    "second-factor-reset": t("reset the second factor of"),
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


async def record(request: web.Request) -> web.StreamResponse:
    async with parts(request).database.reading() as session:
        acts = await queries.acts(session)
        names = await queries.shown_names(session, [act.account for act in acts])
    return page(request, "audit/record.html", acts=acts, names=names, what=WHAT)


ROUTES = [web.get("/audit", record)]
