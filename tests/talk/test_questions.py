"""Every kind of question understands answers as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.talk.days import Day
from bot.talk.free_words import OneOrWords
from bot.talk.places import Place
from bot.talk.questions import (
    Free,
    Kind,
    Many,
    Misunderstood,
    Number,
    One,
    Option,
    Partly,
    Said,
    Understood,
    YesNo,
)
from participation.core.text import t
from participation.offices.values import Area, Where

FRUIT = (Option("a", t("Yes")), Option("b", "Pears from Lindenau"), Option("c", "Plums"))
AREAS = (
    Area("059990000000", "county", None, "Kreis Birkental"),
    Area("059990001001", "municipality", "059990000000", "Birkenstadt", ("00101", "00102")),
    Area("059990001001/hafen", "district", "059990001001", "Hafen", ("00102",)),
    Area("059990002002", "municipality", "059990000000", "Lindenau", ("00110",), (("ar", "لينديناو"),)),
    Area("059990003003", "municipality", "059990000000", "Mühlbrück", ("00120",), (("en", "Muehlbrueck"),)),
    Area("059990004004", "municipality", "059990000000", "Oberhain", ("00130",)),
    Area("059990005005", "municipality", "059990000000", "Kleinfelde", ("00130",)),
)


def understood(kind: Kind[Any], text: str, language: str = "de") -> object:
    match kind.understand(Said(language, text=text)):
        case Understood(value):
            return value
        case Partly(picked):
            return picked
        case Misunderstood():
            return None


@pytest.mark.parametrize("typed", ["2", "٢", "۲", "2.", "pears from lindenau", "PEARS", "Pears from Lindenau!"])
def test_one_choice(typed: str) -> None:
    """By number in any script's digits, by label, by the beginning of a label."""
    assert understood(One(FRUIT), typed) == "b"


@pytest.mark.parametrize("typed", ["", "4", "0", "p", "apples", "pl pe", "🍐", "\u202e"])
def test_one_choice_not_understood(typed: str) -> None:
    """What fits no option, or more than one, is not guessed."""
    assert understood(One(FRUIT), typed) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1,3", ["a", "c"]),
        ("3 und 1", None),
        ("1 3", ["a", "c"]),
        ("١، ٣", ["a", "c"]),
        ("plums, yes", ["a", "c"]),
        ("9", None),
    ],
)
def test_several_choices(typed: str, expected: list[str] | None) -> None:
    """Numbers or labels with commas; the order is that of the options."""
    assert understood(Many(FRUIT), typed) == expected


def test_several_choices_pressed_twice_by_mistake() -> None:
    """The same press repeated changes nothing; Done ends."""
    kind = Many(FRUIT)
    first = kind.understand(Said("de", pressed="c+"))
    again = kind.understand(Said("de", pressed="c+", picked=("c",)))
    done = kind.understand(Said("de", pressed="done", picked=("c", "a")))

    assert first == again == Partly(("c",))
    assert done == Understood(["a", "c"])


@pytest.mark.parametrize(
    ("typed", "expected"), [("yes", True), ("Y", True), ("NO!", False), ("maybe", None), ("1", True)]
)
def test_yes_or_no(typed: str, expected: bool | None) -> None:
    """The usual words and the number of the button."""
    assert understood(YesNo(), typed) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("5", 5), ("٣٢", 32), ("۹", 9), ("32 years", 32), ("-", None), ("1000", None), ("1 2", None)],
)
def test_number(typed: str, expected: int | None) -> None:
    """Digits of any script, also with a word beside them; nothing outside the limits."""
    assert understood(Number(0, 120), typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24.11.2026", date(2026, 11, 24)), ("24.11.26", date(2026, 11, 24)), ("2026-11-24", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)), ("٢٤/١١/٢٠٢٦", date(2026, 11, 24)), ("24. November", date(2026, 11, 24)),
        ("24 نوفمبر", date(2026, 11, 24)), ("3.1.", date(2027, 1, 3)), ("tomorrow", date(2026, 11, 24)),
        ("31.2.2027", None), ("24.13.2026", None), ("24.11.2035", None), ("22.11.2026", None), ("soon", None),
    ],
)  # fmt: skip
def test_day(typed: str, expected: date | None) -> None:
    """Day before month, any digits, month names; a missing year means the next such day."""
    kind = Day(date(2026, 11, 23), date(2026, 11, 23), date(2027, 11, 23))

    assert understood(kind, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Lindenau", Where("059990002002")), ("lindenau!", Where("059990002002")), ("Ich wohne in Lindenau", Where("059990002002")),
        ("Lindnau", Where("059990002002")), ("لينديناو", Where("059990002002")), ("muehlbrueck", Where("059990003003")),
        ("Muhlbruck", Where("059990003003")), ("00110", Where("059990002002", "00110")), ("٠٠١١٠", Where("059990002002", "00110")),
        ("00102", Where("059990001001/hafen", "00102")), ("00101", Where("059990001001", "00101")),
        ("2", Where("059990002002")), ("00130", None), ("12345", None), ("Paris", None), ("", None),
    ],
)  # fmt: skip
def test_place(typed: str, expected: Where | None) -> None:
    """Names as people write them, postcodes in any digits; an unknown place is not guessed."""
    assert understood(Place(AREAS), typed) == expected


def test_a_postcode_of_two_places_asks_which() -> None:
    """Both places are offered, and the postcode is not lost."""
    answer = Place(AREAS).understand(Said("de", text="00130"))
    assert isinstance(answer, Misunderstood)
    assert [option.id for option in answer.narrowed] == ["059990004004 00130", "059990005005 00130"]

    assert Place(AREAS).understand(Said("de", pressed="059990005005 00130")) == Understood(
        Where("059990005005", "00130")
    )


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "x" * 1001])
def test_free_text_has_limits(typed: str) -> None:
    """Empty and endless texts are refused with a hint."""
    assert understood(Free(), typed) is None


def test_one_choice_or_other_words() -> None:
    """What is none of the options but has words is taken as said; numbers and signs are not."""
    kind = OneOrWords(FRUIT)

    assert understood(kind, "2") == "b"
    assert kind.understand(Said("de", pressed="c")) == Understood("c")
    assert understood(kind, "I need\x00 a passport") == "words:I need a passport"
    assert understood(kind, "9") is understood(kind, "??") is understood(kind, "x" * 1001) is None


def test_an_option_with_another_end() -> None:
    """The first two words are enough where they fit one option only."""
    options = (Option("german", "Yes, a German one"), Option("other", "No, from another country"), Option("none", "No"))

    assert understood(One(options), "no, from Syria", "en") == "other"
    assert understood(One(options), "no idea at all", "en") is None


@pytest.mark.parametrize("typed", ["-5", "−5", "5-6"])
def test_a_negative_number_is_not_read_as_positive(typed: str) -> None:
    """A sign before the number is not overlooked."""
    assert understood(Number(0, 10), typed) is None
