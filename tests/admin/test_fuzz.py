"""Whatever is sent to a staff page, nothing of ours breaks: never a 5xx, on any route, from anybody who may send it."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from aiohttp import FormData

from admin.routes import TABLE
from participation.staff.permissions import Role
from tests.admin.released import released
from tests.admin.site import OURS, Person, Site
from tests.staff.people import somebody
from tests.support.shared import shared_data
from tests.surveys.small import opened

UNIT = "buergerbuero-birkenstadt"
#: What has broken other programs; more of it lies in the reference data.
NAUGHTY = (
    "", " ", "\x00", "a\x00b", "\ufeff", "\u202e turned \u2066", "\ud7ff", "😀" * 50, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙", "<script>alert(1)</script>",
    "'; drop table staff_account; --", "{{ 7 * 7 }}", "{% raw %}", "%s%n%d", "{0.__class__}", "../../etc/passwd", "-1", "0", "1e309",
    "9" * 400, "٣", "NaN", "0x10", "2026-02-30", "9999-12-31", "0001-01-01", "25:61", "24:00", "12:00+99:99", "=1+1", "on", "null", "[]",
    "\r\nSet-Cookie: a=b", "ß" * 300, "İ" * 300, "x" * 30_000,
)  # fmt: skip
#: Every name of a field that any form has.
FIELDS = (
    "name", "password", "next", "lang", "old_password", "new_password", "again_password", "visit", "desk", "seen", "ended", "note",
    "organisation", "code", "count", "do", "language-ar", "language-de", "title-de", "intro-de", "q0-code", "q0-kind", "q0-text-de",
    "q0-points", "q0-choices-de", "q0-after", "q0-after-answers", "q1-kind", "q1-after", "day", "time", "survey", "text-de", "question-mood",
    "verdict", "reason-de", "what-de", "unit", "due", "state", "forward", "shown", "language", "role", "scope", "active", "q",
)  # fmt: skip
KINDS = (
    "one",
    "several",
    "scale",
    "text",
    "accepted",
    "declined",
    "planner",
    "front-office",
    "done",
    "save",
    "look",
    "add",
    "up-0",
    "drop-0",
)


async def _everybody(site: Site) -> list[Person]:
    """Somebody of each role, for all there is to break."""
    people = []
    for role in Role:
        name = role.value.replace("_", "-")
        scope = {Role.FRONT_OFFICE: UNIT, Role.SELF_ORGANISATION: "brueckenbauer"}.get(role, "")
        await somebody(site.database, name, role, *([scope] if scope else []))
        people.append(await site.signed_in(name))
    return people


async def _there(site: Site) -> dict[str, str]:
    """Something of each kind that an address may name."""
    booked = await site.booking(UNIT, 60)
    survey = await opened(site.database, site.clock)
    await released(site)
    account = await somebody(site.database, "victim")
    return {
        "booking": booked.booking,
        "unit": UNIT,
        "survey": survey,
        "finding": "none",
        "measure": "none",
        "account": account.id,
    }


def _routes(method: str) -> list[str]:
    """The paths of a method; signing out would end the test, and so would closing or changing one's own account."""
    left_out = {"/staff/sign-out", "/staff/static", "/staff/me/sessions"}
    return [path for key in sorted(TABLE) for way, path in [key.split(" ")] if way == method and path not in left_out]


def _path(route: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)(?::[^}]*)?\}", lambda found: values.get(found[1], "none"), route)


def _forms(strings: Sequence[str]) -> Iterator[dict[str, str]]:
    """Forms in which every field has each string once, beside fields that are as they should be."""
    yield {}
    for place, string in enumerate(strings):
        yield dict.fromkeys(FIELDS, string)
        yield {name: string if turn % 3 == place % 3 else KINDS[turn % len(KINDS)] for turn, name in enumerate(FIELDS)}
    for kind in KINDS:
        yield dict.fromkeys(FIELDS, kind) | {"count": "3"}


async def _send(person: Person, path: str, data: Any, kind: str | None = None) -> int:
    if isinstance(data, dict):
        data, kind = urlencode(data).encode(), "application/x-www-form-urlencoded"
    headers = OURS if kind is None else {**OURS, "Content-Type": kind}
    body = io.BytesIO(data) if isinstance(data, bytes) else data
    address = person.site.address + path
    async with person.browser.post(address, data=body, headers=headers, allow_redirects=False) as answer:
        await answer.read()
        return answer.status


async def test_every_form_takes_anything(site: Site) -> None:
    """Naughty, missing and giant values in every field of every form, from everybody: refused or taken, never an error."""
    people, values = await _everybody(site), await _there(site)
    for turn, route in enumerate(_routes("POST")):
        person = people[0]
        for person in people:  # the one who may
            if await _send(person, _path(route, values), {"token": person.token}) not in {403, 303}:
                break
        for form in _forms([NAUGHTY[-1], *NAUGHTY[turn % 12 :: 12]]):
            status = await _send(person, _path(route, values), {**form, "token": person.token})
            assert status < 500, (route, form)


