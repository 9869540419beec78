"""Every route of the staff pages and what it needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from aiohttp import web

from admin import scopes
from participation.staff.permissions import Permission

Scope = Callable[[web.Request], Awaitable[list[str]]]


class Door(Enum):
    """What a route needs that needs no permission."""

    OPEN = "open"  # nobody need be signed in
    SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True)
class Needs:
    """A permission; with *of* for the unit or organisation that the request is about."""

    permission: Permission
    of: Scope | None = None


#: Every route of the staff pages. `tests/admin/test_access.py` walks it for every role.
TABLE: dict[str, Door | Needs] = {
    "GET /staff/static": Door.OPEN,
    "GET /staff/sign-in": Door.OPEN,
    "POST /staff/sign-in": Door.OPEN,
    "GET /staff/sign-in/provider": Door.OPEN,
    "GET /staff/sign-in/provider/back": Door.OPEN,
    "GET /staff/invitation": Door.OPEN,
    "POST /staff/invitation": Door.OPEN,
    "GET /staff/sign-in/code": Door.SIGNED_IN,
    "POST /staff/sign-in/code": Door.SIGNED_IN,
    "GET /staff/second-factor": Door.SIGNED_IN,
    "POST /staff/second-factor": Door.SIGNED_IN,
    "GET /staff": Door.SIGNED_IN,
    "GET /staff/search": Door.SIGNED_IN,
    "POST /staff/sign-out": Door.SIGNED_IN,
    "POST /staff/language": Door.SIGNED_IN,
    "GET /staff/me": Door.SIGNED_IN,
    "GET /staff/me/left": Door.SIGNED_IN,
    "POST /staff/me/password": Door.SIGNED_IN,
    "POST /staff/me/sessions": Door.SIGNED_IN,
    "GET /staff/bookings": Needs(Permission.SEE_BOOKINGS),
    "POST /staff/bookings/desk": Needs(Permission.SERVE),
    "POST /staff/bookings/next": Needs(Permission.SERVE),
    "GET /staff/bookings/live": Needs(Permission.SEE_BOOKINGS),
    "GET /staff/bookings/{booking}": Needs(Permission.SEE_BOOKINGS, of=scopes.of_booking),
    "POST /staff/bookings/{booking}/call": Needs(Permission.SERVE, of=scopes.of_booking),
    "POST /staff/bookings/{booking}/outcome": Needs(Permission.SERVE, of=scopes.of_booking),
    "GET /staff/mine": Needs(Permission.SEE_OWN_UNITS),
    "GET /staff/mine/{unit}": Needs(Permission.SEE_OWN_UNITS, of=scopes.of_unit),
    "GET /staff/offices": Needs(Permission.SEE_OFFICES),
    "GET /staff/offices/{unit}": Needs(Permission.SEE_OFFICES),
    "GET /staff/keeping": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/responsibilities": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/history": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/history/{change}/undo": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/misroutings": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/files": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/files": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/files/{source}/{format}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/work/{job}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/work/{job}/live": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/work/{job}/report": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/work/{job}/take": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/work/{job}/again": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/work/{job}/drop": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/gaps": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units/{unit}/move": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/units/{unit}/move": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/services/new": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/services/new": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/services/{service}/end": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/services/{service}/end": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/documents/{service}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/documents/{service}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/texts": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/texts/{kind}/new": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/texts/{kind}/new": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/texts/{kind}/{key}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/texts/{kind}/{key}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units/new": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/units/new": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units/{unit}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/units/{unit}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/units/{unit}/close": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/units/{unit}/close": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/hours/{unit}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/hours/{unit}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/services/{service}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/services/{service}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/keeping/rules/{service}": Needs(Permission.KEEP_OFFICES),
    "POST /staff/keeping/rules/{service}": Needs(Permission.KEEP_OFFICES),
    "GET /staff/models": Needs(Permission.COMPARE_MODELS),
    "POST /staff/models": Needs(Permission.KEEP_OFFICES),
    "POST /staff/models/file": Needs(Permission.KEEP_OFFICES),
    "GET /staff/models/demand": Needs(Permission.COMPARE_MODELS),
    "GET /staff/models/compare": Needs(Permission.COMPARE_MODELS),
    "GET /staff/models/compare/csv": Needs(Permission.COMPARE_MODELS),
    "GET /staff/models/{model}": Needs(Permission.COMPARE_MODELS),
    "GET /staff/models/{model}/yaml": Needs(Permission.COMPARE_MODELS),
    "GET /staff/surveys": Needs(Permission.SEE_SURVEYS),
    "GET /staff/surveys/new": Needs(Permission.WRITE_SURVEYS),
    "POST /staff/surveys/new": Needs(Permission.WRITE_SURVEYS),
    "GET /staff/surveys/file": Needs(Permission.WRITE_SURVEYS),
    "POST /staff/surveys/file": Needs(Permission.WRITE_SURVEYS),
    "GET /staff/surveys/{survey}": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/live": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/edit": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/edit": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/preview": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/delete": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/delete": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/open": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/open": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/close": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "POST /staff/surveys/{survey}/close": Needs(Permission.WRITE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/poster": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/qr": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/surveys/{survey}/yaml": Needs(Permission.SEE_SURVEYS, of=scopes.of_survey),
    "GET /staff/results": Needs(Permission.SEE_RESULTS),
    "GET /staff/results/{survey}": Needs(Permission.SEE_RESULTS, of=scopes.of_release),
    "GET /staff/results/{survey}/csv": Needs(Permission.SEE_RESULTS, of=scopes.of_release),
    "GET /staff/results/{survey}/json": Needs(Permission.SEE_RESULTS, of=scopes.of_release),
    "GET /staff/findings": Needs(Permission.SEE_FINDINGS),
    "GET /staff/findings/new": Needs(Permission.WRITE_FINDINGS),
    "POST /staff/findings/new": Needs(Permission.WRITE_FINDINGS),
    "GET /staff/findings/{finding}": Needs(Permission.SEE_FINDINGS),
    "POST /staff/findings/{finding}/change": Needs(Permission.WRITE_FINDINGS),
    "POST /staff/findings/{finding}/take-back": Needs(Permission.WRITE_FINDINGS),
    "POST /staff/findings/{finding}/decide": Needs(Permission.DECIDE),
    "POST /staff/findings/{finding}/measures": Needs(Permission.DECIDE),
    "POST /staff/findings/{finding}/measures/{measure}": Needs(Permission.DECIDE),
    "GET /staff/accounts": Needs(Permission.KEEP_ACCOUNTS),
    "GET /staff/accounts/new": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/new": Needs(Permission.KEEP_ACCOUNTS),
    "GET /staff/accounts/{account}": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/grant": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/revoke": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/invite": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/factor": Needs(Permission.KEEP_ACCOUNTS),
    "POST /staff/accounts/{account}/active": Needs(Permission.KEEP_ACCOUNTS),
    "GET /staff/audit": Needs(Permission.READ_AUDIT),
}

#: Where larger forms than usual are taken from who may send them, in bytes: a file within a form.
LARGE = {"POST /staff/keeping/files": 21_000_000}
