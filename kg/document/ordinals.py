"""Printed ordinals: their styles from 第一编 down to ①, their values, and where they stand inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import CleanText
from kg.text import dates, offsets

CHINESE = "一二三四五六七八九十百零〇"
UNITS = "(?:个|万|亿|倍|元|米|公里|亩|吨|版|级以|％|分|千|百)"
STYLES: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 0, re.compile(rf"第[{CHINESE}]+[编篇部分](?=[\s\u3000]|[一-龥]|\Z)")),
    ("chapter", 1, re.compile(rf"第[{CHINESE}]+章")),
    ("section", 2, re.compile(rf"第[{CHINESE}]+节")),
    ("article", 3, re.compile(rf"第[{CHINESE}]+条(?![第、，。；和及至之的规款])")),
    ("top", 4, re.compile(rf"[{CHINESE}]{{1,4}}、")),
    ("bracket", 5, re.compile(rf"[（(][{CHINESE}]{{1,4}}[）)]")),
    ("decimal", 6, re.compile(r"\d{1,2}(?:\.\d{1,2}){1,5}(?=[\s\u3000]*[一-龥ⅠⅡⅢⅣ（“])")),
    ("digit", 6, re.compile(r"\d{1,3}[.．、](?!\d)")),
    ("small", 7, re.compile(r"[（(]\d{1,2}[）)]")),
    ("paren", 8, re.compile(r"\d{1,2}[）)]")),
    ("circle", 9, re.compile(r"[①-⑳]")),
)  # fmt: skip
_INLINE = re.compile(
    rf"(?<=[。；：）］〕】])(?=[（(][{CHINESE}]{{1,4}}[）)]|[{CHINESE}]{{1,3}}、|\d{{1,2}}[.．](?!\d)|第[{CHINESE}]+条|[①-⑳]|（\d{{1,2}}）)"
)


def value_of(label: str) -> int:
    """Value of a printed ordinal: 第二十一条 → 21, （三） → 3, ④ → 4. 0 where it has none."""
    if label[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
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
    places = [match.start() for match in _INLINE.finditer(text)]
    cuts, last = [0], _seriesvalue_of(text)
    for place in places:
        mark = _seriesvalue_of(text[place:])
        follows = mark and last and mark == (last[0], last[1] + 1)
        begins = mark and mark[1] == 1 and text[place - 1] in "：。" and _next_follows(text, place, mark, places)
        if follows or begins:
            cuts.append(place)
            last = mark
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield offsets.strip(offsets.cut(paragraph, start, end))


def _next_follows(text: str, place: int, mark: tuple[str, int], places: list[int]) -> bool:
    return any(_seriesvalue_of(text[later:]) == (mark[0], mark[1] + 1) for later in places if later > place)


def _seriesvalue_of(text: str) -> tuple[str, int] | None:
    for style, _, pattern in STYLES:
        match = pattern.match(text)
        if match and style != "decimal":
            return style, value_of(match.group())
    return None
