"""How many talks may be begun from one address, and how many pages may wait for news; addresses are in memory only, veiled."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.talk.pace import Gauge, Pace, Places, Veil, Verdict
from participation.core.errors import Refused

#: A hostel, a library or a phone company may send hundreds of people through one address.
NEWCOMERS = Pace(at_once=100, pause=3.0)
POLLS_OF_ADDRESS, POLLS_OF_TALK, POLLS = 200, 6, 1000


class TooManyNewcomers(Refused):
    """Too many people are opening a conversation from where you are. Please try again in a minute."""


class TooManyPages(Refused):
    """This conversation is open on too many pages. Please close some of them."""


@dataclass(slots=True)
class Limits:
    """What one process remembers of who comes. *now* is a clock that never goes back."""

    newcomers: Gauge = field(default_factory=lambda: Gauge(NEWCOMERS))
    polls: Places = field(default_factory=lambda: Places(POLLS_OF_ADDRESS, POLLS))
    polls_of_talk: Places = field(default_factory=lambda: Places(POLLS_OF_TALK, POLLS))
    now: Callable[[], float] = time.monotonic
    _veil: Veil = field(default_factory=Veil)

    def newcomer(self, remote: str | None) -> None:
        """Count a talk that begins. Raises `TooManyNewcomers`."""
        if self.newcomers.take(self._veil(network(remote or "")), self.now()) is not Verdict.GO:
            raise TooManyNewcomers

    @contextmanager
    def waiting(self, remote: str | None, talk: str) -> Iterator[None]:
        """Keep a place for a page that waits. Raises `TooManyPages`."""
        place, chair = self._veil(network(remote or "")), self._veil(talk)
        if not self.polls.take(place):
            raise TooManyPages
        try:
            if not self.polls_of_talk.take(chair):
                raise TooManyPages
            try:
                yield
            finally:
                self.polls_of_talk.leave(chair)
        finally:
            self.polls.leave(place)


def network(address: str) -> str:
    """What is counted as one: an IPv4 address, or the 64 bits of IPv6 that one household has."""
    found = ip(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return address


def ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Read an address; None if it is none."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
