"""The tree of a document's clauses, as facts: which clause a statement stands in, and what stands below a clause.

A path alone names no clause: notice, main text and annexes each begin with 一.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import TypeVar

from kg.model import ClauseFact, Evidence

Place = TypeVar("Place", bound=tuple[int, ...])


def _start(evidence: Evidence) -> int:
    return evidence.spans[0][0] if evidence.spans else 0


class Outline:
    """The clauses of one document in their order."""

    def __init__(self, clauses: Sequence[ClauseFact]) -> None:
        self.clauses = tuple(sorted(clauses, key=lambda clause: clause.order))
        self._above = tuple(_above(self.clauses))
        numbered = tuple(enumerate(self.clauses))
        self._begins = _by_path((clause.path, (_start(clause.evidence), index)) for index, clause in numbered)
        self._spans = _by_path(
            (clause.path, (low, high, index)) for index, clause in numbered for low, high in clause.evidence.spans
        )

    def find(self, path: str, evidence: Evidence) -> int | None:
        """Index of the clause with this path, else of the nearest above it: the one whose text holds the words, else
        the last that begins before them."""
        while path and path not in self._begins:
            path = path.rpartition("/")[0]
        begins, spans = self._begins.get(path), self._spans.get(path, [])
        if not begins:
            return None
        start = _start(evidence)
        place = bisect_right(spans, start, key=itemgetter(0)) - 1
        if place >= 0 and start < spans[place][1]:
            return spans[place][2]
        return begins[max(bisect_right(begins, start, key=itemgetter(0)) - 1, 0)][1]

    def below(self, index: int) -> range:
        """Indexes of all that stands below a clause: what follows it with its path as the beginning of theirs."""
        top, end = self.clauses[index], index + 1
        while top.path and end < len(self.clauses) and self._is_below(end, top):
            end += 1
        return range(index + 1, end)

    def children(self, index: int) -> list[int]:
        """Indexes of the clauses directly below a clause."""
        found, below = list[int](), self.below(index)
        other = below.start
        while other < below.stop:
            found.append(other)
            other = self.below(other).stop
        return found

    def above(self, index: int) -> int | None:
        """Index of the clause directly above, None for the top."""
        return self._above[index]

    def following(self, index: int) -> range:
        """Indexes of the clauses behind a clause to the end of its part (notice, main text, annex)."""
        end = index + 1
        while end < len(self.clauses) and self.clauses[end].part == self.clauses[index].part:
            end += 1
        return range(index + 1, end)

    def _is_below(self, index: int, top: ClauseFact) -> bool:
        clause = self.clauses[index]
        return clause.part == top.part and clause.path.startswith(top.path + "/")


def _by_path(places: Iterable[tuple[str, Place]]) -> dict[str, list[Place]]:
    """Places in the text, sorted, by the path of their clause."""
    found: dict[str, list[Place]] = {}
    for path, place in places:
        found.setdefault(path, []).append(place)
    for found_here in found.values():
        found_here.sort()
    return found


def _above(clauses: Iterable[ClauseFact]) -> Iterator[int | None]:
    """For each clause the last before it, in its part, whose path its own goes on from."""
    last: dict[tuple[str, str], int] = {}
    for index, clause in enumerate(clauses):
        names = accumulate(clause.path.split("/")[:-1], "{}/{}".format)
        yield max((last[clause.part, path] for path in names if path and (clause.part, path) in last), default=None)
        last[clause.part, clause.path] = index
