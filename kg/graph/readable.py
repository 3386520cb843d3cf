"""What every look-up needs of a store, whether it lies on this disk or behind an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Triple,
    Variable,
)

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
"""What may stand as the object of a statement."""
GraphName = NamedNode | BlankNode | DefaultGraph
Graphs = Sequence[GraphName]


class Store(Protocol):
    """A store that can be read: ``LocalStore``, ``kg.graph.remote.RemoteStore``, or a ``Part`` of one.

    Its default graph holds every triple of its named graphs once.
    """

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: GraphName | None = None,
        /,
    ) -> Iterator[Quad]:
        """The quads that fit; None fits everything."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of all named graphs."""

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        substitutions: dict[Variable, Term] | None = None,
        default_graph: Graphs | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | Iterable[Triple]:
        """The answer of a SPARQL query, with prefixes declared and variables given a value beforehand.

        ``default_graph`` and ``named_graphs``: where one is given, the query sees no other graphs.
        """
