"""Whether a file sets in the first lines of its paragraphs: then an indent says where a paragraph begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.paragraphs import STRONG_ORDINAL, WEAK_ORDINAL, column_of, width

FLUSH = 1.2
"""Characters that a line may be set in by, by chance, where paragraphs are set in by two (GB/T 9704—2012, 7.3.3)."""

_SHARE = 0.03
"""The part of lines set in that a file has at least which sets in its paragraphs: one of the longest there are."""


def trusted(lines: list[Line]) -> list[Line]:
    """The lines with their indents where these are to be trusted, without them elsewhere."""
    if sum(line.indent > FLUSH for line in lines) < max(3, _SHARE * len(lines)):
        return [line._replace(indent=0.0) if line.indent else line for line in lines]
    widths = [width(line.squash) + line.indent for line in lines]
    column = column_of(widths)
    trust = column is not None and _set_in(lines, widths, column)
    return [line if trust and line.indent > FLUSH else line._replace(indent=0.0) for line in lines]


def _set_in(lines: Sequence[Line], widths: Sequence[float], column: float) -> bool:
    """Lines that must begin a paragraph are set in (an ordinal behind a short line or a sentence's end), and lines
    that must go on (behind a full one in the midst of a sentence) are not."""
    begins: Counter[bool] = Counter()
    goes_on: Counter[bool] = Counter()
    for before, wide, line in zip(lines, widths, lines[1:], strict=False):
        ended, short = signals.ends_sentence(before.squash), wide < column - 4
        marked = STRONG_ORDINAL.match(line.squash) or WEAK_ORDINAL.match(line.squash)
        if (ended and short) or (marked and (ended or short)):
            begins[line.indent > FLUSH] += 1
        elif not ended and not marked and wide > column - 3:
            goes_on[line.indent <= FLUSH] += 1
    return begins[True] >= 3 and begins[True] > 4 * begins[False] and goes_on[True] > 9 * goes_on[False]
