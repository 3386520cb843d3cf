"""The tree of a document's clauses, as facts: which clause a statement stands in, and what stands below a clause.

A path alone names no clause: notice, main text and annexes each begin with 一.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import ClauseFact, Evidence


def _start(evidence: Evidence) -> int:
    return evidence.spans[0][0] if evidence.spans else 0


class Outline:
    """The clauses of one document in their order."""

    def __init__(self, clauses: Sequence[ClauseFact]) -> None:
        self.clauses = tuple(sorted(clauses, key=lambda clause: clause.order))
        self._by_path: dict[str, list[int]] = {}
        for index, clause in enumerate(self.clauses):
            self._by_path.setdefault(clause.path, []).append(index)

    def find(self, path: str, evidence: Evidence) -> int | None:
        """Index of the clause with this path, else of the nearest above it: the one whose text holds the words, else
        the last that begins before them."""
        while path and path not in self._by_path:
            path = path.rpartition("/")[0]
        places = self._by_path.get(path)
        if not places:
            return None
        start = _start(evidence)
        for index in places:
            if any(low <= start < high for low, high in self.clauses[index].evidence.spans):
                return index
        before = [index for index in places if _start(self.clauses[index].evidence) <= start]
        return before[-1] if before else places[0]

    def below(self, index: int) -> range:
        """Indexes of all that stands below a clause: what follows it with its path as the beginning of theirs."""
        top, end = self.clauses[index], index + 1
        while top.path and end < len(self.clauses) and self._is_below(end, top):
            end += 1
        return range(index + 1, end)

    def children(self, index: int) -> list[int]:
        """Indexes of the clauses directly below a clause."""
        found: list[int] = []
        for other in self.below(index):
            if not found or other not in self.below(found[-1]):
                found.append(other)
        return found

    def above(self, index: int) -> int | None:
        """Index of the clause directly above, None for the top."""
        for other in range(index - 1, -1, -1):
            if self.clauses[other].path and self._is_below(index, self.clauses[other]):
                return other
        return None

    def following(self, index: int) -> range:
        """Indexes of the clauses behind a clause to the end of its part (notice, main text, annex)."""
        end = index + 1
        while end < len(self.clauses) and self.clauses[end].part == self.clauses[index].part:
            end += 1
        return range(index + 1, end)

    def _is_below(self, index: int, top: ClauseFact) -> bool:
        clause = self.clauses[index]
        return clause.part == top.part and clause.path.startswith(top.path + "/")
