"""The clause tree as ``eli:LegalResourceSubdivision``, and which clause a statement stands in."""

from __future__ import annotations

from bisect import bisect_right, insort_right
from operator import itemgetter
from typing import Generic, TypeVar

from pyoxigraph import NamedNode

from kg.graph.iri import path_slug
from kg.graph.quads.writer import TYPE, Writer
from kg.graph.vocabulary import ELI, GW
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


def write_clauses(writer: Writer, clauses: tuple[ClauseFact, ...], texts: list[NamedNode]) -> ClauseIndex[NamedNode]:
    """Clauses in canonical order; a top clause is part of the promulgated text where there is exactly one."""
    index: ClauseIndex[NamedNode] = ClauseIndex()
    main = texts[0] if len(texts) == 1 else writer.node
    above: dict[tuple[str, str], NamedNode] = {}
    for clause in clauses:
        node = NamedNode(writer.names.fresh(_iri(writer, clause)))
        parent = clause.path.rpartition("/")[0]
        while parent and (clause.part, parent) not in above:
            parent = parent.rpartition("/")[0]
        top = main if clause.part == "main" else writer.node
        writer.add(node, TYPE, GW["Clause"])
        writer.add(node, ELI["is_part_of"], above.get((clause.part, parent), top) if parent else top)
        writer.add(node, GW["document"], writer.node)
        writer.add(node, GW["path"], clause.path)
        writer.add(node, GW["order"], clause.order)
        writer.add(node, GW["level"], clause.level)
        writer.add(node, GW["heading"], clause.heading)
        writer.add(node, GW["text"], clause.text)
        writer.concept(node, GW["part"], "part", clause.part)
        writer.add(node, GW["evidence"], writer.evidence(clause.evidence))
        above[clause.part, clause.path] = node
        index.put(clause, node)
    return index
