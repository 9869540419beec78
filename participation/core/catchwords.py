"""Finds things by words in their names, even by misspelt, shortened or joined ones. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from participation.core.folding import loosely

Key = TypeVar("Key", bound=Hashable)

MOST_WORDS = 8  # looked at of what somebody types
WHOLE, BEGINS, HOLDS, MISSPELT = (
    1.0,
    0.9,
    0.75,
    0.85,
)  # what a word counts that is the same, begins with, holds, resembles
SHORTEST = 4  # letters from which on a word may stand within another one, or be misspelt
ALIKE = 0.7  # share of its letters that a misspelt word must have right
ENOUGH = 0.55  # share of what is asked for that a thing must answer to


@dataclass(frozen=True, slots=True)
class Found(Generic[Key]):
    """A thing with its score from 0 to 1."""

    key: Key
    score: float


class Catchwords(Generic[Key]):
    """An index of things by their names, several of them a thing; read-only once built."""

    def __init__(self, entries: Iterable[tuple[Key, str]]) -> None:
        self._holders: dict[str, set[Key]] = defaultdict(set)
        self._length: dict[Key, int] = {}
        for key, name in entries:
            words = loosely(name).split()
            self._length[key] = min(len(words), self._length.get(key, len(words)))
            for word in (*words, *(first + second for first, second in pairwise(words))):
                self._holders[word].add(key)
        self._words = list(self._holders)

    def find(self, text: str, most: int = 20) -> list[Found[Key]]:
        """Return what is called like *text*, best first; of two as good, the one with the shorter name."""
        scores: dict[Key, float] = defaultdict(float)
        whole = 0.0
        for word in dict.fromkeys(loosely(text).split()[:MOST_WORDS]):
            there = self._answering(word)
            weight = math.log(2 + len(self._length) / (len(there) or 1))  # a rare word tells more
            whole += weight
            for key, quality in there.items():
                scores[key] += weight * quality
        found = [Found(key, round(score / whole, 3)) for key, score in scores.items() if score >= ENOUGH * whole]
        return sorted(found, key=lambda one: (-one.score, self._length[one.key]))[:most]

    def _answering(self, word: str) -> Mapping[Key, float]:
        """The things that have a word like this one, and how like."""
        best: dict[Key, float] = {}
        for other, quality in self._near(word):
            for key in self._holders[other]:
                best[key] = max(quality, best.get(key, 0.0))
        return best

    def _near(self, word: str) -> Iterable[tuple[str, float]]:
        if word in self._holders:
            yield word, WHOLE
        if len(word) < SHORTEST:
            if len(word) > 1:
                yield from ((other, BEGINS) for other in self._words if other.startswith(word))
            return
        yield from ((other, BEGINS if other.startswith(word) else HOLDS) for other in self._words if word in other)
        alike = process.extract(word, self._words, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=20)
        yield from ((other, MISSPELT * score) for other, score, _ in alike)
