"""A store in which some documents do not stand: what held on a day, for exports and look-ups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import (
    BlankNode,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Triple,
    Variable,
)

from kg.graph.iri import is_of_document
from kg.graph.readable import GraphName, Graphs, Store, Subject, Term


class Part:
    """``store`` with the graphs of ``documents`` only, and those that are of no document: what documents share."""

    def __init__(self, store: Store, documents: Collection[NamedNode]) -> None:
        kept = {NamedNode(f"{document.value}/graph") for document in documents}
        every = [graph for graph in store.named_graphs() if isinstance(graph, NamedNode)]
        self._graphs = [graph for graph in every if graph in kept or not is_of_document(graph.value)]
        self._kept = frozenset(self._graphs)
        self._store = store

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of the graphs that are left."""
        return iter(self._graphs)

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: GraphName | None = None,
        /,
    ) -> Iterator[Quad]:
        """The quads that fit."""
        if isinstance(graph_name, (NamedNode, BlankNode)):
            found = self._store.quads_for_pattern(subject, predicate, object, graph_name)
            return found if graph_name in self._kept else iter(())
        whole = self._of_all(subject, predicate, object)
        if graph_name is None:
            return whole
        return (Quad(quad.subject, quad.predicate, quad.object) for quad in whole)

    def _of_all(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,
    ) -> Iterator[Quad]:
        """From graph after graph where everything is asked for: a store far away has no other way either."""
        if (subject, predicate, object) == (None, None, None):
            for graph in self._graphs:
                yield from self._store.quads_for_pattern(None, None, None, graph)
            return
        for quad in self._store.quads_for_pattern(subject, predicate, object, None):
            if quad.graph_name in self._kept:
                yield quad

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
        """The answer of a query on what is left, or on those of its graphs that are chosen."""
        default = self._graphs if default_graph is None else [graph for graph in default_graph if graph in self._kept]
        named = self._graphs if named_graphs is None else [graph for graph in named_graphs if graph in self._kept]
        return self._store.query(
            query,
            prefixes=prefixes,
            substitutions=substitutions,
            default_graph=default,
            named_graphs=list[NamedNode | BlankNode](named),
        )
