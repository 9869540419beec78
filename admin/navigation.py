"""The ways through the pages: everybody sees those their roles allow."""

from __future__ import annotations

from dataclasses import dataclass

from participation.core.text import Text, t
from participation.staff.permissions import Permission
from participation.staff.values import Account


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; it is the current one on every page whose path begins with *path*."""

    path: str
    name: Text
    permission: Permission


ITEMS = (
    Item("/staff/bookings", t("Appointments"), Permission.SEE_BOOKINGS),
    Item("/staff/mine", t("My offices"), Permission.SEE_OWN_UNITS),
    Item("/staff/offices", t("Offices"), Permission.SEE_OFFICES),
    Item("/staff/keeping", t("Keep offices"), Permission.KEEP_OFFICES),
    Item("/staff/models", t("Models"), Permission.COMPARE_MODELS),
    Item("/staff/surveys", t("Surveys"), Permission.SEE_SURVEYS),
    Item("/staff/results", t("Results"), Permission.SEE_RESULTS),
    Item("/staff/findings", t("Findings"), Permission.SEE_FINDINGS),
    Item("/staff/accounts", t("Accounts"), Permission.KEEP_ACCOUNTS),
    Item("/staff/audit", t("Record"), Permission.READ_AUDIT),
)


def items(account: Account) -> list[Item]:
    """What somebody may see."""
    return [item for item in ITEMS if account.may(item.permission)]
