"""The columns of a page: the white strips between them, on this page or as on the page before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from kg.source.layout.runs import Run, rows

_GUTTER = 0.8  # ems of white between two columns, at least
_MIDDLE = (0.3, 0.7)  # of the width of the text: where a gutter can be
_CROSSING = 0.35  # of the text's height that may lie across a gutter: titles, tables, running heads
_FEW = 0.07  # of it across each of several gutters
_FULL = 0.7  # of a column's width: what a line of running text fills
_FEWEST_LINES = 3  # full lines that each of two columns must have
_PROSE = 0.4  # of a column's lines are full where it is running text
_LIST = 0.2  # of them where much of it is a list of names, beside a column of running text
_LONG = 10  # lines of the first column beside which a short second one shows
_NEAR = 0.6  # ems between two lines that begin at the same place
_SET = 0.7  # of a column's lines that begin at its edge or where its paragraphs do; titles stand in the middle
_PITCHES = 1.8  # distances of lines between two lines of a column, at most
_ABOUT = 0.2  # of a column's width: how far a gutter between even columns may lie off its place
_THIRD = 0.36  # of the text's width that the lines of three columns fill, at most
_STEPS = 240  # places across a page at which white is looked for

Gutters = tuple[float, ...]
"""The middles of the white strips between columns, from the left; () where there is one column."""


def gutters_of(found: Sequence[Run]) -> Gutters:
    """The middles of the white strips between the columns of running text, from the left; () where there is one column.

    Two columns may differ in width, three and four are as wide as each other.
    """
    if _are_narrow(found) and (many := _even(found, 3) or _even(found, 4)):
        return many
    two = gutter_of(found)
    return () if two is None else (two,)


def _are_narrow(found: Sequence[Run]) -> bool:
    """Whether the lines of a page are so short and many that three columns of them may stand side by side."""
    if len(found) < _LONG:
        return False
    wide = max(run.right for run in found) - min(run.left for run in found)
    return median(run.right - run.left for run in found) < _THIRD * wide


def gutter_of(found: Sequence[Run]) -> float | None:
    """The middle of the white strip between two columns of running text, None where there is one column.

    Of the strips that few runs cross, the widest counts; on both sides of it there must be lines that fill their
    column, which the cells of a table do not.
    """
    if len(found) < 2 * _FEWEST_LINES:
        return None
    left, right = min(run.left for run in found), max(run.right for run in found)
    em = median(run.height for run in found)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    best = max(_strips(found, low, high, em), key=lambda strip: strip[1] - strip[0], default=None)
    if best is None:
        return None
    begin, end = best
    inner = _inner(found)
    end = min([end, *(run.left for run in inner if begin < run.left < end)])  # a few lines behind it cross too little
    shares = sorted([_share(found, left, begin, em), _share(found, end, right, em)])
    two = shares[1] >= _PROSE and (shares[0] >= _LIST or _is_short(inner, begin, end, em))
    return (begin + end) / 2 if two or _are_lists(inner, (begin + end) / 2, em) else None


def _strips(
    found: Sequence[Run], low: float, high: float, em: float, steps: int = _STEPS, share: float = _CROSSING / 2
) -> Iterator[tuple[float, float]]:
    """The strips between two places that few runs cross, by their share of all, and that are wide enough to part
    columns."""
    total = sum(run.height for run in found)
    start: float | None = None
    step = (high - low) / steps
    for number in range(steps + 2):
        place = low + number * step
        crossed = sum(run.height for run in found if run.left < place < run.right)
        free = number <= steps and crossed <= total * share
        if free and start is None:
            start = place
        elif not free and start is not None:
            if place - start >= _GUTTER * em:
                yield start, place
            start = None


def _even(found: Sequence[Run], number: int) -> Gutters:
    """The gutters between so many columns of running text, each as wide as the others; () where the page has others.

    The last column may be a short one.
    """
    inner = _inner(found)
    left, right = min(run.left for run in inner), max(run.right for run in inner)
    em = median(run.height for run in inner)
    wide = (right - left) / number
    edges: list[float] = [left]
    for column in range(1, number):
        place = left + column * wide
        near = _strips(inner, place - _ABOUT * wide, place + _ABOUT * wide, em, _STEPS // 5, _FEW)
        widest = max(near, key=lambda strip: strip[1] - strip[0], default=None)
        if widest is None:
            return ()
        edges += widest
    edges.append(right)
    columns = list(zip(edges[::2], edges[1::2], strict=True))
    prose = [_is_column(inner, begin, end, em) for begin, end in columns]
    inside = ([run for run in inner if run.left > begin - em and run.right < end + em] for begin, end in columns[:-1])
    if not any(prose) or not all(
        full or (len(lines) >= _FEWEST_LINES and _is_set_in(lines, em, 1))
        for full, lines in zip(prose, inside, strict=False)
    ):
        return ()
    return tuple((before[1] + after[0]) / 2 for before, after in pairwise(columns))


def _are_lists(found: Sequence[Run], gutter: float, em: float) -> bool:
    """Whether both sides are columns of short lines: one below the other from the top on, each at its column's edge or
    set in by two characters, both places used. The cells of a table begin at one place, and a row's cells side by side.
    """
    first = [run for run in found if run.right <= gutter + em]
    second = [run for run in found if run.left >= gutter]
    if min(len(first), len(second)) < _LONG:
        return False
    level = abs(min(run.top for run in first) - min(run.top for run in second)) < _PITCHES * em
    return level and _is_set_in(first, em, _FEWEST_LINES) and _is_set_in(second, em, _FEWEST_LINES)


def _is_set_in(found: Sequence[Run], em: float, least: int) -> bool:
    """Whether the lines of a column begin at its edge and two characters behind it, ``least`` at each, and follow each
    other without a gap."""
    lines = [row[0] for row in rows(found)]
    lefts = [run.left for run in lines]
    edge = min(lefts)
    flush = sum(left < edge + _NEAR * em for left in lefts)
    inset = sum(abs(left - edge - 2 * em) < _NEAR * em for left in lefts)
    gaps = [below.top - above.top for above, below in pairwise(lines)] or [em]
    pitch = median(gaps)
    dense = sum(gap < _PITCHES * pitch for gap in gaps)
    return min(flush, inset) >= least and flush + inset >= _SET * len(lefts) and dense >= _SET * len(gaps)


def gutter_between(tables: Sequence[Run], found: Sequence[Run]) -> Gutters:
    """The middle of the white between two tables side by side, which stand in two columns; () where text is in it."""
    for left in tables:
        for right in tables:
            beside = min(left.bottom, right.bottom) - max(left.top, right.top)
            if left.right < right.left and beside > min(left.height, right.height) / 2:
                gutter = (left.right + right.left) / 2
                return () if any(run.left < gutter < run.right for run in found) else (gutter,)
    return ()


def _is_short(found: Sequence[Run], begin: float, end: float, em: float) -> bool:
    """Whether the lines behind the strip are a column that has just begun, or of paragraphs of a line each: from the
    top on, one below the other."""
    column = [run for run in found if run.right <= begin + em]
    lines = sorted(run.top for run in found if run.left >= end)
    if len(column) < _LONG or not lines:
        return False
    if len(lines) >= len(column) / 2 and not _is_set_in([run for run in found if run.left >= end], em, 1):
        return False
    tops = sorted(run.top for run in column)
    pitch = median(below - above for above, below in pairwise(tops))
    gaps = [below - above for above, below in pairwise(lines)]
    return lines[0] - tops[0] < _PITCHES * pitch and all(gap < _PITCHES * pitch for gap in gaps)


def goes_on(found: Sequence[Run], gutters: Gutters) -> bool:
    """Whether the columns of the page before go on here, though those behind the first may hold a few lines only."""
    if not found:
        return False
    em = median(run.height for run in found)
    crossed = sum(run.height for run in found if _crosses(run, gutters, em))
    left = min(run.left for run in found)
    return crossed <= sum(run.height for run in found) * _CROSSING / 2 and _is_column(found, left, gutters[0] - em, em)


def still(found: Sequence[Run], gutters: Gutters) -> bool:
    """Whether three columns or more of the page before are still there: hardly a line crosses what parts them."""
    em = median(run.height for run in found) if found else 0.0
    crossed = sum(run.height for run in found if _crosses(run, gutters, em))
    return len(gutters) > 1 and crossed < sum(run.height for run in found) * _CROSSING / 4


def ends(found: Sequence[Run], gutters: Gutters, edge: float) -> bool:
    """Whether the columns of the pages before end here: few lines, that begin where columns begin and cross nothing.

    ``edge``: where the lines of the second column began.
    """
    if not found:
        return False
    em = median(run.height for run in found)
    right = [run for run in found if run.left >= gutters[0]]
    across = sum(_crosses(run, gutters, 0.0) for run in found)
    few = len(right) > 1 or (bool(right) and len(found) > 2)
    return across <= 1 and few and min(run.left for run in right) > edge - em


def _crosses(run: Run, gutters: Gutters, em: float) -> bool:
    """Whether a run stands on both sides of a gutter, by more than ``em``."""
    return any(run.left < gutter - em and run.right > gutter + em for gutter in gutters)


def _is_column(found: Sequence[Run], left: float, right: float, em: float) -> bool:
    """Whether lines of running text fill the strip, and are most of what stands in it."""
    return _share(found, left, right, em) >= _PROSE


def _share(found: Sequence[Run], left: float, right: float, em: float) -> float:
    """How many of the lines in the strip fill it, 0 to 1; none where they are too few for running text."""
    width = right - left
    inside = [
        run for run in found if left < (run.left + run.right) / 2 < right and run.right - run.left < width + 3 * em
    ]
    full = sum(run.right - run.left > _FULL * width for run in inside)
    return full / len(inside) if full >= _FEWEST_LINES else 0.0


def _inner(found: Sequence[Run]) -> list[Run]:
    """What stands between the running head and the running foot."""
    head, foot = margins(found)
    return [run for run in found if run.bottom > head and run.top < foot]


def margins(found: Sequence[Run]) -> tuple[float, float]:
    """Bottom of a running head and top of a running foot: a single row apart from the rest of the page."""
    order = list(rows(found))
    em = median(run.height for run in found)
    head, foot = float("-inf"), float("inf")
    if len(order) > 3:
        first, second = order[0], order[1]
        if min(run.top for run in second) - max(run.bottom for run in first) > em:
            head = max(run.bottom for run in first)
        last, before = order[-1], order[-2]
        if min(run.top for run in last) - max(run.bottom for run in before) > em:
            foot = min(run.top for run in last)
    return head, foot
