"""A store on this disk, or in memory, that is asked as a whole: its default graph is the union of its named graphs.

Each triple stands in one named graph only (``kg.graph.quads``), so the union holds each once, as SPARQL 1.1 (13.2)
wants of a merge, and nothing is stored twice.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, Variable

from kg.graph.keywords import has_word
from kg.graph.readable import GraphName, Graphs, Subject, Term


class LocalStore:
    """``kg.graph.readable.Store`` says what its methods do; ``inner`` is the store of pyoxigraph."""

    def __init__(self, inner: pyoxigraph.Store) -> None:
        self.inner = inner

    def __len__(self) -> int:
        """How many triples there are."""
        return len(self.inner)

    def __iter__(self) -> Iterator[Quad]:
        """Every statement with its graph."""
        return iter(self.inner)

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: GraphName | None = None,
        /,
    ) -> Iterator[Quad]:
        """The quads that fit; with the default graph those of all graphs, without their names."""
        if not isinstance(graph_name, DefaultGraph):
            return self.inner.quads_for_pattern(subject, predicate, object, graph_name)
        found = self.inner.quads_for_pattern(subject, predicate, object, None)
        return (Quad(quad.subject, quad.predicate, quad.object) for quad in found)

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of all graphs."""
        return self.inner.named_graphs()

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        substitutions: dict[Variable, Term] | None = None,
        default_graph: Graphs | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | pyoxigraph.QueryTriples:
        """The answer; on the union, unless the query or its client names the graphs that it is about."""
        chosen = default_graph is not None or named_graphs is not None or has_word(query, "FROM")
        return self.inner.query(
            query,
            use_default_graph_as_union=not chosen,
            default_graph=None if default_graph is None else list(default_graph),
            named_graphs=named_graphs,
            prefixes=prefixes,
            substitutions=substitutions,
        )
