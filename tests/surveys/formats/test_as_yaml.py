"""A survey as a file: what is written is read back, and what is wrong is named with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.surveys.check import problems
from participation.surveys.definition import Choice, Definition, Kind, Question, Skip
from participation.surveys.errors import UnreadableSurvey
from participation.surveys.formats.as_yaml import read_survey, write_survey
from tests.surveys.small import SMALL, words

GOOD = """
organisation: nour
languages: [de, no]
title: {de: Sprachkurse, no: Norsk}
questions:
  - code: yes
    kind: one
    text:
      de: "Besuchen Sie einen Kurs?"
      no: Går du på kurs?
    choices:
      - {code: yes, text: {de: Ja, no: Ja}}
      - {code: no, text: {de: Nein, no: Nei}}
  - code: 2
    kind: scale
    text: {de: Wie gut?, no: Hvor bra?}
    low: {de: schlecht, no: dårlig}
    high: {de: gut, no: bra}
    points: 7
    optional: yes
    only_if: {question: yes, any_of: [no, yes]}
"""

_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_TEXTS = st.dictionaries(st.sampled_from(["de", "en", "no"]), st.text(_LETTERS, max_size=30), max_size=3)
_CODES = st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,8}\Z") | st.sampled_from(
    ["no", "yes", "null", "1", "0x1f", "1e3", "on"]
)


@st.composite
def surveys(draw: st.DrawFn) -> Definition:
    """Any survey that may be kept as a draft."""
    questions: list[Question] = []
    for code in draw(st.lists(_CODES, unique=True, max_size=5)):
        kind = draw(st.sampled_from(Kind))
        codes = draw(st.lists(_CODES, unique=True, min_size=2, max_size=4)) if kind in ("one", "several") else []
        ends = st.none() | _TEXTS if kind is Kind.SCALE else st.none()
        earlier = [one for one in questions if one.codes]
        skip = None
        if draw(st.booleans()) and earlier:
            target = draw(st.sampled_from(earlier))
            skip = Skip(target.code, tuple(draw(st.lists(st.sampled_from(target.codes), min_size=1, unique=True))))
        choices = tuple(Choice(one, draw(_TEXTS)) for one in codes)
        points = draw(st.integers(3, 10)) if kind is Kind.SCALE else 5
        questions.append(
            Question(code, kind, draw(_TEXTS), choices, draw(ends), draw(ends), points, draw(st.booleans()), skip)
        )
    code = draw(st.sampled_from(["", "ankommen-2026", "1234", "0x1f"]))
    return Definition("nour", draw(_TEXTS), tuple(questions), ("de", "en", "no"), draw(st.none() | _TEXTS), code)


@settings(max_examples=200, deadline=None)
@given(surveys())
def test_what_is_written_is_read_back(definition: Definition) -> None:
    """Whatever texts and codes there are, also those that YAML takes for something else."""
    assert problems(definition) == []
    assert read_survey(write_survey(definition), "survey.yaml") == definition


def test_values_are_texts_where_yaml_makes_something_else_of_them() -> None:
    """`no` is Norwegian and an answer, `2` a code; numbers and yes or no only where they are meant."""
    definition = read_survey(GOOD.encode(), "kurse.yaml")
    first, second = definition.questions

    assert definition.languages == ("de", "no")
    assert (first.code, first.codes, first.text["no"]) == ("yes", ("yes", "no"), "Går du på kurs?")
    assert (second.code, second.points, second.optional, second.only_if) == ("2", 7, True, Skip("yes", ("no", "yes")))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: one", "kind: choice", "line 7, question yes, field kind: 'choice' is no kind of question; there are one, several, scale, text"),
        ("optional: yes", "optinal: yes", "question 2, field optinal: unknown; there are code, kind, text, choices"),
        ("optional: yes", "optional: perhaps", "line 20, question 2, field optional: 'perhaps' must be yes or no"),
        ("points: 7", "points: many", "question 2, field points: 'many' is no whole number"),
        ("points: 7", "points: 70", "line 19: question 2, field points: must be from 3 to 10"),
        ("low: {de: schlecht, no: dårlig}", "low: schlecht", "question 2, field low: must be one text for each language, as in {de: Ja, en: Yes}"),
        ("{code: no, text", "{code: no, words: {}, text", "question yes, field choices no, field words: unknown"),
        ("any_of: [no, yes]", "any_of: no", "question 2, field only_if, field any_of: must be a list"),
        ("any_of: [no, yes]", "any_of: [maybe]", "line 21: question 2, field only_if.any_of: 'maybe' is no answer to yes"),
        ("question: yes,", "question: later,", "field only_if.question: 'later' is no earlier question"),
        ("organisation: nour", "", "kurse.yaml, line 3, field organisation: missing"),
        ("organisation: nour", "organisation:", "field organisation: missing"),
        ("title: {de: Sprachkurse,", "title: {de: A, de: B,", "field title: 'de' is written twice"),
        ("title: {de: Sprachkurse,", "title: {fr: Cours,", "line 4: field title.fr: the survey does not declare the language 'fr'"),
        ("    kind: scale", "   kind: scale", "line 15: no valid YAML"),
        ("title: {de: Sprachkurse, no", "title: &a {de: Sprachkurse, no", "kurse.yaml, line 4: references (& and *) are not possible"),
        ("title: {de: Sprachkurse,", "title: {de: [a, b],", "field title, de: must be one text, not a list"),
        ("\nquestions:", "\n---\nquestions:", "a second document begins here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_line_question_and_field(old: str, new: str, said: str) -> None:
    """One glance at the message, and the line can be corrected."""
    assert old in GOOD
    with pytest.raises(UnreadableSurvey) as refused:
        read_survey(GOOD.replace(old, new, 1), "kurse.yaml")

    assert any(said in problem for problem in refused.value.problems), refused.value.problems
    assert all(problem.startswith("kurse.yaml") for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfet\x00i\x00", "line 1: not UTF-8 (byte 0); save the file as UTF-8"),
        ("a: 1\ntitle: Wünsche".encode("latin-1"), "line 2: not UTF-8 (byte 13)"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"[" * 100_000, "nested too deeply"),
        (b"{a: " * 100_000, "nested too deeply"),
        (b"just words", "must have the fields organisation, title, questions"),
        (b"- a\n- b", "must have the fields"),
        (b"\x00", "no valid YAML"),
        (b"a:\n\t- b", "line 2: no valid YAML: there is a tab"),
        (b"title: @x", "line 1: no valid YAML: there is a tab, or a text begins with a mark such as @"),
        (b"a: b: c", "line 1: no valid YAML: a colon too many"),
        (b"a: 'x\nb: 1", "line 2: no valid YAML: a quotation mark or bracket is opened and not closed"),
        (b"a: [1", "a quotation mark or bracket is opened and not closed"),
        (b"a: 1\nb\nc: 1", "line 3: no valid YAML: a colon is missing in this line or the one before"),
        (b"title: \x07", "no valid YAML"),
        (b"? [a, b]\n: c", "must be one text"),
        (b"!!python/object/apply:os.system [echo]", "must have the fields"),
        (b"a: &a [x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]", "line 1: references"),
        ("title: \ud800", "not UTF-8"),
    ],
)
def test_broken_files_are_refused_kindly(content: bytes | str, said: str) -> None:
    """Whatever is uploaded as a survey gets a sentence, never a crash, never a full memory."""
    with pytest.raises(UnreadableSurvey) as refused:
        read_survey(content, "umfrage.yaml")

    assert said in refused.value.problems[0]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_no_bytes_crash_it(content: bytes | str) -> None:
    """Anything at all is read or refused."""
    with pytest.raises(UnreadableSurvey):
        read_survey(content, "x.yaml")


def test_a_text_used_twice_is_written_twice() -> None:
    """No file of ours refers to itself."""
    same = words("Ja")
    question = replace(SMALL.questions[0], choices=(Choice("a", same), Choice("b", same)))

    assert "&" not in write_survey(replace(SMALL, questions=(question,)))
