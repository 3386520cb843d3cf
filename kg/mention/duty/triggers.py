"""The words that give a body a role, from the lexicon, as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from kg.lexicon import load
from kg.lexicon.sieve import Alternatives, Sieve, Sieves, sieve
from kg.model import Role


class Trigger(NamedTuple):
    """A trigger at ``start`` to ``end`` of a text."""

    start: int
    end: int
    role: Role


_PERSONS = re.compile(r"(?:人|领导|同志|人员)\Z")
"""The end of a column's head whose cells name persons: 牵头领导, 承办责任人."""


_SLOGAN = re.compile(r"“[^“”\n]{2,80}”")
"""按照“分级负责、属地配合”的原则: what is quoted charges nobody."""


@cache
def _patterns(group: str) -> tuple[tuple[Role, Sieve], ...]:
    return tuple((cast(Role, row["role"]), sieve(row["pattern"])) for row in load.tree("triggers")[group])


@cache
def _verbs(group: str) -> tuple[Sieves, tuple[Role, ...]]:
    roles, sieves = zip(*_patterns(group), strict=True)
    return Sieves(sieves), roles


@cache
def _not_duty() -> Alternatives:
    return Alternatives(load.tree("triggers")["not_duty"])


@cache
def _colon(group: str) -> tuple[Sieves, tuple[Role, ...]]:
    roles, sieves = zip(*_patterns(group), strict=True)
    return Sieves([sieve(_AS_LABEL.format(label=one.pattern.pattern, end=_NAME_END)) for one in sieves]), roles


_BARE_LABEL = re.compile(r"(?:单位|部门|处室|科室|主体)(?:[】］\]各省市县区州旗是为—]|国家|中央)")
"""Where a text without a colon may have a label."""
_NAME_END = "(?:[局委办厅部院府会行队]|中心|公司|集团)"
_AS_LABEL = (
    r"(?:[省市县区州]级|项目|任务)?(?:{label})(?:（(?:单位|部门|处室|科室)）)?\s*[：:]|[【［\[](?:{label})[】］\]]\s*[：:]?"
    r"|(?<![^\n。；，、：: ）］\]】（])(?:[省市县区州]级|项目|任务)?(?:{label})(?<=[位门室体])(?:——?|[是为](?!主))?"
    r"(?:(?=(?:各|[省市县区州旗]|国家|中央)[一-龥]{{1,10}}?{end})|(?<=[是为—])(?=[一-龥]{{2,14}}{end}))"
)
"""牵头单位：市教育局, 【牵头单位】市教育局, and 牵头单位市教育局 where the blank between them is lost."""


def closing(text: str) -> list[Trigger]:
    """Triggers that end a list of bodies, in order, leftmost first and without overlap."""
    return _scan(text, *_verbs("closing"))


def labels(text: str) -> list[Trigger]:
    """「牵头单位：」 and its like, the colon or bracket included."""
    if "：" not in text and ":" not in text and not _BARE_LABEL.search(text):
        return []
    return _scan(text, *_colon("labels"))


def is_label(bracket: str) -> bool:
    """Whether a bracket holds a label and nothing more: 【牵头单位】, the second of 市财政局（配合单位）."""
    inner = bracket[1:-1] + "："
    found = labels(inner)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(inner)


def may_run(text: str) -> bool:
    """Whether the text holds the words of a verb of duty at all."""
    return bool(_verbs("running")[0].able(text))


def running(text: str) -> list[Trigger]:
    """Verbs of duty in running text; set phrases (负责人, 谁主管谁负责) left out."""
    found = _scan(text, *_verbs("running"))
    noise = [match.span() for match in _not_duty().finditer(text)] if found else []
    noise += [match.span() for match in _SLOGAN.finditer(text)] if found and "“" in text else []
    return [t for t in found if not any(start < t.end and t.start < end for start, end in noise)]


def column_role(head: str) -> Role | None:
    """Role that a column head of a duty table gives to the bodies in its cells."""
    if _PERSONS.search(head):
        return None
    return next((role for role, pattern in _patterns("columns") if pattern.search(head)), None)


def _scan(text: str, sieves: Sieves, roles: Sequence[Role]) -> list[Trigger]:
    """Leftmost trigger first; of two at one place the one that is listed first."""
    hits = [
        (match.start(), rank, match.end(), roles[rank])
        for rank, pattern in sieves.able(text)
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    found: list[Trigger] = []
    for start, _, end, role in sorted(hits) if len(hits) > 1 else hits:
        if not found or start >= found[-1].end:
            found.append(Trigger(start, end, role))
    return found
