"""What Lotse says becomes a page: numbers that can be called with one press, nothing that was not meant as one."""

from __future__ import annotations

import pytest

from bot.channels.webchat.looks import linked
from bot.flows.find_office import EMERGENCY
from bot.flows.words import number
from participation.core.text import render


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_who_is_in_danger_calls_with_one_press(language: str) -> None:
    """Fire brigade and police are links, also between Arabic words."""
    shown = linked(render(EMERGENCY, language))

    assert 'href="tel:112"' in shown
    assert 'href="tel:110"' in shown


def test_a_count_is_no_number_to_call() -> None:
    """Only what was said to be a telephone number is a link."""
    assert "href" not in linked("112 people answered, 110 of them in Lindenau")
    assert "href" in linked(number("110"))
