"""Typed words made comparable: case, marks, digits of any script, letters people mix up."""

from __future__ import annotations

import re
import unicodedata

_ARABIC = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىیئ"), "ي"),
    ord("ؤ"): "و",
    ord("ک"): "ك",
    **dict.fromkeys(map(ord, "ةۀە"), "ه"),
    0x640: None,  # tatweel
}
_UNSEEN = "\u00ad\u200b\u200d\u200e\u200f\u2060\ufeff"  # between letters they divide no word
_LATIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def digits(text: str) -> str:
    """Return *text* with the digits of every script as 0-9."""
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)


def fold(text: str) -> str:
    """Return the words of *text* in lower case without marks and punctuation, one space between."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC)
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", plain)
        if letter not in _UNSEEN and unicodedata.category(letter) != "Mn"
    )
    return " ".join(re.findall(r"[^\W_]+", digits(plain.translate(_LATIN))))


def loosely(text: str) -> str:
    """Folded, and `ue` is `ü` is `u`: people type what their keyboard has."""
    return fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u")
