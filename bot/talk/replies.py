"""Turns what a flow said into what a person reads: rendered words, and buttons with short codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.talk.channel import Button, Reply
from bot.talk.commands import COMMANDS
from bot.talk.player import Turn
from bot.talk.questions import DONE, Many, Option
from bot.talk.script import FLOWS, Flow
from bot.talk.state import Open
from participation.core.folding import fold
from participation.core.languages import shipped
from participation.core.text import Lines, Sayable, render, t

AFTER_EXPLAINING = 3  # misunderstandings before we explain and show ways out
LONGEST_WISH = 60  # characters: who tells more tells of something else as well


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button's code taken apart: a command, a flow, or an option of one question of one talk."""

    kind: str
    name: str = ""
    talk: str = ""
    turn: int = -1
    index: int = -1
    sign: str = ""


def read_code(code: str) -> Pressed | None:
    """Take a button's code apart; None if it is none of ours."""
    parts = code.split(".")
    match parts:
        case ["c", name] if name in COMMANDS:
            return Pressed("command", name)
        case ["f", name] if name in FLOWS:
            return Pressed("flow", name)
        case ["q", talk, turn, index] if (
            code.isascii() and turn.isdecimal() and index.rstrip("+-").isdecimal() and len(code) <= 64
        ):
            sign = index[-1] if index[-1] in "+-" else ""
            return Pressed("option", talk=talk, turn=int(turn), index=int(index.rstrip("+-")), sign=sign)
    return None


def talk_tag(person: str) -> str:
    """What marks a button as belonging to this talk."""
    return person[:6]


def menu_buttons(language: str) -> tuple[Button, ...]:
    flows = [Button(f"f.{flow.name}", render(flow.menu, language)) for flow in FLOWS.values() if flow.menu]
    return (*flows, *_commands(("language", "help"), language))


def menu_choice(text: str, language: str) -> str | None:
    """Return the code of the menu button meant by its number, its whole label, or what people write who mean it."""
    buttons = menu_buttons(language)
    wanted = fold(text)
    if wanted.isdigit() and 1 <= int(wanted) <= len(buttons):
        return buttons[int(wanted) - 1].code
    named = next((button.code for button in buttons if fold(button.label) == wanted), None)
    return named or next((f"f.{flow.name}" for flow in FLOWS.values() if _means(wanted, flow)), None)


def _means(wanted: str, flow: Flow) -> bool:
    """Whether a short message holds words for *flow* in any shipped language."""
    if flow.words is None or len(wanted) > LONGEST_WISH:
        return False
    phrases = [phrase for code in shipped() for phrase in re.split("[,،]", render(flow.words, code))]
    return any(f" {fold(phrase)} " in f" {wanted} " for phrase in phrases)


def way_out(language: str) -> tuple[Button, ...]:
    return _commands(("menu",), language)


def _commands(names: tuple[str, ...], language: str) -> tuple[Button, ...]:
    return tuple(Button(f"c.{name}", render(COMMANDS[name].label, language)) for name in names)


def reply_to(turn: Turn, open_: Open | None, number: int, tries: int, person: str, language: str) -> Reply:
    """Build the reply: what was said, the hint, the question, its buttons."""
    said: list[Sayable] = list(turn.said)
    buttons: tuple[Button, ...] = way_out(language)
    if turn.question is not None and open_ is not None:
        if turn.hint is not None:
            said.append(turn.hint if tries < AFTER_EXPLAINING else turn.question.kind.explain())
        said.append(turn.question.text)
        options = turn.narrowed or turn.question.kind.options()
        buttons = _option_buttons(options, turn, open_, f"q.{talk_tag(person)}.{number}", language)
        if turn.hint is not None and tries >= AFTER_EXPLAINING:
            buttons += _commands(("back", "cancel"), language)
            buttons += tuple(b for b in menu_buttons(language) if b.code == "f.talk_to_a_person")
    text = "\n\n".join(render(part, language) for part in said)
    return Reply(text, language, buttons, instead=turn.picked is not None)


def _option_buttons(
    options: tuple[Option, ...], turn: Turn, open_: Open, stem: str, language: str
) -> tuple[Button, ...]:
    many = turn.question is not None and isinstance(turn.question.kind, Many)
    buttons = []
    for index, option in enumerate(options):
        label, sign = render(option.label, language), ""
        if many:
            picked = option.id in open_.picked
            label, sign = f"{'☑' if picked else '☐'} {label}", "-" if picked else "+"
        buttons.append(Button(f"{stem}.{index}{sign}", label))
    if many:
        buttons.append(Button(f"{stem}.{len(options)}", render(DONE.label, language)))
    return tuple(buttons)


NOT_READABLE = t("I can only read text. Please write what you need, or press a button.")
NAME_THE_PLACE = t(
    "I do not look at where you are, and I do not keep it. Please write the name of the place, or its postcode."
)
OLD_BUTTON = t("That button is from an earlier question. Here is where we are now.")
FOREIGN_BUTTON = t("That button belongs to another talk.")
NOTHING_BACK = t("There is no earlier question to go back to.")
OVER = t("We have finished that. If you need something else, just write it in other words.")
CANNOT_UNDO = t("This has already been carried out, so I cannot go back before it.")
STOPPED = t("All right, I have stopped here.")
MENU = t("What would you like to do? Write what you need in your own words, or press a button.")
RESUMED = t("We go on where you stopped.")
SORRY = t("Something went wrong on our side. Nothing was changed. Please try again, or press Menu.")


def greeting(region: Sayable, notice: Sayable | None) -> Sayable:
    """What a newcomer reads first; *notice* says who else sees the messages of this channel."""
    hello = t(
        "Hello! I am Lotse, the guide to the offices of {region}. I tell you which office can help you and what to "
        "bring, and I book your appointment there. It is free, and you do not need to give your name.",
        region=region,
    )
    return Lines((hello, "", notice)) if notice else hello
