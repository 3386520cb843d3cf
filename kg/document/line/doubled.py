"""A text that a file holds twice: pages of some governments print it once to be read and once to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice

from kg.document.line.lines import Line

_BEFORE = 12
"""Lines before the text, at most: the head of a web page."""
_SHARE = 0.8
"""Of the file's characters, in both together at least: two forms of an annex that look the same are not the file."""
_LEAST = 60
"""Characters of a text, at least."""
_TRIED = 8
"""Places tried for one first line: of a file whose lines are all the same nearly every place would do."""


def without_second(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a file with its text once, and those of the second printing."""
    sums = list(accumulate((len(line.squash) for line in lines), initial=0))
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(line.squash, []).append(number)
    for start in range(min(_BEFORE, len(lines))):
        least = max(_LEAST, _SHARE / 2 * sums[-1])
        behind = (at for at in places[lines[start].squash] if at > start and sums[at] - sums[start] >= least)
        for second in islice(behind, _TRIED):
            end = 2 * second - start
            if _equal(lines[start:second], lines[second:end]):
                return lines[:second] + lines[end:], lines[second:end]
    return lines, []


def _equal(first: Sequence[Line], second: Sequence[Line]) -> bool:
    return len(first) == len(second) and all(a.squash == b.squash for a, b in zip(first, second, strict=True))
