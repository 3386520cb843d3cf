"""The table of contents (目录) that plans print before their text: its headings stand in the text once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.line.lines import Line

_NAMES = frozenset({"目录", "目次"})
_LEADER = re.compile(r"[.．·•…—－-]*[（(/／]?\d{0,3}[）)]?\Z")
_PAGED = re.compile(r"(?:[.．·•…—－-]{2,}[（(]?|[（(/／]|(?<=[一-龥》）”]))(?P<page>\d{1,3})[）)]?\Z")
"""An entry that names its page: 「某某通知……（3）」, 「某某意见/12」, 「某某方案 15」."""
_FIRST = re.compile(r"1[.．、]?[^\d.．、年月]|一、|第一章")
_APART = 4
"""Lines from one entry with a page to the next, at most: entries over several lines, headings of sections."""
_MARKS = re.compile(r"[.．、\s·（）()]")
_REACH = 160
"""Characters of an entry's leader and page at most."""
_LONGEST_ENTRY = 60  # characters of an entry, at most
_MOST_ENTRIES = 400  # lines of a table of contents, at most
_TRIED = 3
"""Entries that are looked for in the text: the first may be a preface that has no heading there."""


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a file, and those of its tables of contents: from 目录 to where its first entry stands again."""
    kept: list[Line] = []
    dropped: list[Line] = []
    place = 0
    while place < len(lines):
        end = _end(lines, place) if _heads(lines, place) else 0
        dropped += lines[place:end]
        kept += lines[place : place + 1] if not end else []
        place = end or place + 1
    return kept, dropped


def _heads(lines: Sequence[Line], place: int) -> bool:
    """「目录」, or 「某某应急预案目录」 with the first ordinal below."""
    squash = lines[place].squash
    if squash in _NAMES:
        return True
    named = squash.endswith("目录") and len(squash) <= _LONGEST_ENTRY and place + 1 < len(lines)
    return named and bool(_FIRST.match(lines[place + 1].squash))


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the text begins behind a table of contents; 0 where none is seen."""
    paged = _paged(lines, start)
    if len(paged) >= _TRIED:
        return paged[-1] + 1
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


def _paged(lines: Sequence[Line], start: int) -> list[int]:
    """The lines that end with a page number, none lower than that before."""
    found: list[int] = []
    page = 0
    for place in range(start + 1, min(len(lines), start + _MOST_ENTRIES)):
        match = _PAGED.search(lines[place].squash, max(0, len(lines[place].squash) - _REACH))
        if match and int(match["page"]) >= page:
            found.append(place)
            page = int(match["page"])
        elif place - (found[-1] if found else start) > _APART:
            break
    return found


def _entry(squash: str) -> str:
    """A heading without dots, page number and the marks of its ordinal."""
    return _MARKS.sub("", _LEADER.sub("", squash))
