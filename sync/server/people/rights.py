"""Who may do what at the desk. Decided here and asked by every route, of a page or of a program; what is not named is closed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is in the office; one person in a small office may be several."""

    ADMIN = "admin"  # looks after machines, accounts and content; sees nobody's answers
    LURAH = "lurah"  # signs, decides, answers for the office
    PETUGAS = "petugas"  # works on requests, at the desk or a loket
    AGENCY = "instansi"  # of another agency: sees what was forwarded to it


class Right(StrEnum):
    """One thing that a route lets somebody do."""

    OPEN = "open"  # everybody, without a log-in
    OWN = "own"  # whoever is logged in: their own account, logging out
    REQUESTS = "requests"  # see, open and work on requests
    FORWARDED = "forwarded"  # see and answer what was forwarded to one's agency
    QUEUE = "queue"  # call numbers, give them by hand
    LETTERS = "letters"  # prepare and issue letters
    SIGN = "sign"  # void letters, take back what a colleague did
    CONTENT = "content"  # what kiosks show: articles, hours, services
    KIOSKS = "kiosks"  # the fleet, orders
    STICKS = "sticks"  # what sticks bring and take
    REPORTS = "reports"  # numbers without names
    SUBJECTS = "subjects"  # a resident's rights: a copy, a correction, destruction (UU PDP)
    ACCOUNTS = "accounts"
    AUDIT = "audit"
    EXPORT = "export"  # requests for other programs, webhooks, tokens


_R = Right

ROLES: Final[dict[Role, frozenset[Right]]] = {
    Role.ADMIN: frozenset({_R.CONTENT, _R.KIOSKS, _R.STICKS, _R.REPORTS, _R.ACCOUNTS, _R.AUDIT, _R.EXPORT}),
    Role.LURAH: frozenset(
        {_R.REQUESTS, _R.QUEUE, _R.LETTERS, _R.SIGN, _R.CONTENT, _R.STICKS, _R.REPORTS, _R.SUBJECTS, _R.AUDIT}
    ),
    Role.PETUGAS: frozenset({_R.REQUESTS, _R.QUEUE, _R.LETTERS, _R.STICKS, _R.REPORTS, _R.SUBJECTS}),
    Role.AGENCY: frozenset({_R.FORWARDED}),
}
"""`OPEN` and `OWN` need no role."""

ALL_ROLES: Final = (Role.ADMIN, Role.LURAH, Role.PETUGAS)
"""Those of a small office's only petugas."""


def rights_of(roles: tuple[Role, ...]) -> frozenset[Right]:
    """Everything that somebody with these roles may do."""
    return frozenset({_R.OPEN, _R.OWN}).union(*(ROLES[role] for role in roles))


def fitting(roles: tuple[Role, ...], agency: str | None) -> bool:
    """Whether somebody of that agency (none: of the office itself) can have these roles: who is of an agency has nothing
    but an agency's role, or they would see what was not forwarded to it.
    """
    if agency is None:
        return Role.AGENCY not in roles
    return not set(roles) - {Role.AGENCY}


def read_roles(text: str) -> tuple[Role, ...]:
    """The roles in a column; names that are no role of this program give no right."""
    return tuple(role for role in Role if role.value in text.split())


def write_roles(roles: tuple[Role, ...]) -> str:
    """The column of these roles."""
    return " ".join(role.value for role in Role if role in roles)
