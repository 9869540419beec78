"""Names found by words, also by misspelt ones."""

from __future__ import annotations

import pytest

from participation.core.catchwords import Catchwords

NAMES = [
    ("citizens", "Bürgerbüro Birkenstadt"),
    ("harbour", "Bürgerbüro Hafen"),
    ("foreigners", "Ausländerbehörde Birkenstadt"),
    ("arabic", "مكتب شؤون المواطنين"),
    ("job", "Job-Center Lindenau"),
    ("long", "Fachstelle für die Bürgerinnen und Bürger im Hafen der Stadt"),
]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Bürgerbüro Birkenstadt", "citizens"),
        ("buergerbuero hafen", "harbour"),
        ("Bürgerbuero Haffen", "harbour"),
        ("Auslanderbehorde", "foreigners"),
        ("Auslenderbehöhrde", "foreigners"),
        ("behörde", "foreigners"),
        ("ausl", "foreigners"),
        ("jobcenter", "job"),
        ("Jobcentre Lindenau", "job"),
        ("المواطنين", "arabic"),
        ("hafen bürgerbüro", "harbour"),
    ],
)
def test_the_right_one_comes_first(text: str, first: str) -> None:
    """Umlauts, mistakes, beginnings, parts, joined words, another order, another script."""
    assert Catchwords(NAMES).find(text)[0].key == first


@pytest.mark.parametrize("text", ["", "   ", "xqzw", "Schwimmbad", "?!", "a" * 5000])
def test_what_is_not_there_is_not_found(text: str) -> None:
    """Nothing is better than anything."""
    assert Catchwords(NAMES).find(text) == []
    assert Catchwords([]).find(text) == []


def test_the_best_come_first_and_no_more_than_wanted() -> None:
    """Scores fall, lie between 0 and 1, and the shorter name wins at equal scores."""
    found = Catchwords(NAMES).find("Hafen")

    assert [one.key for one in found] == ["harbour", "long"]
    assert len(Catchwords(NAMES).find("Bürgerbüro", most=1)) == 1
    assert all(0 <= one.score <= 1 for one in found)
