"""Texts that go on further behind: 「（下转第12页）」 on one page of a gazette, 「（上接第8页）」 on another.

Printers fill the foot of a page with the rest of a text that began before; 《公报》 and papers alike mark both ends so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.document.line import signals
from kg.document.line.lines import Line, squashed
from kg.document.parting import openings
from kg.text import offsets

_WHERE = r"第?\s*(?P<page>\d{1,4}|[一二三四五六七八九十]{1,4})?\s*[页版]?"
_LEAVES = re.compile(rf"[（(【\[]?\s*(?:下转|转)(?:{_WHERE}|封[二三底])\s*[）)】\]]?\s*\Z")
_COMES = re.compile(rf"\A[（(【\[]?\s*(?:上接|接)(?:{_WHERE}|封面)\s*[）)】\]]?\s*")
_MOST = 200
"""Jumps in an issue at most: sewing a line on again and again takes time."""
_STOPS = "。！？；："
_MARKED = re.compile(r"下转|上接|[（(【\[]\s*[转接]第")


def rejoined(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines with each rest behind what it goes on with, and the lines that hold nothing but the marks.

    The first page named goes with the first rest, as the pages follow each other. A rest ends where another document or
    rest begins. Without as many rests as places that point to one, everything stays.
    """
    leaving = [k for k, line in enumerate(lines) if _leaves(line)]
    coming = [k for k, line in enumerate(lines) if _comes(line)]
    if not 0 < len(leaving) <= _MOST or len(leaving) != len(coming):
        return lines, []
    goals = dict(zip(sorted(leaving, key=lambda k: _page(lines[k])), coming, strict=True))
    if any(goal <= place for place, goal in goals.items()):
        return lines, []
    return _moved(lines, goals)


def _moved(lines: list[Line], goals: dict[int, int]) -> tuple[list[Line], list[Line]]:
    ends = _ends(lines, sorted(goals.values()))
    away = {k for goal, end in ends.items() for k in range(goal, end)}
    found: list[Line] = []
    waiting = [(place, lines[place].page) for place in reversed(range(len(lines))) if place not in away]
    while waiting:
        place, page = waiting.pop()
        line = lines[place]
        while place in goals:  # a rest may point to another
            place = goals[place]
            *ended, line = _sewn(_without(line, _LEAVES), _without(lines[place], _COMES))
            found += [one._replace(page=page) for one in ended if one.squash]
            waiting += [(k, page) for k in reversed(range(place + 1, ends[place]))]
        if line.squash:
            found.append(line if line.page == page else line._replace(page=page, first_on_page=False))
    marks = [line for line in lines if _marked(line) and not _without(_without(line, _LEAVES), _COMES).squash]
    return found, marks


def _sewn(head: Line, tail: Line) -> list[Line]:
    """The line that breaks off and the first of its rest: one where a sentence goes on."""
    if head.squash and tail.squash and head.squash[-1] not in _STOPS:
        clean = offsets.join([head.clean, tail.clean])
        return [head._replace(clean=clean, squash=head.squash + tail.squash)]
    return [head, tail]


def _ends(lines: Sequence[Line], goals: Sequence[int]) -> dict[int, int]:
    """Where each rest ends: at the next one, at the head of the next document, at the end of the file."""
    heads = [_above(lines, title.start) for title in openings.seen(list(lines)).titles]
    stops = sorted({*goals, *heads, len(lines)})
    return {goal: stops[bisect_right(stops, goal)] for goal in goals}


def _above(lines: Sequence[Line], start: int) -> int:
    """Where a head begins whose number stands above the title."""
    return start - 1 if start and signals.is_number(lines[start - 1].squash) else start


def _leaves(line: Line) -> re.Match[str] | None:
    return _LEAVES.search(line.clean.text, max(0, len(line.clean.text) - 24)) if _marked(line) else None


def _comes(line: Line) -> re.Match[str] | None:
    return _COMES.match(line.clean.text) if _marked(line) else None


def _marked(line: Line) -> bool:
    return _MARKED.search(line.clean.text) is not None


def _page(line: Line) -> int:
    match = _leaves(line)
    return int(match["page"]) if match and match["page"] and match["page"].isdecimal() else 0


def _without(line: Line, mark: re.Pattern[str]) -> Line:
    text = line.clean.text
    match = mark.search(text)
    low, high = match.span() if match else (0, 0)
    kept = offsets.cut(line.clean, high) if low == 0 and high < len(text) else offsets.cut(line.clean, 0, low)
    clean = offsets.strip(kept)
    return line._replace(clean=clean, squash=squashed(clean.text))