async def test_naughty_strings_in_every_form(site: Site) -> None:
    """The same with a well-known list of strings that have broken other programs."""
    people, values = await _everybody(site), await _there(site)
    lines = shared_data("badinput/strings/blns/blns.txt").read_text(encoding="utf-8").split("\n")
    strings = [line for line in lines if line and not line.startswith("#")]
    for turn, route in enumerate(_routes("POST")):
        person = people[turn % len(people)]
        for form in _forms(strings[turn % 200 :: 200]):
            status = await _send(person, _path(route, values), {**form, "token": person.token})
            assert status < 500, (route, form)


BODIES: tuple[tuple[Any, str], ...] = (
    (b"", "application/x-www-form-urlencoded"),
    (b"\xff\xfe%ff=%zz&&&=&token", "application/x-www-form-urlencoded"),
    (b"a=%C3%28&b=\xc3(", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"a=b", "application/x-www-form-urlencoded; charset=no-such-thing"),
    (b'{"a": [1, 2', "application/json"),
    (b"<a/>", "text/xml"),
    (b"x", ""),
    (b"x", "multipart/form-data"),
    (b"x", "multipart/form-data; boundary="),
    (b"--b\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b"),
    (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b"),
    (b'--b\r\nContent-Disposition: form-data; name="token"', "multipart/form-data; boundary=b"),
    (b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=nope\r\n\r\n\xff\r\n--b--', "multipart/form-data; boundary=b"),
    (b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n***\r\n--b--', "multipart/form-data; boundary=b"),
    (b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Encoding: gzip\r\n\r\nxx\r\n--b--', "multipart/form-data; boundary=b"),
    (b"&".join(b"f%d=x" % number for number in range(5000)), "application/x-www-form-urlencoded"),
    (b"a=" + b"x" * 2_100_000, "application/x-www-form-urlencoded"),
)  # fmt: skip


@pytest.mark.parametrize("signed_in", [True, False])
async def test_bodies_that_are_no_forms(site: Site, signed_in: bool) -> None:
    """Any bytes of any kind, sent to every form: the worst that happens is that they are refused."""
    await somebody(site.database, "chief", Role.ADMINISTRATION)
    person, values = (await site.signed_in("chief") if signed_in else site.person()), await _there(site)
    for route in ["/staff/sign-in", *_routes("POST")][:: 1 if signed_in else 6]:
        for body, kind in BODIES:
            assert await _send(person, _path(route, values), body, kind) < 500, (route, kind, body[:60])


ODD = (
    "..",
    "%00",
    "%ff",
    "%2e%2e%2f",
    "a" * 3000,
    "%F0%9F%98%80",
    "%E2%80%AE",
    "'",
    "%3Cscript%3E",
    "%0d%0aX:%20y",
    "%25",
    "*",
    "-1",
    "%20",
    ";",
    "%ED%A0%80",
)


async def test_odd_addresses(site: Site) -> None:
    """Any characters where an address names something: there is no such page, and no error."""
    people = await _everybody(site)
    for route in [*_routes("GET"), *_routes("POST")]:
        if "{" not in route:
            continue
        for odd, person in zip(ODD, itertools.cycle(people), strict=False):
            address = person.site.address + re.sub(r"\{\w+(?::[^}]*)?\}", odd, route)
            async with person.browser.get(address, allow_redirects=False) as answer:
                assert answer.status < 500, (route, odd)


async def test_odd_questions(site: Site) -> None:
    """Any words behind the question mark, with and without signing in."""
    people, values = [*await _everybody(site), site.person()], await _there(site)
    for turn, (route, string) in enumerate(itertools.product(_routes("GET"), NAUGHTY[:-1])):
        if turn % 4:
            continue
        asked = "&".join(
            f"{name}={quote(string[:50])}"
            for name in ("q", "day", "next", "lang", "survey", "state", "code", "error", "unit")
        )
        person = people[turn // 4 % len(people)]
        async with person.browser.get(f"{site.address}{_path(route, values)}?{asked}", allow_redirects=False) as answer:
            assert answer.status < 500, (route, string)


FILES = (
    b"", b"\x00", b"\xff\xfe", b"%PDF-1.4", b"PK\x03\x04", b"a: &a [*a]", b"&" * 1000, b"a: !!python/object/apply:os.system [true]",
    b"? [[[[\n", b"- " * 20_000, b"{" * 5000, b"&a [" + b"x," * 1000 + b"]\n", b"code: 2026-11-23\ntitle: {de: 7}\nquestions: {}\n", b"questions: [1, null, [], {}]\n",
    b"\n".join(b"k%d: &k%d [*k%d, *k%d]" % (n + 1, n + 1, n, n) if n else b"k1: &k1 [x]" for n in range(30)),
    "code: \u202e\ntitle: {de: '\x07'}\n".encode(), b"a" * 600_000,
)  # fmt: skip


async def test_files_that_are_no_surveys(site: Site) -> None:
    """Whatever file is uploaded, it is taken or refused with reasons, quickly."""
    await somebody(site.database, "writer", Role.SELF_ORGANISATION, "brueckenbauer")
    person = await site.signed_in("writer")
    for content, name in itertools.product(FILES, ("s.yaml", "../\u202e.yaml", "x" * 300)):
        form = FormData({"token": person.token})
        form.add_field("file", content, filename=name, content_type="application/x-yaml")
        assert await _send(person, "/staff/surveys/file", form) < 500, (name, content[:60])
