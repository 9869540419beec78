"""Recognises a service from free text: character n-grams weighted by how much they tell, whole words, typing habits.

Pure and lexical: it knows only the names and phrases it is given. Every phrase is a vector of 2- to 4-grams within words
(tf-idf, cosine); a service scores as its best phrase, more if the phrase is in the person's language. Whole words
in common count extra, polite fillers count little. The numbers below were found on tests/evaluation/development.tsv.
"""

from __future__ import annotations

import math
import re
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from participation.core.folding import fold
from participation.offices.fillers import EVERY, FILLERS
from participation.offices.skeleton import of_arabic, of_latin
from participation.offices.spelling import Spelling

T = TypeVar("T")
Floats = NDArray[np.float32]
Weights = dict[str, float]  # by feature

LONGEST, MOST_WORDS = 400, 50  # what is looked at of a message
SIZES = (2, 3, 4)
STRETCH = 0.002  # seconds of work between two rests
FILLER = 0.15  # weight of a word that says nothing about the service
HOME = 1.15  # factor for phrases in the person's own language
WORDS = 0.25  # share of the score that whole words decide
SURE, AHEAD, LEAST = 0.70, 0.12, 0.33


@dataclass(frozen=True, slots=True)
class Match:
    """A service with its score from 0 to 1, and the phrase that was nearest."""

    slug: str
    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The best services, best first; empty if refused. *sure*: the first is clearly meant."""

    best: tuple[Match, ...]
    sure: bool


class Matcher:
    """An index over (service, language, phrase) entries; read-only once built.

    Built in a thread it takes its time: with a *rest* of some seconds now and then others of the process get on.
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]], rest: float = 0.0) -> None:
        folded = [(fold(entry[2]), entry) for entry in _paced(entries, rest)]
        self._entries = [entry for phrase, entry in folded if phrase]
        self._slugs = sorted({slug for slug, _, _ in self._entries})
        number = {slug: index for index, slug in enumerate(self._slugs)}
        self._owner = np.array([number[slug] for slug, _, _ in self._entries], dtype=np.int32)
        self._language = np.array([language for _, language, _ in self._entries], dtype=object)
        said = [(phrase, language) for phrase, (_, language, _) in folded if phrase]
        self._phrases: dict[str, set[int]] = {}
        for owner, (phrase, _) in zip(self._owner.tolist(), said, strict=True):
            self._phrases.setdefault(phrase, set()).add(owner)
        self._grams = _Index(_grams(phrase, FILLERS.get(language, EVERY)) for phrase, language in _paced(said, rest))
        self._words = _Index(_words(phrase, FILLERS.get(language, EVERY)) for phrase, language in _paced(said, rest))
        self._fillers = {language: _fillers(language, said) for language in set(self._language.tolist())}
        self._spelling = Spelling(phrase for phrase, _ in _paced(said, rest))
        bones = [
            (place, of_arabic(phrase))
            for place, (_, language, phrase) in enumerate(_paced(self._entries, rest))
            if language == "ar"
        ]
        self._bones_of = np.array([place for place, _ in bones], dtype=np.int32)
        self._bones = _Index(_grams(skeleton, sizes=(1, 2, 3)) for _, skeleton in bones)

    def match(self, text: str, language: str, top: int = 3) -> Matched:
        """Return the *top* services meant by *text*, or none if nothing is near enough."""
        scores = self._scores(text, language)
        if not len(scores):
            return Matched((), sure=False)
        best = np.zeros(len(self._slugs), dtype=np.float32)
        np.maximum.at(best, self._owner, scores)
        named = self._phrases.get(_typed(text), set())
        if len(named) == 1:  # its own name, whatever else is near
            best = np.minimum(best, np.float32(0.99)).astype(np.float32)
            best[list(named)] = 1.0
        order = np.argsort(-best, kind="stable")[:top]
        found = tuple(self._named(int(index), float(best[index]), scores) for index in order if best[index] >= LEAST)
        ahead = len(found) == 1 or (len(found) > 1 and found[0].score - found[1].score >= AHEAD)
        return Matched(found, sure=bool(found) and found[0].score >= SURE and (ahead or len(named) == 1))

    def _scores(self, text: str, language: str) -> Floats:
        """Return a score for every entry."""
        typed = _typed(text)
        fillers = self._fillers.get(language, EVERY)
        if not self._entries or (typed not in self._phrases and fillers.issuperset(typed.split())):
            return np.zeros(0, dtype=np.float32)
        spelt = self._spelling.corrected(typed)
        grams, words = self._grams.score(_grams(spelt, fillers)), self._words.score(_words(spelt, fillers))
        scores = (1 - WORDS) * grams + WORDS * words
        scores = scores * np.where(self._language == language, HOME, 1.0).astype(np.float32)
        if language == "ar" and len(self._bones_of) and re.search("[a-z]", typed) and scores.max() < SURE:
            heard = self._bones.score(_grams(of_latin(text[:LONGEST]), sizes=(1, 2, 3))) * np.float32(0.9)
            at = scores[self._bones_of]
            scores[self._bones_of] = np.maximum(at, np.where(heard > 0.5, heard, 0))
        capped: Floats = np.minimum(scores, 1.0).astype(np.float32)
        return capped

    def _named(self, index: int, score: float, scores: Floats) -> Match:
        mine = np.flatnonzero(self._owner == index)
        return Match(self._slugs[index], round(score, 3), self._entries[int(mine[np.argmax(scores[mine])])][2])


