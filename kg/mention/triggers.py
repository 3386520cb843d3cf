"""The words that give a body a role, from the lexicon, as compiled patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.lexicon import load
from kg.model import Role


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger at ``start`` to ``end`` of a text."""

    start: int
    end: int
    role: Role


@cache
def _patterns(group: str) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return tuple((cast(Role, row["role"]), re.compile(row["pattern"])) for row in load.tree("triggers")[group])


@cache
def _not_duty() -> re.Pattern[str]:
    return re.compile("|".join(load.tree("triggers")["not_duty"]))


@cache
def _colon(group: str) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return tuple((role, re.compile(rf"(?:{pattern.pattern})\s*[：:]")) for role, pattern in _patterns(group))


def closing(text: str) -> list[Trigger]:
    """Triggers that end a list of bodies, in order, leftmost first and without overlap."""
    return _scan(text, _patterns("closing"))


def labels(text: str) -> list[Trigger]:
    """「牵头单位：」 and its like, the colon included."""
    return _scan(text, _colon("labels"))


def running(text: str) -> list[Trigger]:
    """Verbs of duty in running text; set phrases (负责人, 谁主管谁负责) left out."""
    noise = [match.span() for match in _not_duty().finditer(text)]
    found = _scan(text, _patterns("running"))
    return [t for t in found if not any(start < t.end and t.start < end for start, end in noise)]


def column_role(head: str) -> Role | None:
    """Role that a column head of a duty table gives to the bodies in its cells."""
    return next((role for role, pattern in _patterns("columns") if pattern.search(head)), None)


def _scan(text: str, patterns: tuple[tuple[Role, re.Pattern[str]], ...]) -> list[Trigger]:
    """Leftmost trigger first; of two at one place the one that is listed first."""
    hits = [
        (match.start(), rank, match.end(), role)
        for rank, (role, pattern) in enumerate(patterns)
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    found: list[Trigger] = []
    for start, _, end, role in sorted(hits):
        if not found or start >= found[-1].end:
            found.append(Trigger(start, end, role))
    return found
