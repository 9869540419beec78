"""An office in words: a long list of offices is shown in short, and honestly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.flows import words
from participation.core.text import Sayable, render, t
from participation.offices.responsibility import Found, Possible, anywhere, nearest_first
from participation.offices.values import Area, Role, Rule, Service, Unit

TODAY = date(2026, 11, 23)
SERVICE = Service("s", "x", {"de": "Anmelden"}, {}, None, {}, None, {})


def _unit(number: int, street: str = "Weg") -> Unit:
    id_ = f"a{number}"
    return Unit(
        id_, None, f"Amt {number}", {"de": f"Amt {number}"}, {}, "department", "office", True, street,
        f"1000{number}", "Stadt", "", "", "", (), "",
    )  # fmt: skip


def _found(*numbers: int) -> Found:
    return Found(tuple(Possible(f"a{number}", ()) for number in numbers), (), (), "", (), None)


def _said(found: Found, units: list[Unit], whose: dict[str, Sayable] | None = None) -> list[str]:
    parts = words.answer(SERVICE, found, {unit.id: unit for unit in units}, None, TODAY, whose or {})
    return [render(part, "en") for part in parts]


def test_five_offices_are_shown_in_full() -> None:
    """A list people can still look over is not cut."""
    said = _said(_found(1, 2, 3, 4, 5), [_unit(number) for number in range(1, 6)])

    assert len(said) == 6
    assert "Amt 5" in said[-1]


def test_of_more_offices_the_first_are_shown_and_the_others_counted() -> None:
    """Nobody reads 47 addresses; how many more there are is said, so that the list does not seem complete."""
    said = _said(_found(*range(1, 9)), [_unit(number) for number in range(1, 9)])

    assert [line.splitlines()[0] for line in said[1:4]] == ["Amt 1", "Amt 2", "Amt 3"]
    assert said[4] == "5 more offices are possible."
    assert len(said) == 5


def test_an_office_for_some_people_only_is_never_cut_away() -> None:
    """Whoever must find the office that is theirs sees each of them with its condition."""
    numbers = range(1, 9)
    whose: dict[str, Sayable] = {f"a{number}": t("Only for some.") for number in numbers}
    said = _said(_found(*numbers), [_unit(number) for number in numbers], whose)

    assert len(said) == 9
    assert said[-1] == "Amt 8\nOnly for some."


def test_an_office_without_address_leaves_no_empty_words() -> None:
    """Where nothing but the name is known, nothing empty is sent."""
    assert all(_said(_found(1), [_unit(1, street="")]))
    assert not any(line.endswith("\n") for line in _said(_found(1, 2), [_unit(1, street=""), _unit(2, street="")]))


def test_the_nearest_offices_come_first() -> None:
    """The more of the postcode two places share, the nearer; without a postcode the order stays."""
    units = {unit.id: unit for unit in (_unit(1), _unit(7), _unit(8))}
    found = _found(1, 7, 8)

    assert [one.unit for one in nearest_first(found, units, "10008").front] == ["a8", "a7", "a1"]
    assert nearest_first(found, units, "") == found


def test_without_a_place_only_what_holds_everywhere_is_said() -> None:
    """Where some town has an office of its own, the county's is no answer for everybody."""
    areas = {key: Area(key, kind, None, key) for key, kind in (("c", "county"), ("m", "municipality"))}
    wide, same, own = (Rule("s", area, (), Role.FRONT, unit) for area, unit in (("c", "a"), ("m", "a"), ("m", "b")))

    assert anywhere([wide, same], areas) == [wide]
    assert anywhere([wide, own], areas) == []


def test_a_fee_is_told_with_the_words_there_are_for_it() -> None:
    """Many offices write what a fee depends on, or who pays less: people hear that beside the amount, or instead of one."""
    depends = replace(SERVICE, fee_note={"de": "je nach Aufwand", "en": "depends on the work"})
    fixed = replace(depends, fee=Decimal("10.00"))

    assert [render(part, "en") for part in words.fee(depends)] == ["depends on the work"]
    assert [render(part, "de") for part in words.fee(depends)] == ["je nach Aufwand"]
    assert [render(part, "en") for part in words.fee(fixed)] == ["Fee: €10.00", "depends on the work"]
    assert [render(part, "en") for part in words.fee(replace(fixed, fee_note={}))] == ["Fee: €10.00"]
    assert words.fee(SERVICE) == []
