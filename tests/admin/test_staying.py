"""How long a sign-in lasts, asked by the page and by people, and said where no script says it."""

from __future__ import annotations

import json

import pytest

from participation.staff.permissions import Role
from tests.admin.site import Site
from tests.staff.people import somebody


async def test_how_long_a_sign_in_lasts(site: Site) -> None:
    """Asked by the page itself nothing becomes longer; asked by somebody it does, up to the end of the day."""
    await somebody(site.database, "clerk", Role.AUDIT)
    person = await site.signed_in("clerk")
    alone = {"Lotse-Live": "1"}

    async def left(headers: dict[str, str]) -> object:
        return json.loads((await person.get("/staff/me/left", headers=headers)).text)

    site.clock.forward(minutes=20)
    assert await left(alone) == {"seconds": 600, "longer": True}
    assert await left({}) == {"seconds": 1800, "longer": True}
    assert await left(alone) == {"seconds": 1800, "longer": True}
    for _ in range(34):
        site.clock.forward(minutes=20)
        await left({})
    site.clock.forward(minutes=15)
    assert await left({}) == {"seconds": 300, "longer": False}
    site.clock.forward(minutes=5)
    assert (await person.get("/staff/me/left", headers=alone)).path.startswith("/staff/sign-in")


@pytest.mark.parametrize(
    "path", ["/staff/surveys/new", "/staff/keeping/texts/document/new", "/staff/keeping/services/new"]
)
async def test_without_script_long_forms_say_how_long_there_is(site: Site, path: str) -> None:
    """One sentence, before anything is lost."""
    for role in (Role.COORDINATION, Role.SELF_ORGANISATION):
        await somebody(site.database, role.value, role, "nour" if role is Role.SELF_ORGANISATION else "")
    role = Role.SELF_ORGANISATION if "surveys" in path else Role.COORDINATION
    page = await (await site.signed_in(role.value)).get(path)

    assert '<noscript><p class="help">Please save now and then: 30 minutes after' in page.text
