"""Fixtures of the tests of the talk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import bot.flows  # noqa: F401  importing it registers the conversations
from tests.talk.everything import everything


@pytest.fixture(autouse=True)
def flows() -> Iterator[None]:
    """The flow with every kind of question."""
    with everything():
        yield
