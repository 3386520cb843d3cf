"""Glyphs with places on a page → lines in reading order: rows, columns, full-width blocks between columns.

Shared by every format that knows characters by their place and not by their order (PDF, OFD, recognised pictures).
Coordinates run from the left and from the top, in any unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

Glyph = tuple[float, float, float, float, str]
"""Left, top, right, bottom, text."""

_RUN_GAP = 1.3  # ems between two glyphs of one run; columns are further apart
_SPACE_GAP = 0.5  # ems that are printed as a space
_WIDE_GAP = 1.5  # ems that keep two parts of a line apart
_GUTTER = 0.8  # ems of white between two columns, at least
_MIDDLE = (0.3, 0.7)  # of the width of the text: where a gutter can be
_CROSSING = 0.35  # of the text's height that may lie across a gutter: titles, tables, running heads
_FULL = 0.7  # of a column's width: what a line of running text fills
_FEWEST_LINES = 3  # full lines that each of two columns must have
_STEPS = 240
_INDENT = 2.6  # characters that a page of short paragraphs only stands right of the column's edge, at most
_SAME = 2.0  # units between lines that begin at the same place


@dataclass(slots=True)
class Run:
    """Glyphs side by side on one base line."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Layout:
    """Reads the pages of one document; the place of its columns and their edges are remembered from page to page."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._edges: dict[bool, float] = {}  # where the lines of the left and of the right column begin

    def lines(self, glyphs: Iterable[Glyph]) -> list[str]:
        """The printed lines of the next page in the order in which a person reads them, each with its indent."""
        found = runs(glyphs)
        gutter = _gutter(found)
        if gutter is None and self._last is not None:
            on = _goes_on(found, self._last) or _ends(found, self._last, self._edges.get(True, self._last))
            gutter = self._last if on else None
        self._last = gutter or self._last
        rows = list(_ordered(found, gutter))
        right = [gutter is not None and row[0].left > gutter for row in rows]
        for side in set(right):
            edge = _edge([row[0].left for row, one in zip(rows, right, strict=True) if one is side])
            inset = edge - self._edges.get(side, edge)
            em = median(_advance(row[0]) for row in rows)
            self._edges[side] = edge - inset if 0 < inset < _INDENT * em else edge
        return [_text(row, self._edges[side]) for row, side in zip(rows, right, strict=True)]


def runs(glyphs: Iterable[Glyph]) -> list[Run]:
    """Glyphs joined where they follow each other on a base line; one printed twice to look bold counts once."""
    found: list[Run] = []
    last: Glyph | None = None
    for glyph in glyphs:
        left, top, right, bottom, text = glyph
        em = max(bottom - top, 0.1)
        if last is not None:
            run = found[-1]
            level = abs((top + bottom) / 2 - run.middle) < 0.4 * max(em, run.height)
            gap = left - run.right
            if level and text == last[4] and abs(left - last[0]) < 0.25 * em:
                continue
            if level and -0.5 * em < gap < _RUN_GAP * min(em, run.height):
                run.text += (" " if gap > _SPACE_GAP * em else "") + text
                run.right = max(run.right, right)
                run.top, run.bottom = min(run.top, top), max(run.bottom, bottom)
                last = glyph
                continue
        found.append(Run(left, top, right, bottom, text))
        last = glyph
    return found


def _ordered(found: Sequence[Run], gutter: float | None) -> Iterator[list[Run]]:
    """Rows in reading order: full-width rows part the page, between them column after column."""
    if gutter is None:
        yield from _rows(found)
        return
    edges = _margins(found)
    em = median(run.height for run in found)
    wide: list[Run] = []
    narrow: list[Run] = []
    beside = [run.middle for run in found if run.left >= gutter]
    for run in found:
        across = run.left < gutter - em and run.right > gutter + em
        across = across and not any(run.top < middle < run.bottom for middle in beside)  # a long word, run over
        (wide if across or run.top >= edges[1] or run.bottom <= edges[0] else narrow).append(run)
    for row in _rows(wide):
        above = [run for run in narrow if run.middle < min(one.middle for one in row)]
        narrow = [run for run in narrow if run.middle >= min(one.middle for one in row)]
        yield from _columns(above, gutter)
        yield row
    yield from _columns(narrow, gutter)


def _columns(found: Sequence[Run], gutter: float) -> Iterator[list[Run]]:
    yield from _rows([run for run in found if run.left + run.right <= 2 * gutter])
    yield from _rows([run for run in found if run.left + run.right > 2 * gutter])


def _rows(found: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs side by side, from the top to the bottom; each row from left to right."""
    row: list[Run] = []
    for run in sorted(found, key=lambda one: (one.middle, one.left)):
        if row and not _level(row, run):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(run)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _level(row: Sequence[Run], run: Run) -> bool:
    """On one line: more than half of the lower of the two stands beside the other."""
    largest = max(row, key=lambda one: one.height)
    shared = min(largest.bottom, run.bottom) - max(largest.top, run.top)
    return shared > 0.5 * min(largest.height, run.height)


