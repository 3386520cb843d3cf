"""Evidence that two stretches of text belong together: bridged words, ordinals in sequence, what a title speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.text import dates


def bridge(tail: str, head: str, whole: str) -> float:
    """Whether the characters on both sides of the gap make words that occur elsewhere in the file."""
    for left, right, weight in ((3, 3, 3.0), (2, 2, 2.5), (3, 1, 2.0), (1, 3, 2.0), (2, 1, 1.0), (1, 2, 1.0)):
        piece = tail[-left:] + head[:right]
        if len(piece) == left + right and re.fullmatch(r"[一-龥]+", piece) and whole.count(piece) >= 1:
            return weight
    unclosed = tail.count("《") > tail.count("》") or tail.count("（") > tail.count("）")
    return 2.0 if unclosed and re.match(r"[^《（。]*[》）]", head) else 0.0


ENDED = re.compile(r"（见网络版）\Z|负责解[读释]。\Z|(?:施行|实施|有效)[^。]{0,30}。\Z|(?:特此|此)[一-龥]{2,3}。\Z")
_ORDINAL = re.compile(
    r"(?:(?<=[。；：）］版])|^)(第[一二三四五六七八九十百]+[条章]|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d{1,2}[.．])"
)


def succession(before: Iterable[str], head: str) -> float:
    """Whether the ordinal at the head follows the document's last one of the same style."""
    first = _ORDINAL.match(head)
    if not first:
        return 0.0
    style, value = _style(first.group(1))
    seen = [_style(mark) for text in before for mark in _ORDINAL.findall(text)]
    same = [number for kind, number in seen if kind == style]
    if value == 1:
        return -4.0 if same and style.endswith(("条", "章", "、")) else 0.5
    if not same:
        return -0.5
    return 2.0 if value == same[-1] + 1 else -1.5 if value <= same[-1] else -0.5


def _style(mark: str) -> tuple[str, int]:
    number = re.search(r"[一二三四五六七八九十百\d]+", mark)
    value = dates.numeral(number.group().replace("百", "")) if number else 0
    return re.sub(r"[一二三四五六七八九十百\d]+", "#", mark), value


def affinity(title: str, text: str) -> float:
    """Share of the title's character pairs that the block's text has."""
    core = title.partition("关于")[2] or title
    pairs = {core[k : k + 2] for k in range(len(core) - 1)} - {"印发", "的通", "通知", "关于", "方案", "实施", "工作"}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
