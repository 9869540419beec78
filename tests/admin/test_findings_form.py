"""The form of a finding: two who change one draft, and in which language what is read out."""

from __future__ import annotations

import re

from participation.planning.values import State
from tests.admin.filled import filled
from tests.admin.site import Page, Site
from tests.admin.test_findings import WRITTEN, change, mayor, noted, only, planner, send


async def test_the_second_of_two_who_change_a_draft_wipes_nothing(site: Site) -> None:
    """Nor forwards what they never saw: both texts are shown, and saving again is a decision."""
    person = await planner(site)
    address = await noted(site, person)
    shown = await person.get(address)
    await change(person, address, **{"text-de": "Von der ersten."})
    mine = {**WRITTEN, "text-de": "Von der zweiten."}
    for more in ({}, {"forward": "1"}, {"seen": ""}):
        page = await send(person, f"{address}/change", {**mine, "seen": _seen(shown), **more})
        assert page.status == 409
        assert "Somebody else has changed this since you opened it." in page.words
        assert "What stands there now Zu wenig Kursplätze Von der ersten." in page.words
        fields = filled(page.text, "/staff/findings/")
        assert {name: fields[name] for name in mine} == mine
        assert ((await only(site)).text["de"], (await only(site)).state) == ("Von der ersten.", State.DRAFT)
    again = await send(person, f"{address}/change", {**mine, "seen": _seen(page), "forward": "1"})

    assert again.status == 200
    assert ((await only(site)).text["de"], (await only(site)).state) == ("Von der zweiten.", State.FORWARDED)


async def test_labels_are_read_in_the_readers_language(site: Site) -> None:
    """Only what is typed is in the language of its field; labels, help and what is wrong are in that of the page."""
    person, chief = await planner(site), await mayor(site)
    address = await noted(site, person)
    pages = [await person.get(address)]
    await change(person, address, forward="1")
    pages += [await chief.get(address), await send(chief, f"{address}/decide", {"verdict": "declined"})]
    for page in pages:
        for name in set(re.findall(r'<label for="(\w+-(?:de|en|ar))">', page.text)):
            field = re.search(rf'<(?:input|textarea) id="{name}"[^>]*>', page.text)
            assert field is not None
            assert f'lang="{name[-2:]}"' in field[0], name
            assert 'dir="auto"' in field[0], name
        assert not re.search(
            r'<(?:fieldset|div)[^>]* lang="\w+"[^>]*>(?:(?!</(?:fieldset|div)>).)*<label', page.text, re.DOTALL
        )


def _seen(page: Page) -> str:
    return filled(page.text, "/staff/findings/")["seen"]
