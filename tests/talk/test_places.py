"""Places are understood as people write them: names, misspellings, postcodes in any digits, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talk.places import Place
from bot.talk.questions import Misunderstood, Said, Understood
from participation.core.text import render
from participation.offices.values import Area, Where

AREAS = (
    Area("059990000000", "county", None, "Kreis Birkental"),
    Area("059990001001", "municipality", "059990000000", "Birkenstadt", ("00101", "00102", "00103")),
    Area("059990001001/altstadt", "district", "059990001001", "Altstadt", ("00101",), (("en", "Old Town"),)),
    Area("059990001001/hafen", "district", "059990001001", "Hafen", ("00102",)),
    Area("059990002002", "municipality", "059990000000", "Lindenau", ("00110",), (("ar", "لينديناو"),)),
    Area("059990003003", "municipality", "059990000000", "Mühlbrück", ("00120",), (("en", "Muehlbrueck"),)),
    Area("059990004004", "municipality", "059990000000", "Oberhain", ("00130",)),
    Area("059990005005", "municipality", "059990000000", "Kleinfelde", ("00130",)),
)
PLACE = Place(AREAS)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("Lindenau", Where("059990002002")),
        ("LINDENAU!", Where("059990002002")),
        ("Lindnau", Where("059990002002")),
        ("ich wohne in lindenau", Where("059990002002")),
        ("in 00110 Lindenau", Where("059990002002", "00110")),
        ("لينديناو", Where("059990002002")),
        ("٠٠١٢٠", Where("059990003003", "00120")),
        ("۰۰۱۲۰", Where("059990003003", "00120")),
        ("Muhlbruck", Where("059990003003")),
        ("muehlbrueck", Where("059990003003")),
        ("00102", Where("059990001001/hafen", "00102")),
        ("00103", Where("059990001001", "00103")),
        ("old town", Where("059990001001/altstadt")),
        ("2", Where("059990002002")),
        ("\u202eLindenau\u202c", Where("059990002002")),
    ],
)
def test_a_place_is_understood(typed: str, where: Where) -> None:
    """By name in any language, misspelt, in a sentence, by number of the button, by postcode in any digits."""
    assert PLACE.understand(Said("de", text=typed)) == Understood(where)


@pytest.mark.parametrize("typed", ["", "Hamburg", "99999", "0011", "12", "🏠", "x" * 4000, "Kreis Birkental", "\x00"])
def test_another_place_is_not_guessed(typed: str) -> None:
    """What is not here is not understood, and the hint says what to write."""
    understood = PLACE.understand(Said("de", text=typed))

    assert isinstance(understood, Misunderstood)
    assert render(understood.hint, "en")


def test_a_shared_postcode_leads_to_a_choice() -> None:
    """Two villages with one postcode are offered, and the postcode is kept with the choice."""
    understood = PLACE.understand(Said("de", text="00130"))

    assert isinstance(understood, Misunderstood)
    assert [option.id for option in understood.narrowed] == ["059990004004 00130", "059990005005 00130"]
    assert PLACE.understand(Said("de", pressed="059990005005 00130")) == Understood(Where("059990005005", "00130"))
    assert isinstance(PLACE.understand(Said("de", pressed="07 99999")), Misunderstood)


def test_two_places_of_one_name_are_offered() -> None:
    """Neustadt here and Neustadt there: the person chooses."""
    twins = Place((Area("1", "municipality", None, "Neustadt"), Area("2", "municipality", None, "Neustadt")))
    understood = twins.understand(Said("de", text="neustadt"))

    assert isinstance(understood, Misunderstood)
    assert len(understood.narrowed) == 2


@given(st.sampled_from([Where("a"), Where("a/b"), Where("a", "00101")]))
def test_kept_and_recalled(where: Where) -> None:
    """What is kept in the journal comes back the same."""
    assert PLACE.recall(PLACE.keep(where)) == where


@given(st.text(max_size=60))
def test_any_text_is_an_answer_or_not(typed: str) -> None:
    """Nothing typed breaks the question, and only places that exist are understood."""
    match PLACE.understand(Said("ar", text=typed)):
        case Understood(where):
            assert where.area in {area.key for area in AREAS}
        case understood:
            assert isinstance(understood, Misunderstood)
