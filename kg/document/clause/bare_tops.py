"""Headings whose 一, 二, 三 has lost its mark: 「一，总体要求」 and 「一 总体要求」, of which 一总体要求 is left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.clause.ordinals import CHINESE, value_of
from kg.model import CleanText

_BARE_CHINESE = re.compile(
    rf"([{CHINESE[:10]}]{{1,3}})(?:[，：:]|[\s\u3000]+|(?![是要个批期次月年季级类家号区中院般定些旦体律切致线件把流方元星]|大(?!力|幅)))(?=[一-龥“])"
)
"""一，总体要求 and, its blank lost, 一总体要求."""
_TENS = tuple(CHINESE[:10])
_SENTENCE = re.compile(r"[。；：]|，.*，")
_BARE_LONGEST = 40
"""Characters of a heading whose ordinal has no mark."""
_TOPS = 3
"""How many of such must follow each other."""


def bare_tops(paragraphs: Sequence[CleanText]) -> frozenset[str]:
    """Paragraphs 「一 总体要求」, 「二，重点任务」 …, where three follow each other and none has the usual 一、."""
    found: list[list[str]] = []
    for text in (paragraph.text for paragraph in paragraphs):
        match = _BARE_CHINESE.match(text) if text[:1] in _TENS else None
        if match is None:
            if text.startswith("一、"):
                return frozenset()
            continue
        if match.group()[-1] not in "，：:" and (len(text) > _BARE_LONGEST or _SENTENCE.search(text)):
            continue
        value = value_of(match[1])
        if value == 1:
            found.append([text])
        elif found and value == len(found[-1]) + 1:
            found[-1].append(text)
    return frozenset(text for row in found if len(row) >= _TOPS for text in row)


def label_of(text: str) -> tuple[str, int]:
    """The ordinal of such a paragraph and where what follows it begins. Raises ValueError for any other."""
    match = _BARE_CHINESE.match(text)
    if match is None:
        raise ValueError(f"no ordinal: {text[:20]}")
    return match[1], match.end()
