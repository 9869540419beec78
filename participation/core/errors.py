"""Refusals: what may be expected to go wrong and can be told to a person."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

from participation.core.text import Text


class Refused(Exception):
    """This is not possible at the moment."""

    known: ClassVar[dict[str, type[Refused]]] = {}

    def __init_subclass__(cls) -> None:
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} needs a docstring: it is what people are told")
        if cls.__name__ in Refused.known and Refused.known[cls.__name__].__module__ != cls.__module__:
            raise TypeError(f"two refusals are called {cls.__name__}")
        Refused.known[cls.__name__] = cls

    def __init__(self, **places: Any) -> None:
        super().__init__(type(self).__name__)
        self.places = places

    @property
    def text(self) -> Text:
        """What people are told: the class's docstring with its places filled."""
        return Text(inspect.cleandoc(type(self).__doc__ or ""), places=self.places)

    def __str__(self) -> str:
        """For consoles and logs: in English, the places filled as they are."""
        return self.text.one.format_map(self.places) if self.places else self.text.one
