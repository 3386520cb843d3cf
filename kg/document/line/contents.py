"""The table of contents (目录) that plans print before their text: its headings stand in the text once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.line.lines import Line
from kg.document.title import genres

_NAMES = re.compile(r"(?:本期|本刊)?(?:目[录次]|要目)(?:CONTENTS)?", re.IGNORECASE)
_LEADER = re.compile(r"[.．·•…—－-]*[（(/／]?\d{0,3}[）)—－-]?\Z")
_PAGED = re.compile(
    r"(?:[.．·•…—－-]{2,}[（(]?|[—－-](?=\d{1,3}[—－-]\Z)|[（(/／]|(?<=[一-龥》）”]))(?P<page>\d{1,3})[）)—－-]?\Z"
)
"""An entry that names its page: 「某某通知……（3）」, 「某某意见/12」, 「某某方案 15」, 「1.1 目的 - 5 -」."""
_FIRST = re.compile(r"1[.．、]?[^\d.．、年月]|一、|第一章")
_APART = 4
"""Lines from one entry with a page to the next, at most: entries over several lines, headings of sections."""
_MARKS = re.compile(r"[.．、\s·（）()]")
_REACH = 160
"""Characters of an entry's leader and page at most."""
_LONGEST_NAME = 12  # characters of 目录 and what stands with it
_LONGEST_ENTRY = 60  # characters of an entry, at most
_MOST_ENTRIES = 400  # lines of a table of contents, at most
_PAGE_FIRST = re.compile(r"(?P<page>\d{1,3})(?=[一-龥《])")
"""An entry behind its page: 「12 某某市人民政府关于…的通知」."""
_NAMES_DOCUMENT = re.compile(r"关于|转发|批转|印发|公布|发布")
_ENTRY_LINES = 4  # lines of an entry at most
_HEADING = re.compile(
    r"\d{1,2}(?:[.．]\d{1,2}){0,4}[.．、]?[^\d.．年月]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节]|附[件则录]"
)
_LONGEST_BARE = 14
"""Characters of a heading without an ordinal, at most."""
_UNNAMED = 5
"""Headings, one behind the other, that are a table of contents without the word, at least."""
_TEXT_BELOW = 80
"""Lines behind the first heading that stands again in which the second one does, too."""
_TRIED = 3
"""Entries that are looked for in the text: the first may be a preface that has no heading there."""


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a file, and those of its tables of contents: from 目录 to where its first entry stands again."""
    kept: list[Line] = []
    dropped: list[Line] = []
    place = 0
    while place < len(lines):
        end = _end(lines, place) if _heads(lines, place) else _end_of_unnamed(lines, place)
        dropped += lines[place:end]
        kept += lines[place : place + 1] if not end else []
        place = end or place + 1
    return kept, dropped


def is_name(squash: str) -> bool:
    """「目录」, 「本期目录」, 「目次」."""
    return len(squash) <= _LONGEST_NAME and bool(_NAMES.fullmatch(squash))


def names_page(squash: str) -> bool:
    """Whether an entry ends with its page."""
    return bool(_PAGED.search(squash, max(0, len(squash) - _REACH)))


def without_page(entry: str) -> str:
    """An entry without its leader and its page."""
    return _PAGED.sub("", entry).rstrip(".．·•…—－-（(")


def _heads(lines: Sequence[Line], place: int) -> bool:
    """「目录」, or 「某某应急预案目录」 with the first ordinal below."""
    squash = lines[place].squash
    if is_name(squash):
        return True
    named = squash.endswith("目录") and len(squash) <= _LONGEST_ENTRY and place + 1 < len(lines)
    return named and bool(_FIRST.match(lines[place + 1].squash))


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the text begins behind a table of contents; 0 where none is seen."""
    paged = _paged(lines, start)
    if len(paged) >= _TRIED:
        return paged[-1] + 1
    if behind_pages := _behind_pages(lines, start):
        return behind_pages
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


def _end_of_unnamed(lines: Sequence[Line], start: int) -> int:
    """Where the text begins behind headings that stand in it once more, though no 目录 stands above; else 0."""
    if not (_FIRST.match(lines[start].squash) or lines[start].squash == "总则"):
        return 0
    entries: list[str] = []
    bare = 0  # headings of chapters without their ordinals
    for place in range(start, min(len(lines), start + _MOST_ENTRIES)):
        squash = lines[place].squash
        entry = _entry(squash)
        if len(entries) >= _UNNAMED and entry == entries[0]:
            below = {_entry(line.squash) for line in lines[place + 1 : place + _TEXT_BELOW]}
            return place if entries[1] in below and 2 * bare < len(entries) else 0
        if not _is_entry(lines[place]):
            return 0
        bare += not _HEADING.match(squash)
        entries.append(entry)
    return 0


def _is_entry(line: Line) -> bool:
    """A heading of a table of contents; one without an ordinal is short."""
    long = _LONGEST_ENTRY if _HEADING.match(line.squash) else _LONGEST_BARE
    ends = _LEADER.sub("", line.squash).endswith(("。", "；", "，", "："))
    return len(line.squash) <= long and "\t" not in line.clean.text and not ends


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


def _behind_pages(lines: Sequence[Line], start: int) -> int:
    """Where a list of documents ends of which each stands behind its page, none lower than that before; else 0."""
    found: list[int] = []
    page = 0
    for place in range(start + 1, min(len(lines), start + _MOST_ENTRIES)):
        match = _PAGE_FIRST.match(lines[place].squash)
        if match and int(match["page"]) >= page and _NAMES_DOCUMENT.search(lines[place].squash):
            found.append(place)
            page = int(match["page"])
        elif place - (found[-1] if found else start) > _APART:
            break
    if len(found) < _TRIED:
        return 0
    title = ""
    for place in range(found[-1], min(len(lines), found[-1] + _ENTRY_LINES)):
        title += lines[place].squash
        if genres.genre_of(title):
            return place + 1
    return found[-1] + 1


def _entry(squash: str) -> str:
    """A heading without dots, page number and the marks of its ordinal."""
    return _MARKS.sub("", _LEADER.sub("", squash))
