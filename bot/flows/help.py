"""A person asks what this is and how it works."""

from __future__ import annotations

from bot.talk.commands import COMMANDS
from bot.talk.script import flow, say
from participation.core.text import Lines, t

HOW = t(
    "Write in your own words what you need, for example: “I have a new flat.” I ask one or two questions and then tell "
    "you which office is responsible. You can answer by pressing a button, by typing its number, or in words."
)


@flow("help", command="help", interrupts=True)
async def help_() -> None:
    await say(HOW)
    await say(t("These words work at any time:"))
    lines = [
        t("{command} or “{word}”: {about}", command=f"/{name}", word=command.label, about=command.about)
        for name, command in COMMANDS.items()
    ]
    await say(Lines(tuple(lines)))
