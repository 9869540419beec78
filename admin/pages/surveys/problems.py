"""What is wrong with a survey, in the words of staff, beside the field it is about; and which texts are missing. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from participation.core.text import Sayable, t
from participation.surveys.check import LONGEST_TEXT, Problem
from participation.surveys.definition import (
    FEWEST_POINTS,
    MOST_CHOICES,
    MOST_POINTS,
    MOST_QUESTIONS,
    Definition,
    Gap,
    Kind,
    Question,
    gaps,
)

CODE = t("A code has 1 to 40 of a–z, 0–9, _ and -, begins with a letter or digit, and is given only once.")
LINK = t("4 to 32 letters, digits and hyphens, please; or leave it empty and one is drawn.")
EARLIER = t("Please choose an earlier question that has choices or a scale.")


def beside(problem: Problem, definition: Definition) -> tuple[str, Sayable]:
    """The field of the form, and what to say there."""
    match problem.place:
        case ("code",):
            return "code", LINK
        case ("questions",):
            return "count", t("At most {most} questions are possible.", most=MOST_QUESTIONS)
        case ("questions", int(at), *inner):
            name, said = _of_question(tuple(map(str, inner)), problem, definition.questions[at])
            return f"q{at}-{name}", said
        case (("title" | "intro") as name, str(language)):
            return f"{name}-{language}", _of_text(problem)
        case _:
            return "title-de", problem.sentence


def missing(definition: Definition) -> Iterator[tuple[str, Sayable]]:
    """For every text that is missing: the field of the form, and where it is in words."""
    places = {question.code: place for place, question in enumerate(definition.questions)}
    for gap in gaps(definition):
        here = f"q{places[gap.question]}-" if gap.question else ""
        for language in gap.languages:
            yield f"{here}{gap.field}-{language}", _where(gap, places)


def _where(gap: Gap, places: dict[str, int]) -> Sayable:
    if not gap.question:
        return t("Title") if gap.field == "title" else t("Introduction")
    number = places[gap.question] + 1
    match gap.field:
        case "choices":
            return t("Question {number}, choice {code}", number=number, code=gap.choice)
        case "low":
            return t("Question {number}, lower end of the scale", number=number)
        case "high":
            return t("Question {number}, upper end of the scale", number=number)
        case _:
            return t("Question {number}, text", number=number)


def _of_question(inner: tuple[str, ...], problem: Problem, question: Question) -> tuple[str, Sayable]:
    match inner:
        case ("code",):
            return "code", CODE
        case ("choices",):
            least = 2 if question.kind is Kind.ONE else 1
            return "choices-de", t(
                "Please write {least} to {most} choices, one a line.", least=least, most=MOST_CHOICES
            )
        case ("choices", _, "code"):
            return "choices-de", CODE
        case ("choices", _, "text", language):
            return f"choices-{language}", _of_text(problem)
        case ("points",):
            return "points", t("From {fewest} to {most}, please.", fewest=FEWEST_POINTS, most=MOST_POINTS)
        case ("only_if", "question"):
            return "after", EARLIER
        case ("only_if", "any_of"):
            return "after-answers", t("Please name answers to that question, by their codes or their words.")
        case (name, language):
            return f"{name}-{language}", _of_text(problem)
        case _:
            return "code", problem.sentence


def _of_text(problem: Problem) -> Sayable:
    if "characters that" in problem.what:
        return t("This holds characters that cannot be kept. Please remove them.")
    return t("At most {most} characters, please.", most=LONGEST_TEXT)
