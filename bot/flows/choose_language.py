"""A person chooses the language we speak."""

from __future__ import annotations

from bot.talk.script import Option, choose, flow, keep_language, me, say
from participation.core.languages import SOURCE, shipped
from participation.core.text import Lines, render, t

WHICH = t("Which language shall we speak?")
UNCHECKED = t(
    "No native speaker has checked the texts in this language yet. Where it matters, please ask at the office."
)


@flow("choose_language", command="language", interrupts=True)
async def choose_language() -> None:
    mine = (await me()).language
    question = Lines(tuple(render(WHICH, code) for code in dict.fromkeys((mine, SOURCE))))
    code = await choose("language", question, [Option(language.code, language.name) for language in shipped().values()])
    await keep_language(code)
    await say(t("From now on I write in English."))
    if not shipped()[code].checked:
        await say(UNCHECKED)