def _edge(lefts: Sequence[float]) -> float:
    """Where the lines of a column begin: the leftmost place that two lines or a tenth of them share."""
    order = sorted(lefts)
    least = max(2, len(order) // 10)
    return next((one for one, other in zip(order, order[least - 1 :], strict=False) if other - one < _SAME), order[0])


def _advance(run: Run) -> float:
    """The width of a Chinese character of the run."""
    return (run.right - run.left) / max(sum(0.5 if one.isascii() else 1.0 for one in run.text), 1.0)


def _text(row: Sequence[Run], edge: float) -> str:
    """The text of a row, behind as many wide blanks as it is set in by characters."""
    text = "\u3000" * round((row[0].left - edge) / max(_advance(row[0]), 0.1)) + row[0].text
    for before, run in pairwise(row):
        gap = (run.left - before.right) / max(min(run.height, before.height), 0.1)
        text += ("  " if gap > _WIDE_GAP else " " if gap > _SPACE_GAP else "") + run.text
    return text.rstrip()


def _gutter(found: Sequence[Run]) -> float | None:
    """The middle of the white strip between two columns of running text, None where there is one column.

    Of the strips that few runs cross, the widest counts; on both sides of it there must be lines that fill their
    column, which the cells of a table do not.
    """
    if len(found) < 2 * _FEWEST_LINES:
        return None
    left, right = min(run.left for run in found), max(run.right for run in found)
    em = median(run.height for run in found)
    total = sum(run.height for run in found)
    best: tuple[float, float] | None = None
    start: float | None = None
    low, high = (left + share * (right - left) for share in _MIDDLE)
    step = (high - low) / _STEPS
    for number in range(_STEPS + 2):
        place = low + number * step
        crossed = sum(run.height for run in found if run.left < place < run.right)
        free = number <= _STEPS and crossed <= total * _CROSSING / 2
        if free and start is None:
            start = place
        elif not free and start is not None:
            if place - start >= _GUTTER * em and (best is None or place - start > best[1] - best[0]):
                best = (start, place)
            start = None
    if best is None:
        return None
    middle = (best[0] + best[1]) / 2
    return middle if _is_column(found, left, best[0], em) and _is_column(found, best[1], right, em) else None


def _goes_on(found: Sequence[Run], gutter: float) -> bool:
    """Whether the columns of the page before go on here, though the second one may hold a few lines only."""
    if not found:
        return False
    em = median(run.height for run in found)
    crossed = sum(run.height for run in found if run.left < gutter - em and run.right > gutter + em)
    left = min(run.left for run in found)
    return crossed <= sum(run.height for run in found) * _CROSSING / 2 and _is_column(found, left, gutter - em, em)


def _ends(found: Sequence[Run], gutter: float, edge: float) -> bool:
    """Whether the columns of the pages before end here: few lines, that begin where columns begin and cross nothing."""
    if not found:
        return False
    em = median(run.height for run in found)
    across = [run for run in found if run.left < gutter < run.right]
    right = [run for run in found if run.left >= gutter]
    return len(across) <= 1 and len(right) > 1 and min(run.left for run in right) > edge - em


def _is_column(found: Sequence[Run], left: float, right: float, em: float) -> bool:
    """Whether lines of running text fill the strip, and are most of what stands in it."""
    width = right - left
    inside = [
        run for run in found if left < (run.left + run.right) / 2 < right and run.right - run.left < width + 3 * em
    ]
    full = [run for run in inside if run.right - run.left > _FULL * width]
    return len(full) >= max(_FEWEST_LINES, 0.4 * len(inside))


def _margins(found: Sequence[Run]) -> tuple[float, float]:
    """Bottom of a running head and top of a running foot: a single row apart from the rest of the page."""
    rows = list(_rows(found))
    em = median(run.height for run in found)
    head, foot = float("-inf"), float("inf")
    if len(rows) > 3:
        first, second = rows[0], rows[1]
        if min(run.top for run in second) - max(run.bottom for run in first) > em:
            head = max(run.bottom for run in first)
        last, before = rows[-1], rows[-2]
        if min(run.top for run in last) - max(run.bottom for run in before) > em:
            foot = min(run.top for run in last)
    return head, foot
