"""Texts in the traditional script, read in the simplified one, in which lexicons and rules are written.

The pairs of characters and their source: ``kg/lexicon/data/traditional.yml``.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load

_FEW = 3
"""Signs of the traditional script that a text holds at least: one alone may stand in a name or a quoted title."""


def is_traditional(text: str) -> bool:
    """Whether a text is written in the traditional script: of the signs that tell, most stand in that form."""
    held = [(old, new) for old, new in load.tree("traditional")["signs"] if old in text]
    return len(held) >= _FEW and sum(text.count(old) for old, _ in held) > sum(text.count(new) for _, new in held)


PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,6}[)）]")
"""What some mirrors write behind a character to say how it is read: 國務(wù)院."""


@cache
def _pairs() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in load.tree("traditional")["pairs"].split()}


@cache
def pattern() -> re.Pattern[str]:
    """A run of characters of the traditional script."""
    return re.compile(f"[{''.join(map(chr, sorted(_pairs())))}]+")


def simplified(match: re.Match[str]) -> str:
    """The run that :func:`pattern` found in simplified characters, each in its place."""
    return match.group().translate(_pairs())
