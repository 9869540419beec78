"""What people see of the bot before they write: name, description and commands, in every language."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Bot, BotCommand

from bot.talk.commands import COMMANDS
from participation.core.languages import FALLBACKS, shipped
from participation.core.text import Sayable, render, t

LONGEST_NAME, LONGEST_SHORT, LONGEST_ABOUT = 64, 120, 512


@dataclass(frozen=True, slots=True)
class Profile:
    """The bot in one language; an empty *language* is for everybody whose language we do not speak."""

    language: str
    name: str
    short: str
    about: str
    commands: tuple[tuple[str, str], ...]


def wanted(region: Sayable) -> list[Profile]:
    """Return the profile in every language we speak, the general one first."""
    return [_profile("", FALLBACKS[0], region), *(_profile(code, code, region) for code in shipped())]


async def publish(bot: Bot, region: Sayable) -> None:
    """Tell Telegram what has changed, and nothing else: these calls are rationed."""
    for profile in wanted(region):
        tongue = profile.language or None
        known = tuple((one.command, one.description) for one in await bot.get_my_commands(language_code=tongue))
        if known != profile.commands:
            await bot.set_my_commands([BotCommand(*one) for one in profile.commands], language_code=tongue)
        if (await bot.get_my_name(tongue)).name != profile.name:
            await bot.set_my_name(profile.name, tongue)
        if (await bot.get_my_short_description(tongue)).short_description != profile.short:
            await bot.set_my_short_description(profile.short, tongue)
        if (await bot.get_my_description(tongue)).description != profile.about:
            await bot.set_my_description(profile.about, tongue)


def _profile(language: str, tongue: str, region: Sayable) -> Profile:
    name = t("Lotse {region}", region=region)
    short = t("Which office in {region} can help me? Ask in your own language.", region=region)
    about = t(
        "I tell you which office in {region} is responsible for you, what to bring and when it is open, and I book "
        "your appointment there. It is free, and you do not need to give your name. Telegram can read what is written "
        "here.",
        region=region,
    )
    commands = tuple((word, render(command.about, tongue)[:256]) for word, command in COMMANDS.items())
    return Profile(
        language, render(name, tongue)[:LONGEST_NAME], render(short, tongue)[:LONGEST_SHORT],
        render(about, tongue)[:LONGEST_ABOUT], commands,
    )  # fmt: skip
