"""The form of a survey, read into a definition and written out of one. Pure: questions are fields `q0-…`, `q1-…`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from admin.forms import Form, number
from admin.pages.surveys.choices import choices_of, codes_meant, lines_of
from admin.pages.surveys.problems import beside
from participation.core.languages import shipped
from participation.core.text import t
from participation.surveys import check
from participation.surveys.definition import (
    BASE,
    MOST_QUESTIONS,
    USUAL_POINTS,
    Choice,
    Definition,
    Kind,
    Question,
    Skip,
    Texts,
    dumps,
    fingerprint,
)

Fields = dict[str, str]  # of one question, by name

FIELD = re.compile(r"q(\d{1,3})-(.+)")
LONGEST_LINES = 30 * (check.LONGEST_TEXT + 50)  # characters in the field of choices


def languages_of(form: Form) -> tuple[str, ...]:
    """The languages chosen; German is always one of them."""
    return tuple(code for code in (BASE, *known(form)) if code == BASE or form.ticked(f"language-{code}"))


def known(form: Form) -> list[str]:
    """The languages to choose from: those of the chat, and any a file brought along."""
    brought = [name.removeprefix("language-") for name in form.given if name.startswith("language-")]
    return [code for code in dict.fromkeys((*shipped(), *brought)) if code != BASE and check.LANGUAGE.fullmatch(code)]


def questions_of(form: Form) -> list[Fields]:
    """The fields of each question, in order."""
    questions: list[Fields] = [{} for _ in range(form.rows("count", MOST_QUESTIONS + 1))]
    for name, value in form.given.items():
        if (found := FIELD.fullmatch(name)) and int(found[1]) < len(questions):
            questions[int(found[1])][found[2]] = value
    return questions


def rearranged(form: Form, do: str) -> Form:
    """The same form with a question more (`add-one`), moved (`up-2`, `down-2`) or taken out (`remove-2`)."""
    questions, (what, _, which) = questions_of(form), do.partition("-")
    at = number(which)
    match what:
        case "add" if which in set(Kind):
            questions.append({"kind": which, "code": _unused(questions)})
        case "up" if 0 < at < len(questions):
            questions[at - 1 : at + 1] = questions[at], questions[at - 1]
        case "down" if at < len(questions) - 1:
            questions[at : at + 2] = questions[at + 1], questions[at]
        case "remove" if at < len(questions):
            del questions[at]
    return _with(form, questions)


def definition_of(form: Form, organisation: str) -> Definition:
    """The survey as it stands in the form; what is wrong is noted beside its field."""
    languages = languages_of(form)
    questions: list[Question] = []
    for place, fields in enumerate(questions_of(form)):
        questions.append(_question(form, place, fields, languages, questions))
    definition = Definition(
        organisation, _texts(form.given, "title", languages), tuple(questions), languages,
        _texts(form.given, "intro", languages) or None, form.text("code", needed=False, most=32),
    )  # fmt: skip
    for problem in check.problems(definition):
        name, said = beside(problem, definition)
        form.wrong.setdefault(name, said)
    return definition


def form_of(definition: Definition) -> Form:
    """The form as it stands in a draft."""
    given = {"organisation": definition.organisation, "code": definition.code}
    given |= {f"language-{code}": "1" for code in definition.languages}
    given |= _written("title", definition.title) | _written("intro", definition.intro)
    given["seen"] = fingerprint(dumps(definition))
    return _with(Form(given), [_fields(question, definition.languages) for question in definition.questions])


def _question(
    form: Form, place: int, fields: Fields, languages: Sequence[str], earlier: Sequence[Question]
) -> Question:
    here = f"q{place}-"
    kind = form.kind(f"{here}kind", Kind) or Kind.TEXT
    choices: tuple[Choice, ...] = ()
    if kind in (Kind.ONE, Kind.SEVERAL):
        lines = {code: form.text(f"{here}choices-{code}", needed=False, most=LONGEST_LINES) for code in languages}
        choices = choices_of(lines)
    scale = kind is Kind.SCALE
    return Question(
        fields.get("code", "").strip() or f"q{place + 1}", kind, _texts(fields, "text", languages), choices,
        (_texts(fields, "low", languages) or None) if scale else None,
        (_texts(fields, "high", languages) or None) if scale else None,
        _points(form, f"{here}points") if scale else USUAL_POINTS, bool(fields.get("optional")),
        _skip(fields, earlier),
    )  # fmt: skip


def _points(form: Form, name: str) -> int:
    given = form.was(name).strip()
    if given and not (given.isascii() and given.isdecimal() and len(given) < 4):
        form.wrong[name] = t("A whole number, please.")
        return USUAL_POINTS
    return int(given or USUAL_POINTS)


def _skip(fields: Fields, earlier: Sequence[Question]) -> Skip | None:
    """The condition; answers may be named by code or in the words of any language."""
    after, answers = fields.get("after", "").strip(), fields.get("after-answers", "")
    if not after:
        return None
    asked = next((question for question in earlier if question.code == after), None)
    return Skip(after, codes_meant(answers, asked))


def _texts(fields: Mapping[str, str], name: str, languages: Sequence[str]) -> Texts:
    written = {code: fields.get(f"{name}-{code}", "").replace("\r\n", "\n").strip() for code in languages}
    return {code: text for code, text in written.items() if text}


def _fields(question: Question, languages: Sequence[str]) -> Fields:
    fields = {"code": question.code, "kind": question.kind.value, "points": str(question.points)}
    fields |= _written("text", question.text) | _written("low", question.low) | _written("high", question.high)
    fields |= {f"choices-{code}": lines_of(question.choices, code) for code in languages}
    if question.optional:
        fields["optional"] = "1"
    if question.only_if:
        fields |= {"after": question.only_if.question, "after-answers": ", ".join(question.only_if.any_of)}
    return fields


def _written(name: str, texts: Texts | None) -> Fields:
    return {f"{name}-{code}": text for code, text in (texts or {}).items()}


def _with(form: Form, questions: Sequence[Fields]) -> Form:
    given = {name: value for name, value in form.given.items() if not FIELD.fullmatch(name)}
    for place, fields in enumerate(questions):
        given |= {f"q{place}-{name}": value for name, value in fields.items()}
    return Form(given | {"count": str(len(questions))})


def _unused(questions: Sequence[Fields]) -> str:
    taken = {fields.get("code", "") for fields in questions}
    return next(code for n in range(len(questions) + 1, 1000) if (code := f"q{n}") not in taken)
