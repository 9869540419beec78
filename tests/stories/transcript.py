"""Stories as files: what people say and what is answered, plain enough to be read by anybody.

# A student finds the office                 a story; a file may hold several
clock: 2026-11-23 10:00                      what is so at the beginning
> Lindenau                                   somebody writes; `> [Yes]` presses a button, the newest of that name
-- 11 minutes pass                           something happens meanwhile
< For “Housing” please go to: …              the answer, each paragraph; `…` stands for anything
  Marktplatz 1, 00110 Lindenau               a further line of the paragraph
<< One moment.                               the first paragraph of a further reply
  [Yes]  [No]                                its buttons; `[the menu]` stands for all of the menu
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

WIDTH = 110  # of a line of buttons


@dataclass(slots=True)
class Turn:
    """One thing that happens (*mark* `>`: said or pressed, `--`: meanwhile), and the lines it is answered with."""

    mark: str
    words: str
    answer: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """One talk. *given* is what is so at the beginning."""

    title: str
    given: dict[str, str] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The story as it stands in its file."""
        head = [f"# {self.title}", *(f"{name}: {value}" for name, value in self.given.items())]
        return head + [line for turn in self.turns for line in ("", f"{turn.mark} {turn.words}", *turn.answer)]


def read(path: Path) -> list[Story]:
    """Return the stories of a file."""
    stories: list[Story] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match re.match(r"(# |> |-- |<<? |  |(?=\w+: ))(.+)", line):
            case None if not line.strip():
                continue
            case None:
                raise ValueError(f"{path.name}, line {number}: {line!r} is no line of a story")
            case found:
                _add(stories, found[1].strip(), found[2], line)
    return stories


def _add(stories: list[Story], mark: str, words: str, line: str) -> None:
    match mark:
        case "#":
            stories.append(Story(words))
        case ">" | "--":
            stories[-1].turns.append(Turn(mark, words))
        case _ if stories[-1].turns:
            stories[-1].turns[-1].answer.append(line)
        case _:
            name, _, value = words.partition(": ")
            stories[-1].given[name] = value


def write(path: Path, stories: list[Story]) -> None:
    """Put stories into a file, as they are to be read."""
    path.write_text("\n\n\n".join("\n".join(story.lines) for story in stories) + "\n", encoding="utf-8")


def shown(texts: list[tuple[str, list[str]]]) -> list[str]:
    """Return replies, each a text and the labels of its buttons, as lines of a story."""
    lines: list[str] = []
    for further, (text, labels) in enumerate(texts):
        paragraphs = re.split(r"\n{2,}", text)
        for number, paragraph in enumerate(paragraphs):
            first, *rest = paragraph.split("\n")
            lines += [f"{'<<' if further and not number else '<'} {first}", *(f"  {line}" for line in rest)]
        lines += _buttons(labels)
    return lines


def _buttons(labels: list[str]) -> list[str]:
    lines: list[str] = []
    for label in labels:
        if lines and len(lines[-1]) + len(label) < WIDTH:
            lines[-1] += f"  [{label}]"
        else:
            lines.append(f"  [{label}]")
    return lines


def fits(expected: list[str], real: list[str]) -> bool:
    """Whether each line is as expected; `…` stands for anything within one."""
    return len(expected) == len(real) and all(map(_fits, expected, real))


def _fits(expected: str, real: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.split("…"))
    return expected == real or ("…" in expected and re.fullmatch(pattern, real) is not None)
