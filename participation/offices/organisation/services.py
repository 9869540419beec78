"""Writes of organisation models: they are saved under a name and never changed."""

from __future__ import annotations

import json
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from participation.core.clock import BERLIN
from participation.core.db import insert_new
from participation.core.ids import new_id
from participation.offices.organisation import queries
from participation.offices.organisation.as_yaml import read_folder
from participation.offices.organisation.errors import ModelNameTaken
from participation.offices.organisation.models import ModelRow
from participation.offices.organisation.values import NOW, Draft, Plan

LONGEST = 100  # characters of a name


async def save(session: AsyncSession, draft: Draft, account: str, now: datetime) -> str:
    """Keep a model and return its id; one that has none is given one."""
    id_ = draft.id or f"m-{new_id().lower()[:10]}"
    names = {text.casefold() for one in await queries.models(session) for text in one.name.values()}
    taken = id_ == NOW or any(text.casefold() in names for text in draft.name.values())
    if taken or not await insert_new(session, ModelRow, _row(draft, id_, account, now, template=False)):
        raise ModelNameTaken
    return id_


async def install(session: AsyncSession, folder: Path, now: datetime) -> int:
    """Take in the templates of a folder that are not there yet; return how many there are. Raises `BadModel`."""
    known = await queries.known(session, now.astimezone(BERLIN).date())
    drafts = read_folder(folder, known)
    for draft in drafts:
        await insert_new(session, ModelRow, _row(draft, draft.id, "", now, template=True))
    return len(drafts)


def written(plan: Plan) -> str:
    """A plan as it is kept."""
    kept = {"units": [astuple(unit) for unit in plan.units], "tasks": [astuple(task) for task in plan.tasks]}
    return json.dumps(kept, ensure_ascii=False)


def _row(draft: Draft, id_: str, account: str, now: datetime, *, template: bool) -> dict[str, Any]:
    about = {
        key: json.dumps(texts, ensure_ascii=False) for key, texts in (("name", draft.name), ("about", draft.about))
    }
    return {"id": id_, **about, "template": template, "plan": written(draft.plan), "at": now, "account": account}
