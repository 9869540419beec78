"""The forms of the findings pages, read into values of the planning room."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from admin.forms import Form
from participation.core.text import t
from participation.planning.services import LONGEST_MEASURE, LONGEST_TEXT, LONGEST_TITLE
from participation.planning.values import BASE, Content, Finding, Plan, Texts
from participation.results.document import dumps
from participation.results.values import Release

LANGUAGES = ("de", "en", "ar")  # in which people are told; what is missing is shown in German and said to be


def content_of(form: Form, release: Release) -> Content:
    """Title, text and the questions it rests on."""
    codes = [result.code for result in release.table.results if not result.withheld]
    return Content(
        texts_of(form, "title", LONGEST_TITLE, needed=True),
        texts_of(form, "text", LONGEST_TEXT, needed=True),
        tuple(code for code in codes if form.ticked(f"question-{code}")),
    )


def draft_form(finding: Finding) -> Form:
    """The form as it stands in a draft."""
    given = {f"title-{code}": text for code, text in finding.title.items()}
    given["seen"] = finding.content.fingerprint
    return Form(given | {f"text-{code}": text for code, text in finding.text.items()})


def texts_of(form: Form, name: str, most: int, *, needed: bool) -> Texts:
    """One text in several languages; German is needed where any is."""
    texts = {code: form.text(f"{name}-{code}", needed=False, most=most) for code in LANGUAGES}
    if (needed or any(texts.values())) and not texts[BASE]:
        form.wrong[f"{name}-{BASE}"] = t("Please write this in German at least.")
    return {code: text for code, text in texts.items() if text}


def plan_of(form: Form, *, needed: bool) -> Plan | None:
    """A measure: what, which unit, until when; None where none was written."""
    begun = needed or bool(form.was("unit") or form.was("due"))
    what = texts_of(form, "what", LONGEST_MEASURE, needed=begun)
    unit = form.text("unit", needed=bool(what))
    due = form.day("due") if form.was("due") else None
    return Plan(what, unit, due) if what and unit else None


def figures_of(release: Release, questions: Sequence[str]) -> Any:
    """The excerpt of a release a finding rests on, as it was released."""
    chosen = tuple(result for result in release.table.results if result.code in questions)
    return json.loads(dumps(replace(release.table, results=chosen)))
