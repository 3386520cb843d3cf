"""Running heads and page numbers in a text that has lost its page ends: copied out of a PDF, a page a block of a web
page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kg.document.line.lines import Line

_DECIMAL = re.compile(r"\d{1,4}\Z")
_PAGE = re.compile(r"[·•∙\-—–－\[【〔第]*(?P<number>\d{1,4})[·•∙\-—–－\]】〕页]*\Z")
_ISSUE = re.compile(r"公报|政报|第?\d{1,4}[期号]|(?:19|20)\d\d")
"""What the head of a gazette's page names."""
_SHORTEST, _LONGEST = 4, 40
_FEWEST = 3
"""Pages on which a head stands, at least."""
_APART = 8
"""Lines from one to the next, at least: nearer they are cells of a table with serial numbers."""


def numbers_beside(lines: Sequence[Line], furniture: re.Pattern[str]) -> set[int]:
    """Numbers of pages that stand above or below known running heads: each more than the last."""
    found: list[int] = []
    for place, line in enumerate(lines):
        if line.page is None and line.squash.isdecimal() and _DECIMAL.match(line.squash):
            beside = (lines[near].squash for near in _beside(lines, place))
            if any(furniture.match(squash) and not squash.isdecimal() for squash in beside):
                found.append(place)
    rising = all(int(lines[one].squash) < int(lines[two].squash) for one, two in pairwise(found))
    return set(found) if len(found) > 1 and rising else set()


def heads_beside(lines: Sequence[Line]) -> set[int]:
    """Lines that name an issue and recur far apart, with a higher number of a page beside them each time; and those
    numbers."""
    if not lines or lines[0].page is not None:
        return set()
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if _SHORTEST <= len(line.squash) <= _LONGEST and _ISSUE.search(line.squash):
            places[line.squash].append(place)
    found: set[int] = set()
    for heads in places.values():
        if len(heads) < _FEWEST or any(below - above < _APART for above, below in pairwise(heads)):
            continue
        numbers = [near for head in heads for near in _beside(lines, head) if _PAGE.match(lines[near].squash)]
        counted = [int(_PAGE.sub(r"\g<number>", lines[near].squash)) for near in numbers]
        if len(numbers) >= len(heads) - 1 and all(one < two for one, two in pairwise(counted)):
            found.update(heads, numbers)
            last = _PAGE.match(lines[-1].squash)
            found |= {len(lines) - 1} if last and int(last["number"]) == counted[-1] + 1 else set()
    return found


def _beside(lines: Sequence[Line], place: int) -> list[int]:
    return [near for near in (place - 1, place + 1) if 0 <= near < len(lines)]
