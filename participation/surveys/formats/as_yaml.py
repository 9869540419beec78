"""A survey as a YAML file people can write by hand (docs/formats/survey.md)."""

from __future__ import annotations

from typing import Any

import yaml

from participation.core.nodes import NoTree, Reading, line_of, tree
from participation.core.text import told
from participation.surveys import check
from participation.surveys.definition import BASE, USUAL_POINTS, Choice, Definition, Kind, Question, Skip
from participation.surveys.errors import UnreadableSurvey


def read_survey(text: bytes | str, file: str) -> Definition:
    """Return the survey in a YAML text. Raises `UnreadableSurvey` naming file, line, question and field."""
    try:
        root = tree(text, file)
    except NoTree as reason:
        raise UnreadableSurvey([reason.said]) from None
    reading = Reading(file)
    definition = _definition(root, reading)
    for problem in check.problems(definition) if not reading.wrong else []:
        reading.note(_found(root, problem.place), "", problem.sentence)
    if reading.wrong:
        raise UnreadableSurvey(reading.wrong)
    return definition


def write_survey(definition: Definition) -> str:
    """Return the survey as a YAML text; what has its usual value is left out."""
    document: dict[str, Any] = {"organisation": definition.organisation}
    if definition.code:
        document["code"] = definition.code
    document |= {"languages": list(definition.languages), "title": definition.title}
    if definition.intro is not None:
        document["intro"] = definition.intro
    document["questions"] = [_question_written(question) for question in definition.questions]
    return str(yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120))


class _Plain(yaml.SafeDumper):
    """Writes every text out, also one that occurs twice."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _written(dumper: _Plain, text: str) -> yaml.ScalarNode:
    """Line ends that only Unicode knows would be read back as spaces if they were not escaped."""
    quotes = '"' if any(letter in text for letter in "\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=quotes)


_Plain.add_representer(str, _written)


def _definition(node: yaml.Node, reading: Reading) -> Definition:
    known = {
        "organisation": reading.text,
        "code": reading.text,
        "languages": lambda inner, place: reading.each(inner, place, reading.text),
        "title": reading.texts,
        "intro": reading.texts,
        "questions": lambda inner, _at: reading.each(inner, "", lambda item, _: _question(item, reading)),
    }
    values = reading.fields(node, "", known, ("organisation", "title", "questions"))
    return Definition(
        values.get("organisation", ""), values.get("title", {}), values.get("questions", ()),
        values.get("languages", (BASE,)), values.get("intro"), values.get("code", ""),
    )  # fmt: skip


def _question(node: yaml.Node, reading: Reading) -> Question:
    known = {
        "code": reading.text,
        "kind": lambda inner, place: _kind(inner, place, reading),
        "text": reading.texts,
        "choices": lambda inner, place: reading.each(inner, place, lambda item, at: _choice(item, at, reading)),
        "low": reading.texts,
        "high": reading.texts,
        "points": reading.number,
        "optional": reading.truth,
        "only_if": lambda inner, place: _skip(inner, place, reading),
    }
    values = reading.fields(node, told("question {question}", question=_code(node)), known, ("code", "kind", "text"))
    return Question(
        values.get("code", ""), values.get("kind", Kind.TEXT), values.get("text", {}), values.get("choices", ()),
        values.get("low"), values.get("high"), values.get("points", USUAL_POINTS), values.get("optional", False),
        values.get("only_if"),
    )  # fmt: skip


def _choice(node: yaml.Node, place: str, reading: Reading) -> Choice:
    known = {"code": reading.text, "text": reading.texts}
    values = reading.fields(node, told("{place} {code}", place=place, code=_code(node)), known, ("code", "text"))
    return Choice(values.get("code", ""), values.get("text", {}))


def _skip(node: yaml.Node, place: str, reading: Reading) -> Skip:
    known = {"question": reading.text, "any_of": lambda inner, at: reading.each(inner, at, reading.text)}
    values = reading.fields(node, place, known, ("question", "any_of"))
    return Skip(values.get("question", ""), values.get("any_of", ()))


def _kind(node: yaml.Node, place: str, reading: Reading) -> Kind:
    given = reading.text(node, place)
    if given not in set(Kind):
        said = told("{given} is no kind of question; there are {kinds}", given=repr(given[:20]), kinds=", ".join(Kind))
        reading.note(node, place, said)
        return Kind.TEXT
    return Kind(given)


def _code(node: yaml.Node) -> str:
    """The code of a question or choice, for what is said about it; without one, the line it begins in."""
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == "code" and isinstance(value, yaml.ScalarNode) and value.value:
            return str(value.value)[:40]
    return told("(line {line})", line=line_of(node))


def _found(node: yaml.Node, place: check.Place) -> yaml.Node:
    """The innermost node of a place in the survey."""
    for step in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == step), node)
    return node


def _question_written(question: Question) -> dict[str, Any]:
    written: dict[str, Any] = {"code": question.code, "kind": question.kind.value, "text": question.text}
    if question.choices:
        written["choices"] = [{"code": choice.code, "text": choice.text} for choice in question.choices]
    ends = {"low": question.low, "high": question.high}
    written |= {name: texts for name, texts in ends.items() if texts is not None}
    if question.points != USUAL_POINTS:
        written["points"] = question.points
    if question.optional:
        written["optional"] = True
    if question.only_if is not None:
        written["only_if"] = {"question": question.only_if.question, "any_of": list(question.only_if.any_of)}
    return written
