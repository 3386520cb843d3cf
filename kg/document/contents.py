"""The table of contents (目录) that plans print before their text: its headings stand in the text once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.lines import Line

_NAMES = frozenset({"目录", "目次"})
_LEADER = re.compile(r"[.．·•…—－-]*\d{0,3}\Z")
_MARKS = re.compile(r"[.．、\s·（）()]")
_LONGEST_ENTRY = 60
_MOST_ENTRIES = 400
_TRIED = 3
"""Entries that are looked for in the text: the first may be a preface that has no heading there."""


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a file, and those of its tables of contents: from 目录 to where its first entry stands again."""
    kept: list[Line] = []
    dropped: list[Line] = []
    place = 0
    while place < len(lines):
        end = _end(lines, place) if lines[place].squash in _NAMES else 0
        dropped += lines[place:end]
        kept += lines[place : place + 1] if not end else []
        place = end or place + 1
    return kept, dropped


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the text begins behind a table of contents; 0 where none is seen."""
    last = start + 1
    seen: dict[str, int] = {}
    while last < min(len(lines), start + _MOST_ENTRIES):
        squash = lines[last].squash
        entry = _entry(squash)
        if entry in seen:
            return last
        if len(squash) > _LONGEST_ENTRY or _LEADER.sub("", squash).endswith(("。", "；", "，", "：")):
            return 0
        if len(seen) < _TRIED:
            seen[entry] = last
        last += 1
    return 0


def _entry(squash: str) -> str:
    """A heading without dots, page number and the marks of its ordinal."""
    return _MARKS.sub("", _LEADER.sub("", squash))
