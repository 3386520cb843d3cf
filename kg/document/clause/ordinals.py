"""Printed ordinals: their styles from 第一编 down to ①, their values, and where they stand inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.model import CleanText
from kg.text import dates, offsets

CHINESE = "一二三四五六七八九十百零〇"
_COUNT = f"[{CHINESE}]{{1,9}}"
UNITS = "(?:个|万|亿|倍|元|米|公里|亩|吨|版|级以|％|分|千|百)"
AMENDED = "[中前后]?(?:[修更]?改为|增加[一二三四五]|删[去除])"
"""What stands behind an article that a decision amends: it is none of the decision."""
STYLES: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 0, re.compile(rf"第{_COUNT}[编篇部分](?=[\s\u3000]|[一-龥]|\Z)")),
    ("chapter", 1, re.compile(rf"第{_COUNT}章")),
    ("section", 2, re.compile(rf"第{_COUNT}节")),
    ("article", 3, re.compile(rf"第{_COUNT}条(?!规(?:定|\Z)|[第、，。；和及至之的款]|{AMENDED})")),
    ("top", 4, re.compile(rf"[{CHINESE}]{{1,4}}(?:、|[.．](?=[\s\u3000]*[一-龥“])(?![\s\u3000]*[{CHINESE}]))")),
    ("bracket", 5, re.compile(rf"[（(〔［\[【]?[{CHINESE}]{{1,4}}[）)〕］\]】]")),
    ("decimal", 6, re.compile(r"\d{1,2}(?:\.\d{1,2}){1,5}(?=[\s\u3000]*[一-龥ⅠⅡⅢⅣ（“])(?!月)")),
    ("digit", 6, re.compile(r"\d{1,3}(?:[.．、](?!\d)|[.．](?=\d{1,2}月|20\d\d年))")),
    ("small", 7, re.compile(r"[（(]\d{1,2}[）)]")),
    ("paren", 8, re.compile(r"\d{1,2}[）)]")),
    ("circle", 9, re.compile(r"[①-⑳]")),
)  # fmt: skip
_INLINE = re.compile(
    rf"[。；：）\]］〕】](?=[（(][{CHINESE}]{{1,4}}[）)]|[{CHINESE}]{{1,3}}、|\d{{1,2}}[.．](?!\d)|第{_COUNT}条|[①-⑳]|[（(]\d{{1,2}}[）)])"
)
_FIRST = {
    "part chapter section article": "第",
    "top bracket": CHINESE,
    "bracket small": "（(",
    "bracket": "〔［[【",
    "decimal digit paren": "0",  # for every digit
    "circle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
}
_BY_FIRST = {
    character: tuple(style for style in STYLES if style[0] in names.split())
    for names, characters in _FIRST.items()
    for character in characters
}
"""The styles whose ordinals begin with a character: no more than four patterns are tried at a place."""


def ordinal_at(text: str, place: int = 0) -> tuple[str, int, re.Match[str]] | None:
    """(style, rank, match) of the ordinal at a place of the text; None where there is none."""
    first = text[place : place + 1]
    for style, rank, pattern in _BY_FIRST.get("0" if first.isdecimal() else first, ()):
        match = pattern.match(text, place)
        if match:
            return style, rank, match
    return None


@lru_cache(maxsize=2048)
def value_of(label: str) -> int:
    """Value of a printed ordinal: 第二十一条 → 21, （三） → 3, ④ → 4. 0 where it has none."""
    if "①" <= label[0] <= "⑳":
        return ord(label[0]) - ord("①") + 1
    digits = re.search(r"\d+", label)
    if digits:
        return int(digits.group())
    chinese = re.search(f"[{CHINESE}]+", label)
    text = chinese.group() if chinese else ""
    hundreds, _, rest = text.partition("百")
    return (dates.numeral(hundreds) * 100 + dates.numeral(rest.lstrip("零"))) if "百" in text else dates.numeral(text)


def split_inline(paragraph: CleanText) -> Iterator[CleanText]:
    """A paragraph cut before ordinals that stand inside it behind the end of a sentence, where they make a series."""
    text = paragraph.text
    if "\t" in text:
        yield paragraph  # the row of a table
        return
    places = [match.end() for match in _INLINE.finditer(text)]
    if not places:
        yield offsets.strip(paragraph)
        return
    marks = [_series_at(text, place) for place in places]
    last_place = dict(zip(marks, places, strict=True))
    cuts, last = [0], _series_at(text, 0)
    for place, mark in zip(places, marks, strict=True):
        if mark is None:
            continue
        follows = last is not None and mark == (last[0], last[1] + 1)
        begins = mark[1] == 1 and text[place - 1] in "：。" and last_place.get((mark[0], 2), 0) > place
        if follows or begins:
            cuts.append(place)
            last = mark
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield offsets.strip(offsets.cut(paragraph, start, end))


def _series_at(text: str, place: int) -> tuple[str, int] | None:
    """Style and value of the ordinal at a place. A decimal says itself where it belongs: it makes no series."""
    found = ordinal_at(text, place)
    return (found[0], value_of(found[2].group())) if found and found[0] != "decimal" else None
