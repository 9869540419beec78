"""Refusals of this room."""

from __future__ import annotations

from participation.core.errors import Refused


class WrongPassword(Refused):
    """The name or the password is not right. Please try again."""


class SlowDown(Refused):
    """There were several attempts that failed. Please wait a moment, then try again: the next attempt is possible in {seconds} seconds."""


class NameTaken(Refused):
    """There is an account with this name already."""


class NameUnusable(Refused):
    """A sign-in name has 2 to 60 letters or digits; full stop, hyphen, underscore and @ may stand between them."""


class UnknownAccount(Refused):
    """There is no such account."""


class PasswordTooShort(Refused):
    """A password needs at least {least} characters. Several words in a row are easy to remember."""


class PasswordTooLong(Refused):
    """A password can have at most {most} characters."""


class PasswordTooCommon(Refused):
    """This password is one of those tried first, or it holds the name of the account. Please choose another one."""


class ScopeNeeded(Refused):
    """This role needs a unit or an organisation that it is for."""


class LastAdministrator(Refused):
    """This is the last account that can keep accounts. Please give another one the role first."""


class WrongCode(Refused):
    """This is not the code of this half minute, or it has been used already. Please wait for the next one."""


class InvitationOver(Refused):
    """This invitation has been used, replaced by a newer one, or is older than {hours} hours. Please ask your administration for a new one."""


class SignsInElsewhere(Refused):
    """This person signs in at the identity provider of the municipality and has no password here."""


class NoRoleHere(Refused):
    """The identity provider of the municipality knows you, but has given you no role in Lotse. Please ask your administration."""


class ProviderSilent(Refused):
    """The identity provider of the municipality does not answer at the moment. Whoever has a password here can sign in with it."""


class ProviderUnsure(Refused):
    """The sign-in at the identity provider of the municipality was not completed. Please try again."""
