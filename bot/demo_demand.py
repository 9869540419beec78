"""The demo's demand: an invented year of questions, so that organisation models can be weighed at once."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from participation.demand.services import Key, add
from participation.demand.values import BLOCK, YEAR, year_until
from participation.offices import queries
from participation.offices.values import Rule

#: Requests a year in the whole county; of services not named here so many as of `OTHERS`.
ASKED = {
    "register-address": 1400, "residence-permit-renewal": 1150, "residence-permit-issue": 820, "integration-course": 760,
    "jobseekers-benefit": 690, "asylum-seekers-benefits": 520, "child-benefit": 480, "migration-counselling": 460,
    "provisional-certificate": 430, "work-permit": 410, "school-registration": 380, "daycare-place": 370, "housing-benefit": 310,
    "naturalisation": 300, "driving-licence-exchange": 280, "treatment-voucher": 270, "residence-card-collection": 260,
    "recognition-of-qualifications": 240, "toleration": 190, "family-reunification": 180, "health-insurance": 170,
    "eu-blue-card": 120, "student-aid": 110, "homelessness": 90,
}  # fmt: skip
OTHERS = 45
#: Where people live, by the last part of a place's key.
LIVES = {"altstadt": 20, "hafen": 24, "nordend": 14, "059990001001": 58, "059990002002": 22, "059990003003": 10, "059990004004": 6, "059990005005": 4}  # fmt: skip


async def settle(session: AsyncSession, now: datetime) -> None:
    """Count what invented people asked for in the year that may be told."""
    draw = random.Random(29)  # noqa: S311  the same invented people at every first start
    first, _ = year_until(now.date())
    counts: Counter[Key] = Counter()
    rules = await queries.rules_by_service(session)
    for service in sorted(rules):
        places = _places(rules[service])
        whole = sum(LIVES[place.split("/")[-1]] for place in places if place) or 1
        for place in places:
            share = LIVES[place.split("/")[-1]] / whole if place else 1
            for start in range(0, YEAR.days, BLOCK):
                mean = ASKED.get(service, OTHERS) * share * BLOCK / YEAR.days
                counts[first + timedelta(days=start), service, place] += round(draw.uniform(0.5, 1.5) * mean)
    await add(session, {key: number for key, number in counts.items() if number})


def _places(rules: list[Rule]) -> list[str]:
    """The places that a search for a service asks about: none where it is the same for all."""
    named = {rule.area for rule in rules if rule.area and not rule.area.endswith("0000")}
    towns = [key for key in LIVES if key.isdecimal()]
    if not named:
        return [""]
    if not any("/" in area for area in named):
        return towns
    return [*towns[1:], *(f"{towns[0]}/{part}" for part in LIVES if not part.isdecimal())]
