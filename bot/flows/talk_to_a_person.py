"""A person wants to talk to a person."""

from __future__ import annotations

from bot.flows.find_office import people_to_ask
from bot.talk.script import flow
from participation.core.text import t


@flow("talk_to_a_person", menu=t("Talk to a person"))
async def talk_to_a_person() -> None:
    await people_to_ask()
