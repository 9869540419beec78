"""Words valid everywhere, as commands and in each language's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from participation.core.folding import fold
from participation.core.languages import shipped
from participation.core.text import Text, render, t


@dataclass(frozen=True, slots=True)
class Command:
    """A word valid everywhere: *words* people type, *label* of the button, *about* for the list of commands."""

    name: str
    words: Text
    label: Text
    about: Text


COMMANDS = {
    command.name: command
    for command in (
        Command("start", t("start, hello, hi, good morning"), t("Start"), t("Begin from the start")),
        Command("menu", t("menu, main menu, overview"), t("Menu"), t("Show what I can do")),
        Command("language", t("language, languages, change language"), t("Language"), t("Choose another language")),
        Command("back", t("back, go back, previous"), t("Back"), t("Back to the last question")),
        Command("cancel", t("cancel, stop, quit"), t("Stop"), t("Stop this talk")),
        Command("help", t("help, help me, what can you do"), t("Help"), t("How this works")),
        Command("privacy", t("privacy, data protection"), t("Privacy"), t("What happens to your data")),
        Command("mydata", t("my data"), t("My data"), t("See what is stored about you")),
        Command("forget", t("forget me, delete my data"), t("Delete my data"), t("Delete what is stored about you")),
    )
}


@dataclass(frozen=True, slots=True)
class Called:
    """A command somebody used, with what followed it."""

    name: str
    argument: str = ""


def read_command(text: str) -> Called | None:
    """Return the command in *text*: `/menu`, `/start x`, or a word for it in any shipped language, alone."""
    if found := re.fullmatch(r"/([a-z]+)(?:@\w+)?(?:\s+(\S{1,128}))?\s*", text.strip(), re.IGNORECASE):
        name = found[1].lower()
        return Called(name, found[2] or "") if name in COMMANDS else None
    return Called(name) if (name := _spoken().get(fold(text) if len(text) <= 60 else "", "")) else None


@cache
def _spoken() -> dict[str, str]:
    spoken: dict[str, str] = {}
    for language in reversed(shipped()):
        for command in COMMANDS.values():
            words = re.split("[,،]", render(command.words, language))
            spoken |= {fold(word): command.name for word in words if fold(word)}
    return spoken