class _Index:
    """Entries as sparse unit vectors, by feature: those of one feature lie side by side in two long arrays."""

    def __init__(self, entries: Iterable[Weights]) -> None:
        self._features: dict[str, int] = {}
        lengths, features, amounts = array("i"), array("i"), array("f")
        for entry in entries:
            lengths.append(len(entry))
            features.extend([self._features.setdefault(feature, len(self._features)) for feature in entry])
            amounts.extend(entry.values())
        self._size = len(lengths)
        places = np.repeat(np.arange(self._size, dtype=np.int32), lengths)
        self._weigh(places, np.array(features, np.int32), np.array(amounts, np.float32))

    def _weigh(self, places: NDArray[np.int32], features: NDArray[np.int32], amounts: Floats) -> None:
        """Weigh every amount by how rare its feature is, and make each entry a unit vector."""
        known = len(self._features)
        self._idf = np.log(1 + self._size / np.bincount(features, minlength=known))
        self._unknown = float(self._idf.mean()) if known else 1.0
        weights = amounts * self._idf[features]
        weights /= np.sqrt(np.bincount(places, weights * weights, minlength=self._size))[places]
        order = np.argsort(features, kind="stable")
        self._places, self._weights = places[order], weights[order].astype(np.float32)
        self._starts = np.searchsorted(features[order], np.arange(known + 1))

    def score(self, features: Weights) -> Floats:
        """Return the cosine with every entry; features nobody knows lower it."""
        total, scores = 0.0, np.zeros(self._size, dtype=np.float32)
        for feature, amount in features.items():
            number = self._features.get(feature)
            weight = amount * (self._unknown if number is None else float(self._idf[number]))
            total += weight * weight
            if number is not None:
                those = slice(int(self._starts[number]), int(self._starts[number + 1]))
                scores[self._places[those]] += np.float32(weight) * self._weights[those]
        return scores / np.float32(math.sqrt(total) or 1.0)


def _typed(text: str) -> str:
    return " ".join(fold(text[:LONGEST]).split()[:MOST_WORDS])


def _fillers(language: str, said: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The little words of every language, but for those that mean something in a phrase of *language*."""
    own: frozenset[str] = FILLERS.get(language, frozenset())
    return own | (EVERY - {word for phrase, other in said if other == language for word in phrase.split()})


def _grams(text: str, fillers: Set[str] = frozenset(), sizes: Sequence[int] = SIZES) -> Weights:
    """Return the n-grams within words; those of fillers count little, repeated ones hardly more."""
    found: Weights = {}
    for word in text.split():
        weight = FILLER if word in fillers else 1.0
        for gram in _within(word, sizes):
            if found.get(gram, 0.0) < weight:
                found[gram] = weight
    return found


@lru_cache(maxsize=4096)  # phrases are made of the same words again and again
def _within(word: str, sizes: Sequence[int]) -> tuple[str, ...]:
    marked = f"_{word}_"
    return tuple(marked[start : start + size] for size in sizes for start in range(len(marked) - size + 1))


def _words(text: str, fillers: Set[str]) -> Weights:
    return {word: FILLER if word in fillers else 1.0 for word in text.split()}


def _paced(entries: Iterable[T], rest: float) -> Iterator[T]:
    """Hand out entries; with a *rest* one is taken after each stretch of work."""
    since = time.perf_counter()
    for entry in entries:
        if rest and time.perf_counter() - since > STRETCH:
            time.sleep(rest)
            since = time.perf_counter()
        yield entry
