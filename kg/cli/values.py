"""What people type for an option: days and roles, in the forms that they write."""

from __future__ import annotations

import re
from datetime import date

import typer

from kg.cli.language import say
from kg.lexicon.roles import offered, role_of

_DAY = re.compile("([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月?)|年?)")


def day(text: str | None) -> str | None:
    """Return a day of the calendar (2024-01-05, 2024/1/5, 2024年1月5日) as YYYY-MM-DD; else the option is refused."""
    return _iso(text, least=3)


def first_day(text: str | None) -> str | None:
    """Return the day, or the first one of a month (2024-06) or a year (2024); else the option is refused."""
    return _iso(text, least=1)


def role(text: str) -> str:
    """Return the role of that code or Chinese word (lead, 牵头); else the option is refused."""
    if (known := role_of(text)) is None:
        raise typer.BadParameter(f"{text!r} is not one of {offered()}.")
    return known


def _iso(text: str | None, least: int) -> str | None:
    """The day that ``text`` names with ``least`` of year, month and day; what is not said is the first."""
    if text is None:
        return None
    found = _DAY.fullmatch(text)
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        if len(parts) < least:
            raise ValueError
        return date(*parts, *[1] * (3 - len(parts))).isoformat()
    except ValueError as error:
        raise typer.BadParameter(say("bad_day", text=text)) from error
