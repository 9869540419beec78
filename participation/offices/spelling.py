"""Mends misspelt words by the words that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from participation.offices.fillers import EVERY

SHORTEST, LONG = 5, 9  # letters from which on one, and two mistakes are mended; Arabic words need one more
ARABIC, PREFIXES = "\u0600", "والبعن"
MOST = 12  # unknown words looked up in one message


class Spelling:
    """Knows the words of *texts* (folded); hardly anybody mistakes the first letter. Read-only once built."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = {word for text in texts for word in text.split()} | EVERY
        self._by_length: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SHORTEST - 1:
                self._by_length[len(word), word[0]].append(word)

    def corrected(self, text: str) -> str:
        """Return *text* (folded) with each unknown word replaced by the known one nearest to it, if one is near."""
        unknown = [word for word in dict.fromkeys(text.split()) if word not in self._known and len(word) >= SHORTEST]
        nearest = {word: self._nearest(word) for word in unknown[:MOST] if not word.isdigit()}
        return " ".join(nearest.get(word, word) for word in text.split()) if nearest else text

    def _nearest(self, word: str) -> str:
        arabic = word[0] >= ARABIC
        mistakes = 2 if len(word) >= LONG + arabic else int(len(word) >= SHORTEST + arabic)
        sizes = range(len(word) - mistakes, len(word) + mistakes + 1)
        alike = [other for size in sizes for other in self._by_length.get((size, word[0]), ())]
        if arabic:  # "and", "to", "the" are written as one letter before the word, or left out
            near = [word[1:], *(letter + word for letter in PREFIXES)]
            if found := next((other for other in near if other in self._known), None):
                return found
        best = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=mistakes)
        return best[0] if best and mistakes else word
