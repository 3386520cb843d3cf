"""Glyphs of a page → its lines in pieces, where white may part columns of a table without rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.source.layout.runs import MARKS, Glyph, Run, in_lines, rows, runs

STRIP = 0.05
"""Ems of white between two columns, at least: no more than letters leave that are set a little apart."""

_PIECE = 0.12  # ems of white in a line that may part columns: letters of some fonts are less wide than their place
_WIDE = "\u2e80"  # the first of the characters that are as wide as high
_CLOSE = 0.4  # of the width of a character that its box may lack
_SHARED = 2  # lines that have a piece beginning at a place where a mark hangs over


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Run]]:
    """The lines of a page in pieces that white parts; letters that are set apart evenly are one piece."""
    ordered = list(_full(in_lines(glyphs)))
    found = [_evened(row) for row in rows(runs(ordered, _PIECE))]
    lefts = sorted(run.left for row in found for run in row[1:])
    return [_evened(row) for row in rows(runs(_with_bare_marks(ordered, lefts), _PIECE))]


def _full(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The glyphs of lines, Chinese characters whose box is drawn close around them (口) as wide as their neighbours."""
    for before, (left, top, right, bottom, text), after in zip(
        [None, *glyphs[:-1]], glyphs, [*glyphs[1:], None], strict=True
    ):
        beside = (one for one in (before, after) if one and one[4] >= _WIDE and one[1] < bottom and one[3] > top)
        em = max((one[2] - one[0] for one in beside if max(one[0] - right, left - one[2]) < right - left), default=0.0)
        lacks = em - (right - left)
        if text >= _WIDE and 0 < lacks < _CLOSE * em:
            left, right = left - lacks / 2, right + lacks / 2
        yield left, top, right, bottom, text


def _evened(row: Sequence[Run]) -> list[Run]:
    """A line whose letters are set apart evenly, without that white."""
    gaps = [after.left - before.right for before, after in pairwise(row)]
    singles = sum(len(run.text) == 1 for run in row)
    even = sorted(gaps)[len(gaps) // 2] if 2 * singles > len(row) > 4 else 0.0
    line = [row[0]]
    for run, gap in zip(row[1:], gaps, strict=True):
        last = line[-1]
        if 0 < even < 0.5 * run.height and gap < even + STRIP * run.height:
            sides = min(last.top, run.top), max(last.bottom, run.bottom)
            line[-1] = Run(last.left, sides[0], max(last.right, run.right), sides[1], last.text + run.text)
        else:
            line.append(run)
    return line


def _with_bare_marks(glyphs: Sequence[Glyph], lefts: Sequence[float]) -> Iterator[Glyph]:
    """The glyphs, a mark that hangs over the edge of its column without its white.

    It shows by the text behind it, which stands nearer than its white, or where others begin too: ``lefts``, sorted.
    """
    for glyph, after in zip(glyphs, [*glyphs[1:], None], strict=True):
        left, top, right, bottom, text = glyph
        if after is not None and text in MARKS and left < after[0]:
            near = _PIECE * (right - left)
            shared = bisect_left(lefts, after[0] + near) - bisect_left(lefts, after[0] - near)
            if after[0] < right - near or (shared >= _SHARED and after[0] < right + near):
                glyph = left, top, (left + right) / 2, bottom, text
        yield glyph
