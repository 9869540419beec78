"""Who asks is known behind a proxy, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.webchat.limits import network
from bot.entrance import client
from bot.settings import Network, read_settings

PROXIES = read_settings({"LOTSE_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8, fd00::/8"}).trusted_proxies
ADDRESSES = st.ip_addresses().map(str)


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6", "198.51.100.1, 10.1.2.3"], "198.51.100.1"),
        ("127.0.0.1", ["10.9.9.9"], "10.9.9.9"),
        ("127.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        ("127.0.0.1", ["unknown"], "127.0.0.1"),
        ("127.0.0.1", ["6.6.6.6, <script>, 10.0.0.1"], "10.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
    ],
)
def test_only_our_proxies_are_believed(remote: str, forwarded: list[str], expected: str) -> None:
    """The last address that is none of our proxies asks; what stands before it may be invented."""
    assert client(remote, forwarded, PROXIES) == expected


@given(ADDRESSES, st.lists(st.one_of(ADDRESSES, st.text(max_size=30)), max_size=6))
def test_without_trusted_proxies_the_header_means_nothing(remote: str, hops: list[str]) -> None:
    """By default nobody can give themselves another address."""
    assert client(remote, [", ".join(hops)], ()) == remote


@given(ADDRESSES, st.text(max_size=60))
def test_nobody_invents_what_the_proxy_appends(address: str, invented: str) -> None:
    """Whatever somebody sends in the header, the address our proxy puts behind it counts."""
    ours: tuple[Network, ...] = read_settings({"LOTSE_TRUSTED_PROXIES": "127.0.0.1"}).trusted_proxies
    if address != "127.0.0.1":
        assert client("127.0.0.1", [invented, address], ours) == address


def test_a_household_is_one() -> None:
    """Of IPv6 64 bits count: a household has as many addresses as it likes; of IPv4 each."""
    assert network("2001:db8:1:2::a") == network("2001:db8:1:2:ffff::b") != network("2001:db8:1:3::a")
    assert network("::ffff:203.0.113.7") == "203.0.113.7" != network("203.0.113.8")
