"""Recognising a service: typos, other scripts, fillers, and what is no request at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.offices.evaluation import shipped_phrases
from participation.offices.matching import Matched, Matcher
from participation.offices.services import CATALOGUE_FOLDER

PHRASES = shipped_phrases(CATALOGUE_FOLDER)
MATCHER = Matcher(PHRASES)


def first(text: str, language: str) -> str:
    found = MATCHER.match(text, language)
    return found.best[0].slug if found.best else "none"


def test_every_phrase_finds_its_own_service() -> None:
    """What the catalogue calls a service leads to it; a phrase that two services share leads to either."""
    lost = [
        (slug, language, phrase)
        for slug, language, phrase in PHRASES
        if slug not in [match.slug for match in MATCHER.match(phrase, language).best]
    ]
    assert not lost


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("de", "KINDERGELD!!!", "child-benefit"),
        ("de", "kindergled", "child-benefit"),
        ("de", "Aufenthaltserlaubniss verlängern bitte", "residence-permit-renewal"),
        ("de", "Fuehrerschein umschreiben", "driving-licence-exchange"),
        ("en", "renew my residnce permt", "residence-permit-renewal"),
        ("en", "hello, please can you help me, i would like to get child benefit", "child-benefit"),
        ("en", "Kindergeld", "child-benefit"),
        ("ar", "تَجْديدُ الإِقامَة", "residence-permit-renewal"),
        ("ar", "تجديد الاقامه", "residence-permit-renewal"),
        ("ar", "ta2deem kindergeld", "child-benefit"),
        ("en", "regsiter my adress", "register-address"),
        ("de", "ich habe shculden", "debt-counselling"),
        ("de", "Kinder\u00adgeld", "child-benefit"),
    ],
)
def test_people_write_as_they_write(language: str, text: str, slug: str) -> None:
    """Case, vowel signs, misspellings, politeness and a German word in between do not matter."""
    assert first(text, language) == slug


@pytest.mark.parametrize(
    "text", ["", " ", "?", "😂😂", "asdfgh", "1234", "\u202e", "please help me", "ich möchte bitte", "مرحبا"]
)
def test_what_says_nothing_is_refused(text: str) -> None:
    """Greetings, signs and noise lead to no service."""
    for language in ("de", "en", "ar"):
        assert MATCHER.match(text, language) == Matched((), sure=False)


def test_sure_only_when_clearly_ahead() -> None:
    """The name of a service is sure; a word that many services share is not."""
    assert MATCHER.match("Kindergeld beantragen", "de").sure
    assert not MATCHER.match("Geld", "de").sure
    assert not MATCHER.match("Antrag", "de").sure


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_name_of_a_service_is_sure(language: str) -> None:
    """Who types or copies a service's own name is not asked what they mean."""
    names = {words: slug for slug, code, words in PHRASES[: 3 * 62] if code == language}
    assert len(names) == 62
    for words, slug in names.items():
        found = MATCHER.match(words, language)
        assert (found.best[0].slug, found.sure) == (slug, True), words


def test_an_empty_index_refuses() -> None:
    """Without data nothing is recognised, and nothing breaks."""
    assert Matcher([]).match("Kindergeld", "de") == Matched((), sure=False)
    assert Matcher([("a", "de", "!!!")]).match("Kindergeld", "de") == Matched((), sure=False)


def test_long_messages_cost_no_more() -> None:
    """Only the beginning of a message is looked at."""
    assert first("Kindergeld " + "bla " * 1_000_000, "de") == first("Kindergeld " + "bla " * 100, "de")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["de", "en", "ar", "xx"]))
def test_any_text_gives_an_ordered_answer(text: str, language: str) -> None:
    """At most three different services, best first, scores from 0 to 1, the same again for the same words."""
    found = MATCHER.match(text, language)
    scores = [match.score for match in found.best]

    assert len({match.slug for match in found.best}) == len(found.best) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert found == MATCHER.match(text, language)
    assert found.best or not found.sure


@settings(deadline=None)
@given(st.sampled_from(PHRASES))
def test_case_and_spaces_do_not_matter(entry: tuple[str, str, str]) -> None:
    """Shouting gives the same answer as whispering."""
    _, language, phrase = entry
    if phrase.upper().lower() == phrase.lower():
        assert MATCHER.match(f"  {phrase.upper()} ! ", language) == MATCHER.match(phrase, language)
