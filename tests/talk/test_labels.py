"""Labels are meant by what people type of them."""

from __future__ import annotations

import pytest

from bot.talk.labels import begins_one, meant
from participation.core.text import t

ACTIONS = {"keep": "Termin behalten", "cancel": "Diesen Termin absagen", "leave": "Nichts mehr, danke"}
TIMES = {"early": "08:30", "meant": "09:30", "late": "19:30", "hour": "10:00"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("absagen", "cancel"), ("Absagen!", "cancel"), ("behalten", "keep"), ("danke", "leave"), ("3", "leave"),
        ("Nichts mehr, bitte", "leave"), ("Diesen", "cancel"), ("sagen", None), ("n", None), ("4", None), ("", None),
    ],
)  # fmt: skip
def test_a_part_of_a_label(typed: str, expected: str | None) -> None:
    """The beginning, the last words (in German the verb stands there), or the number; never a part of a word at the end."""
    assert meant(typed, ACTIONS, "de") == expected


def test_what_fits_two_labels_means_none() -> None:
    """Where two end alike neither is chosen."""
    assert meant("absagen", {"one": "Den ersten absagen", "other": "Den zweiten absagen"}, "de") is None


@pytest.mark.parametrize("typed", ["9:30", "09:30", "9.30", "٩:٣٠", "9:30 Uhr", "2"])
def test_a_time_of_day(typed: str) -> None:
    """The nought before the hour may be missing, as people write it."""
    assert meant(typed, TIMES, "de") == "meant"


def test_a_whole_hour() -> None:
    """In German its minutes may be missing as well."""
    assert meant("10 Uhr", TIMES, "de") == "hour"


def test_a_label_is_known_in_other_languages() -> None:
    """Who reads one language may write another."""
    assert meant("نعم", {"yes": t("Yes"), "no": t("No")}, "de") == "yes"


@pytest.mark.parametrize(
    ("typed", "expected"), [("diesen termin", True), ("termin", True), ("nicht", False), ("absagen", False)]
)
def test_whole_words_at_the_beginning(typed: str, expected: bool) -> None:
    """Only whole words, and only where one label begins with them."""
    assert begins_one(typed, ACTIONS.values(), "de") is expected
