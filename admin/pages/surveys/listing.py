"""The list of surveys: how each stands, and, while it runs, about how many took part."""

from __future__ import annotations

from collections.abc import Mapping

from admin.columns import Column, Listing
from participation.core.text import Sayable, Words, t
from participation.surveys.queries import Survey

STATES = {
    "draft": t("draft"),
    "open": t("open"),
    "closed": t("closed, results follow"),
    "released": t("results released"),
}


def list_of_surveys(organisations: Mapping[str, Sayable], counted: Mapping[str, int | None]) -> Listing[Survey]:
    """Describe the list; *counted* knows of the running ones more than how many took part."""

    def part(one: Survey) -> Sayable:
        if one.id not in counted:
            return ""
        count = counted[one.id]
        return t("more than {n}", n=count) if count else t("20 or fewer so far")

    def title(one: Survey) -> Sayable:
        return Words(one.definition.title) if any(one.definition.title.values()) else t("without a title")

    return Listing("surveys", t("Surveys"), (
        Column("survey", t("Survey"), title, link=lambda one: f"/staff/surveys/{one.id}", small=lambda one: t("Code: {code}", code=one.code), head=True),
        Column("organisation", t("Asked by"), lambda one: organisations.get(one.organisation) or one.organisation, code=lambda one: one.organisation),
        Column("state", t("State"), lambda one: STATES[one.state], code=lambda one: one.state, options={**STATES}),
        Column("opens", t("From"), lambda one: one.opens_at, days=True),
        Column("closes", t("Until"), lambda one: one.closes_at, days=True),
        Column("part", t("Took part"), part, order=lambda one: counted.get(one.id) or 0),
        Column("results", t("Results"), lambda one: t("see the results") if one.state == "released" else "", link=lambda one: f"/staff/results/{one.id}" if one.state == "released" else None, sorts=False, filed=False),
    ), css=lambda one: "is-done" if one.state == "released" else "")  # fmt: skip
