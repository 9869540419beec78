"""What the cells of the office tables look like, and how that is told to whoever filled one in otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from participation.core.text import told


@dataclass(frozen=True, slots=True)
class Shape:
    """A regular expression for the whole of a cell that is not empty, and the same in words."""

    pattern: str
    said: str


def one_of(*values: str) -> Shape:
    """Any of these words."""
    return Shape("|".join(values), told("one of {values}", values=", ".join(values)))


CODE = Shape(
    "[a-z0-9-]+", told("small letters a to z, digits and hyphens, such as {example}", example="register-address")
)
LANGUAGE = Shape("[a-z]{2,3}", told("the code of a language, such as {example}", example="de"))
LAND = Shape("[A-Z]{2}", told("the code of a Land, such as {example}", example="BE"))
WEEKDAY = Shape("[1-7]", told("a number from 1 for Monday to 7 for Sunday"))
AREA = Shape(
    r"\d{8}(\d{4})?(/[a-z0-9-]+)?",
    told("the official key of a municipality, of 8 or 12 digits, and for its districts a code behind it: {example}",
         example="059990002002/lindenau"),
)  # fmt: skip
POSTCODES = Shape(r"\d{5}( \d{5})*", told("postcodes of 5 digits with a space between them"))
LEIKA = Shape(r"\d{14}( \d{14})*", told("LeiKa keys of 14 digits with a space between them"))
