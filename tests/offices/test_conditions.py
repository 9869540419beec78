"""Conditions of a responsibility: written, read, decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.offices.conditions import first_letter, holds, parse
from participation.offices.values import Condition

LIMITS = {"<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b}


def test_several_conditions_are_read() -> None:
    """Values, numbers and ranges of letters stand side by side."""
    assert parse("status=tolerated|asylum-seeker & age<27 & surname=A-K") == (
        Condition("status", "=", ("tolerated", "asylum-seeker")),
        Condition("age", "<", ("27",)),
        Condition("surname", "-", ("A", "K")),
    )
    assert parse("  ") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("age~3", "is no condition"),
        ("age<old", "needs a number"),
        ("surname=K-A", "the first letter comes after the last"),
        ("status=tolerated|", "a value is missing"),
        ("status=", "is no condition"),
        ("status=a &", "is no condition"),
        ("<3", "is no condition"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    """Whoever writes a table learns what is wrong with the condition."""
    with pytest.raises(ValueError, match=said):
        parse(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a ValueError comes from a broken table."""
    try:
        found = parse(text)
    except ValueError:
        return
    assert all(condition.attribute and all(condition.values) for condition in found)


@given(st.integers(0, 130), st.integers(0, 130), st.sampled_from(sorted(LIMITS)))
def test_numbers_are_compared_as_numbers(given_: int, limit: int, operator: str) -> None:
    """9 is less than 27, and the limits belong to where they are said to belong."""
    condition = Condition("age", operator, (str(limit),))

    assert holds(condition, {"age": str(given_)}) is LIMITS[operator](given_, limit)


@given(st.sampled_from(parse("status=a & age<3 & surname=A-K & x>=2")), st.sampled_from([{}, {"status": ""}]))
def test_what_was_not_said_is_not_decided(condition: Condition, answers: dict[str, str]) -> None:
    """Not asked and rather not said are both unknown, never no."""
    assert holds(condition, answers) is None


def test_an_answer_that_decides_nothing_is_unknown() -> None:
    """A name without Latin letter and an age that is no number leave the question open."""
    assert holds(parse("surname=A-K")[0], {"surname": "محمد"}) is None
    assert holds(parse("age<3")[0], {"age": "young"}) is None


@pytest.mark.parametrize(
    ("name", "among"), [("Adam", True), ("Kaya", True), ("Özdemir", False), ("Lang", False), ("Zaher", False)]
)
def test_both_ends_of_a_range_belong_to_it(name: str, among: bool) -> None:
    """A to K begins with A and ends with K; one letter alone is a range too."""
    assert holds(parse("surname=A-K")[0], {"surname": name}) is among
    assert holds(parse(f"surname={name[0]}-{name[0]}" if among else "surname=B-B")[0], {"surname": name}) is among


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Özdemir", "O"), ("šimić", "S"), ("Łukasz", "L"), ("Đorđević", "D"), ("Ægir", "A"), ("Adam", "A"), ("Zaher", "Z"), ("İnan", "I"), ("ığdır", "I"),
        (" van Dyk", "V"), ("O'Neil", "O"), ("Ａ", "A"), ("محمد", ""), ("", ""), ("1", ""), ("Þór", "T"), ("ß", "S"),
    ],
)  # fmt: skip
def test_the_letter_a_name_is_filed_under(name: str, letter: str) -> None:
    """Marks are left out; a name in another script has none."""
    assert first_letter(name) == letter


@given(st.text(max_size=20))
def test_a_letter_is_latin_or_none(name: str) -> None:
    """Whatever is typed, the result can be compared with A to Z."""
    letter = first_letter(name)

    assert letter == "" or "A" <= letter <= "Z"
