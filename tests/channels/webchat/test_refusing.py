"""On a full disk people read in their language that nothing can be stored, and can still be forgotten."""

from __future__ import annotations

from bot.wiring import Wired
from tests.channels.webchat.conftest import Comes

SAYS = "nothing can be stored here"


async def test_a_stranger_reads_why(visitor: Comes, parts: Wired) -> None:
    """The page says it with 503; the script gets the same as one line; nothing is kept about them."""
    assert parts.space is not None
    parts.space.give_up()
    somebody = visitor()
    page = await somebody.sends(text="I have a new flat", lang="en")

    assert (somebody.status, SAYS in page) == (503, True)
    line = await somebody.sends(text="hello", lang="en", headers={"X-Requested-With": "lotse"})
    assert (somebody.status, SAYS in line, "<" in line) == (503, True, False)
    assert not list(somebody.http.cookie_jar)


async def test_whoever_is_known_can_still_be_forgotten(visitor: Comes, parts: Wired) -> None:
    """By the button of the page as well as in the talk; when there is room again everything goes on."""
    somebody, other = visitor(), visitor()
    for one in (somebody, other):
        await one.sends(text="menu", lang="en")
    assert parts.space is not None
    parts.space.give_up()
    assert SAYS in await somebody.sends(text="I have a new flat", lang="en")
    await somebody.sends(text="/forget", lang="en")
    assert "Shall I delete everything" in somebody.last
    await somebody.presses("Yes")
    assert "has been deleted" in somebody.last
    await other.sends("/chat/forget")
    assert "has been deleted" in other.html

    assert parts.space.keep()
    await somebody.sends(text="menu", lang="en")
    assert somebody.status == 200
