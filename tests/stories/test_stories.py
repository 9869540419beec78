"""Every story of this folder comes out as it is written; `LOTSE_STORIES=rewrite` writes down how it comes out."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from bot.talk.script import FLOWS
from tests.stories.stage import Stage, copy_of
from tests.stories.transcript import Story, fits, read, write

HERE = Path(__file__).parent
REWRITE = os.environ.get("LOTSE_STORIES") == "rewrite"
STORIES = [(path, story.title) for path in sorted(HERE.glob("*/*.story")) for story in read(path)]


@pytest.mark.parametrize(
    ("path", "title"), STORIES, ids=[f"{path.parent.name}/{path.stem}: {title}" for path, title in STORIES]
)
async def test_story(path: Path, title: str, county: Path, tmp_path: Path) -> None:
    """Each line is answered word for word, each in a fresh desk on a fresh connection."""
    stories = read(path)
    story = next(one for one in stories if one.title == title)
    written = story.lines
    try:
        await _play(Stage(copy_of(county, tmp_path), story, path.parent.name), story)
    finally:
        if REWRITE:
            write(path, stories)
    if not REWRITE:
        _same(written, story)


async def _play(stage: Stage, story: Story) -> None:
    """Play *story*, and put what came out in the place of what does not fit."""
    await stage.sets_up()
    for turn in story.turns:
        answer = await stage.plays(turn)
        if not fits(turn.answer, answer):
            turn.answer = answer


def _same(written: list[str], played: Story) -> None:
    difference = list(difflib.unified_diff(written, played.lines, "as written", "as it came out", lineterm="", n=4))
    if difference:
        pytest.fail("\n".join([played.title, *difference]), pytrace=False)


async def test_a_difference_is_noticed(county: Path, tmp_path: Path) -> None:
    """Control: an answer that lacks a line, a button or a word does not pass for the right one."""
    story = next(one for one in read(HERE / "en" / "help.story") if one.turns)
    stage = Stage(copy_of(county, tmp_path), story, "en")
    right = await stage.plays(story.turns[0])

    assert fits(right, right)
    assert not fits(right[:-1], right)
    assert not fits([*right[:-1], "  [Another button]"], right)
    assert not fits([right[0] + "!", *right[1:]], right)


def test_every_flow_has_a_story_in_every_language() -> None:
    """Nobody adds a conversation without showing it in German, English and Arabic."""
    told = {(path.parent.name, path.stem) for path in HERE.glob("*/*.story")}
    assert {(language, name) for name in FLOWS for language in ("de", "en", "ar")} <= told
