"""One-time codes, by the vectors of their standard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from participation.staff import totp

SECRET = b"12345678901234567890"
#: RFC 6238, appendix B, SHA-1: second, and the eight digits of that moment.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("second", "code"), VECTORS)
def test_the_vectors_of_the_standard(second: int, code: str) -> None:
    """What any authenticator app shows: eight digits in the standard, their last six with us."""
    moment = datetime.fromtimestamp(second, UTC)
    step = totp.step_at(moment)

    assert totp.code_at(SECRET, step, 8) == code
    assert totp.code_at(SECRET, step) == code[-6:]
    assert totp.step_of(SECRET, code[-6:], moment) == step


@pytest.mark.parametrize(("late", "taken"), [(-61, False), (-30, True), (0, True), (30, True), (60, False)])
def test_clocks_may_be_half_a_minute_wrong(late: int, taken: bool) -> None:
    """The code before and the code after are taken too, no other."""
    moment = datetime.fromtimestamp(1111111110, UTC)  # the first second of a half minute
    code = totp.code_at(SECRET, totp.step_at(moment))

    assert (totp.step_of(SECRET, code, moment + timedelta(seconds=late)) is not None) == taken


@pytest.mark.parametrize("given", ["", "94287082", "٩٤٢٨٧٠", "28708２", "x" * 10000, "-1"])
def test_only_six_plain_digits_are_a_code(given: str) -> None:
    """Nothing that looks like a number is read as one."""
    assert totp.step_of(SECRET, given, datetime.fromtimestamp(59, UTC)) is None


def test_a_secret_needs_the_key_of_the_installation() -> None:
    """The same salt means another secret for another account and in another installation; it has 160 bits."""
    secrets = {
        totp.secret_of(key, account, salt) for key in (b"a", b"b") for account in ("a", "b") for salt in ("a", "b")
    }

    assert len(secrets) == 8
    assert {len(secret) for secret in secrets} == {20}


def test_what_the_app_is_told() -> None:
    """The address in the QR code holds the secret that can be typed as well."""
    told = totp.address(SECRET, "z.ahmad@x", "Lotse Birkental")

    assert told == (
        "otpauth://totp/Lotse%20Birkental:z.ahmad%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lotse%20Birkental"
    )
    assert totp.spelled(SECRET).replace(" ", "") in told
