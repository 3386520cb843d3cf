"""Titles of issued documents among the lines: 「发文机关 + 关于 + 事由 + 的 + 文种」, over one line or many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.title import genres, title_starts
from kg.document.title.title_starts import HEAD_LINES, LONGEST, MOST_LINES

_ENDS = re.compile(r"[。；！？]|：\Z")
_NAMED = re.compile(r"《[^《》]*》")
_COMMA = re.compile(r"[，,]")
"""A sentence that speaks 关于 something, not a title that ends with the name of a plan."""


@dataclass(frozen=True, slots=True)
class Title:
    """Lines ``start`` to ``end`` (exclusive) of a list hold the title ``text``."""

    start: int
    end: int
    text: str


def find_titles(lines: Sequence[Line]) -> list[Title]:
    """Every title in order. A line belongs to one title at most."""
    found: list[Title] = []
    end = 0
    for start in title_starts.candidates(lines):
        title = _title_at(lines, start) if start >= end else None
        if title:
            found.append(title)
            end = title.end
    return found


def _title_at(lines: Sequence[Line], start: int) -> Title | None:
    if not title_starts.can_begin(lines, start):
        return None
    text, loose = "", None
    for end in range(start, min(start + MOST_LINES, len(lines))):
        squash = lines[end].squash
        if _cannot_belong(squash) or (end > start and lines[end].first_on_page):
            break
        text += squash
        if len(text) > LONGEST:
            break
        if not balanced(text):
            continue
        bare = title_starts.bare(text) if start < HEAD_LINES else text
        if genres.strict().search(bare):
            again = _again(lines, start, end + 1, text)
            return _extend_by_note(lines, again or Title(start, end + 1, bare))
        if loose is None and genres.loose().search(bare) and not _COMMA.search(_NAMED.sub("", bare)):
            loose = Title(start, end + 1, bare)
    return _extend_by_note(lines, loose) if loose else None


def _again(lines: Sequence[Line], start: int, end: int, text: str) -> Title | None:
    """The title where it stands once more behind what a page prints below it: 「…的通知0 / 来源：… / …的通知」."""
    last = ""
    for place in range(end - 1, start, -1):
        last = lines[place].squash + last
        if text.startswith(last) and genres.strict().search(last):
            return Title(place, end, last)
    return None


def _extend_by_note(lines: Sequence[Line], title: Title) -> Title:
    """A line （试行） alone right after a title belongs to it."""
    after = lines[title.end].squash if title.end < len(lines) else ""
    noted = re.fullmatch(r"[（(][^（）()此]{1,12}[）)]", after)
    if noted and not (signals.is_number(after) or signals.is_signature_date(after)):
        return Title(title.start, title.end + 1, title.text + lines[title.end].squash)
    return title


def _cannot_belong(squash: str) -> bool:
    return (
        bool(_ENDS.search(squash))
        or signals.is_number(squash)
        or signals.is_signature_date(squash)
        or signals.is_openness(squash)
    )


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark is closed."""
    return all(
        text.count(a) == text.count(b) and text.find(a) <= text.find(b) for a, b in ("《》", "（）", "“”", "〈〉")
    )
