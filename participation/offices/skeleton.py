"""Arabic typed in Latin letters ("tajdid iqama") compared by its consonants."""

from __future__ import annotations

import re

_LETTERS = dict(
    zip(
        "بتثجحخدذرزسشصضطظغفقكلمنهگپچژکیويىاأإآءئؤعة",
        [*"bttjhkddrzscsdtdgfqklmnh", "g", "b", "c", "z", "k", "y", "w", "y", "y", *[""] * 9],
        strict=False,
    )
)
_SOUNDS = (
    ("3'", "g"), ("sh", "c"), ("ch", "c"), ("kh", "k"), ("5", "k"), ("gh", "g"), ("8", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("7", "h"), ("3", ""), ("2", ""), ("'", ""), ("9", "s"), ("6", "t"), ("v", "f"), ("p", "b"), ("x", "ks"),
    ("ou", "w"), ("oo", "w"), ("ee", "y"),
)  # fmt: skip


def of_arabic(text: str) -> str:
    """Return the consonants of each Arabic word, articles left out."""
    words = (re.sub("^(وال|بال|لل|ال)", "", word) for word in re.findall("[\u0621-\u064a\u0671-\u06cc]+", text))
    return " ".join(filter(None, (_bones("".join(_LETTERS.get(letter, "") for letter in word)) for word in words)))


def of_latin(text: str) -> str:
    """Return the consonants of each word as an Arabic speaker types them, digits for letters included."""
    out = []
    for word in re.findall("[a-z0-9']+", text.lower()):
        sound = re.sub("^(el|al)-?(?=..)", "", word)
        for written, spoken in _SOUNDS:
            sound = sound.replace(written, spoken)
        out.append(re.sub("h$", "", _bones("".join(letter for letter in sound if letter not in "aeiou"))))
    return " ".join(filter(None, out))


def _bones(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1\1", sounds[:1] + re.sub("[wy]", "", sounds[1:]))
