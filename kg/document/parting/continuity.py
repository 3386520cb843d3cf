"""Evidence that two stretches of text belong together: bridged words, ordinals in sequence, what a title speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.text import dates


def bridge(tail: str, head: str, near: str, seen: int = 0) -> float:
    """Whether the characters on both sides of the gap make words that occur elsewhere in the file, not far.

    ``seen``: how often they stand ``near`` for the gap itself.
    """
    least = tail[-2:] + head[:1], tail[-1:] + head[:2]  # one of them is part of each: most gaps need no more looks
    for left, right, weight in _REACHES if any(_stands(piece, near, seen) for piece in least) else ():
        piece = tail[-left:] + head[:right]
        if len(piece) == left + right and _WORDS.fullmatch(piece) and _stands(piece, near, seen):
            return weight
    unclosed = tail.count("《") > tail.count("》") or tail.count("（") > tail.count("）")
    return 2.0 if unclosed and _CLOSES.match(head) else 0.0


def _stands(piece: str, near: str, seen: int) -> bool:
    """Whether a piece stands more than ``seen`` times in a text, which is long: no further than need be."""
    place = near.find(piece)
    for _ in range(seen):
        place = near.find(piece, place + len(piece)) if place >= 0 else place
    return place >= 0


_REACHES = ((3, 3, 3.0), (2, 2, 2.5), (3, 1, 2.0), (1, 3, 2.0), (2, 1, 1.0), (1, 2, 1.0))
"""Characters before and behind the gap, and what it weighs that they make words."""
_WORDS = re.compile(r"[一-龥]+")
_CLOSES = re.compile(r"[^《（。]*[》）]")
ENDED = re.compile(r"（见网络版）\Z|负责解[读释]。\Z|(?:施行|实施|有效)[^。]{0,30}。\Z|(?:特此|此)[一-龥]{2,3}。\Z")
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百]{1,9}[条章]|（[一二三四五六七八九十]{1,9}）|[一二三四五六七八九十]{1,9}、|\d{1,2}[.．]"
)
_INSIDE = re.compile(rf"[。；：）\]］版](?=({_ORDINAL.pattern}))")
_VALUE = re.compile(r"[一二三四五六七八九十百\d]+")


def ordinals_in(text: str) -> Iterator[tuple[str, int]]:
    """Style and value of the ordinals at the beginning of the text and behind sentences in it, in order."""
    first = _ORDINAL.match(text)
    if first:
        yield _style(first.group())
    for match in _INSIDE.finditer(text):
        yield _style(match.group(1))


def in_sequence(last: Mapping[str, int], head: str) -> float:
    """Whether the ordinal at the head follows the document's ``last`` one of the same style."""
    first = _ORDINAL.match(head)
    if not first:
        return 0.0
    style, value = _style(first.group())
    before = last.get(style)
    if value == 1:
        return -4.0 if before is not None and style.endswith(("条", "章", "、")) else 0.5
    if before is None:
        return -0.5
    return 2.0 if value == before + 1 else -1.5 if value <= before else -0.5


def _style(mark: str) -> tuple[str, int]:
    number = _VALUE.search(mark)
    value = dates.numeral(number.group().replace("百", "")) if number else 0
    return _VALUE.sub("#", mark), value


def affinity(title: str, text: str) -> float:
    """Share of the title's character pairs that the block's text has."""
    pairs = _pairs(title)
    return len([pair for pair in pairs if pair in text]) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=64)
def _pairs(title: str) -> frozenset[str]:
    core = title.partition("关于")[2] or title
    usual = {"印发", "的通", "通知", "关于", "方案", "实施", "工作"}
    return frozenset(core[k : k + 2] for k in range(len(core) - 1)) - usual
