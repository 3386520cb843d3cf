"""The clause tree as ``eli:LegalResourceSubdivision``, and which clause a statement stands in."""

from __future__ import annotations

from bisect import bisect_right, insort_right
from operator import itemgetter
from typing import Generic, TypeVar

from kg.graph.iri import path_slug
from kg.graph.quads.terms import text
from kg.graph.quads.writer import Writer
from kg.model import ClauseFact, Evidence

Place = TypeVar("Place")


def _start(evidence: Evidence) -> int:
    return evidence.spans[0][0] if evidence.spans else 0


class ClauseIndex(Generic[Place]):
    """Finds the node of a clause by path; of several with one path, the last that begins before the words."""

    def __init__(self) -> None:
        self._by_path: dict[str, list[tuple[int, Place]]] = {}

    def put(self, clause: ClauseFact, node: Place) -> None:
        """Enters a clause."""
        insort_right(self._by_path.setdefault(clause.path, []), (_start(clause.evidence), node), key=itemgetter(0))

    def find(self, path: str, evidence: Evidence) -> Place | None:
        """The clause with this path, else the nearest above it that the document has (a table row's clause)."""
        while path and path not in self._by_path:
            path = path.rpartition("/")[0]
        placed = self._by_path.get(path)
        if not placed:
            return None
        return placed[max(bisect_right(placed, _start(evidence), key=itemgetter(0)) - 1, 0)][1]


def _iri(writer: Writer, clause: ClauseFact) -> str:
    room = "clause" if clause.part == "main" else f"{path_slug(clause.part)}/clause"
    return f"{writer.iri}/{room}/{path_slug(clause.path)}" if clause.path else f"{writer.iri}/{room}"


def write_clauses(writer: Writer, clauses: tuple[ClauseFact, ...], texts: list[str]) -> ClauseIndex[str]:
    """Clauses in canonical order; a top clause is part of the promulgated text where there is exactly one."""
    index: ClauseIndex[str] = ClauseIndex()
    main = texts[0] if len(texts) == 1 else writer.node
    above: dict[tuple[str, str], str] = {}
    for clause in clauses:
        node = f"<{writer.names.fresh(_iri(writer, clause))}>"
        parent = clause.path.rpartition("/")[0]
        while parent and (clause.part, parent) not in above:
            parent = parent.rpartition("/")[0]
        top = main if clause.part == "main" else writer.node
        writer.add(
            f"{node} a gw:Clause ; eli:is_part_of {above.get((clause.part, parent), top) if parent else top}"
            f" ; gw:document {writer.node} ; gw:path {text(clause.path)} ; gw:order {clause.order}"
            f" ; gw:level {clause.level} ; gw:heading {text(clause.heading)} ; gw:text {text(clause.text)}"
            f" ; gw:part {writer.concept('part', clause.part)} ; gw:evidence {writer.evidence(clause.evidence)}"
        )
        above[clause.part, clause.path] = node
        index.put(clause, node)
    return index
