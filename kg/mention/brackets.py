"""Bracketed stretches of a clause, and its text without the line ends inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPEN, CLOSE = "（(［[【〔", "）)］]】〕"
_BRACKET = re.compile(rf"[{re.escape(OPEN + CLOSE)}]")
_MARKS = re.compile(rf"[{re.escape(OPEN + CLOSE)}\n]")
_LINE_END = re.compile("\n")


def brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets, with the brackets themselves; a bracket that is never closed ends with its paragraph."""
    depth, start = 0, 0
    for mark in _MARKS.finditer(text):
        character, index = mark.group(), mark.start()
        if character in OPEN:
            start = index if depth == 0 else start
            depth += 1
        elif character == "\n":
            if depth and not _closes_soon(text, index):
                depth = 0
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, index + 1


_TIME = (
    r"(?:长期|全年|常年|年内|年底|即时|持续|每[年月季]|第?[一二三四1-4]季度|[上下]半年|(?:\d{2}|[二〇○零一三四五六]{2})?\d{2}年|\d{1,2}月|“?十[三四五六]五)"
    r"[\d年月日前底末初上中下旬季度内至到—\-～~期间以第一二三四五六七八九十坚持推进完成落实施开展并长有序全启动办结“”]*"
)
_FIRST_TERM, _LAST_TERM = re.compile(rf"{_TIME}[，,；;\s]+"), re.compile(rf"[，,；;。\s]\s*{_TIME}[。；]?\Z")


def without_terms(text: str, low: int, high: int) -> tuple[int, int]:
    """What a bracket holds beside a term that begins or ends it: 市民政局，2024年底前完成; 市民政局，长期."""
    first = _FIRST_TERM.match(text, low, high)
    low = first.end() if first else low
    last = _LAST_TERM.search(text, low, high)
    return low, last.start() if last else high


def _closes_soon(text: str, place: int) -> bool:
    """A paragraph's end inside a bracket is an accident of the layout where the bracket closes right after it."""
    following = _BRACKET.search(text, place, place + 120)
    return following is not None and following.group() in CLOSE


def joined(text: str) -> tuple[str, list[int]]:
    """The text without line ends inside brackets, and where each of its characters stood (where it differs)."""
    if "\n" not in text:
        return text, []
    inside = {
        match.start()
        for start, end in brackets(text)
        if text.find("\n", start, end) >= 0
        for match in _LINE_END.finditer(text, start, end)
    }
    if not inside:
        return text, []
    places = [place for place in range(len(text)) if place not in inside]
    return "".join(text[place] for place in places), places
