"""A store behind an address that reads like the one on this disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    Variable,
)

from kg.errors import StoreError
from kg.graph.keywords import has_word
from kg.graph.readable import GraphName, Graphs, Subject, Term
from kg.graph.remote import manifest, results, text
from kg.graph.remote.connection import GRAPH, Connection
from kg.graph.remote.extent import Extents, Found, Pattern
from kg.graph.remote.manifest import MAX_ROWS, Manifest
from kg.graph.remote.places import connect
from kg.graph.store import SCHEMA

BASE = "KG_STORE_BASE"
"""Environment variable with the base of the graph that is meant where a store holds several."""

_MOST_TRIPLES = 10_000
"""Virtuoso ends the answer of CONSTRUCT behind so many, and does not say so."""


_NOTHING = "urn:x-gongwen:nothing"
"""A graph that no store has: the client chose none, and the server is not to choose for it."""


class RemoteStore:
    """The graph with one base in a store; ``kg.graph.readable.Store`` says what its methods do.

    Every query runs on the server, with the merge of all graphs for its default graph. Raises StoreError where the
    server fails or refuses.
    """

    def __init__(self, connection: Connection, held: Manifest) -> None:
        if held.merge is None:
            raise StoreError(f"{connection.query_url}: not loaded to its end; run again: kg push --to URL")
        self.connection = connection
        self.manifest = held
        self.graphs = {iri: part for iri, part in sorted(held.graphs.items()) if part.readable}
        self._default = {"default-graph-uri": [held.merge]}
        self._extents = Extents(lambda select: manifest.rows(connection, select, self._default), connection.query_url)

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The graphs that were pushed."""
        return (NamedNode(iri) for iri in self.graphs)

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: GraphName | None = None,
        /,
    ) -> Iterator[Quad]:
        """The quads that fit."""
        pattern = Pattern(subject, predicate, object)
        if isinstance(graph_name, NamedNode):
            yield from (Quad(s, p, o, graph_name) for s, p, o in self._inside(pattern, graph_name))
        elif isinstance(graph_name, DefaultGraph):
            yield from (Quad(s, p, o) for s, p, o in self._merged(pattern))
        else:
            yield from (Quad(s, p, o) for s, p, o in self._merged(pattern))
            yield from self._anywhere(pattern)

    def _inside(self, pattern: Pattern, graph: NamedNode) -> Iterator[Found]:
        place = f"GRAPH {graph} {{ {pattern.words} }}"
        dataset = {"named-graph-uri": [graph.value]}
        if len(pattern.open) == 3:
            answer = self.connection.select(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {place} }}", dataset, GRAPH)
            whole = results.triples(answer.content, self.connection.query_url)
            if len(whole) < _MOST_TRIPLES:
                return ((triple.subject, triple.predicate, triple.object) for triple in whole)
        found = manifest.rows(self.connection, f"SELECT {pattern.head} WHERE {{ {place} }}", dataset)
        return pattern.filled(found, self.connection.query_url)

    def _merged(self, pattern: Pattern) -> Iterator[Found]:
        if len(pattern.open) < 3:
            yield from self._extents.read(pattern)
            return
        seen: set[Found] = set()
        for graph in self.graphs:  # of a page of the merge the server would sort all that stands before it
            for triple in self._inside(pattern, NamedNode(graph)):
                if triple not in seen:
                    seen.add(triple)
                    yield triple

    def _anywhere(self, pattern: Pattern) -> Iterator[Quad]:
        names = f"?g {pattern.head}" if pattern.open else "?g"
        select = f"SELECT {names} WHERE {{ GRAPH ?g {{ {pattern.words} }} }}"
        for row in manifest.rows(self.connection, select, {"named-graph-uri": list(self.graphs)}):
            graph = row.pop("g")["value"]
            if graph in self.graphs:
                for s, p, o in pattern.filled([row], self.connection.query_url):
                    yield Quad(s, p, o, NamedNode(graph))

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        substitutions: Mapping[Variable, Term] | None = None,
        default_graph: Graphs | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | list[Triple]:
        """The answer of the server, its rows in the order that the local store would give them.

        Raises SyntaxError for a query that this program cannot read either, with its place.
        """
        Store().query(query, prefixes=prefixes)
        given = {variable.value: value for variable, value in (substitutions or {}).items()}
        split = text.prepared(query, prefixes or {}, given)
        dataset = self._dataset(query)
        if default_graph is not None or named_graphs is not None:
            dataset = _chosen(default_graph, named_graphs)
        url = self.connection.query_url
        kind = text.form(query)
        if kind == "ASK":
            return results.boolean(self.connection.select(split.whole, dataset).content, url)
        if kind != "SELECT":
            found = results.triples(self.connection.select(split.whole, dataset, GRAPH).content, url)
            if len(found) >= _MOST_TRIPLES and self.connection.server.startswith("Virtuoso"):
                raise StoreError(
                    f"{url}: gives no more than {_MOST_TRIPLES} triples: ask for parts, with LIMIT and OFFSET"
                )
            return found
        return self._select(split, dataset)

    def _select(self, split: text.Split, dataset: dict[str, list[str]]) -> QuerySolutions:
        url = self.connection.query_url
        split, added = text.sorted_openly(split)
        response = self.connection.select(split.whole, dataset)
        names, rows = results.bindings(response.content, url)
        most = response.headers.get(MAX_ROWS, "")
        if most.isdigit() and int(most) <= len(rows):
            step = len(rows)
            while step:
                page = self.connection.select(split.page(int(most), len(rows)), dataset)
                _, more = results.bindings(page.content, url)
                rows += more
                step = len(more)
        rows = results.ordered(names, rows, split.order, url)
        asked = [name for name in names if name not in added]
        return results.solutions(asked, [{name: row[name] for name in asked if name in row} for row in rows], url)

    def _dataset(self, query: str) -> dict[str, list[str]]:
        """The graphs of a query that names none itself; where it looks into named graphs, all that were pushed."""
        if has_word(query, "FROM"):
            return {}
        if has_word(query, "GRAPH"):
            return {**self._default, "named-graph-uri": list(self.graphs)}
        return self._default

    def renewed(self) -> RemoteStore:
        """The store as it is now: another push may have replaced the merge since."""
        held = manifest.read(self.connection, self.manifest.base)
        return self if held is None or held == self.manifest else RemoteStore(self.connection, held)


def _chosen(default: Graphs | None, named: list[NamedNode | BlankNode] | None) -> dict[str, list[str]]:
    """The dataset of a client's choice (SPARQL 1.1 Protocol, 2.1.4): no other graph exists for its query."""
    chosen = {
        "default-graph-uri": [graph.value for graph in default or () if isinstance(graph, NamedNode)],
        "named-graph-uri": [graph.value for graph in named or () if isinstance(graph, NamedNode)],
    }
    return {name: iris or [_NOTHING] for name, iris in chosen.items()}


def open_remote(url: str, base: str | None = None, *, query_url: str | None = None) -> RemoteStore:
    """Open the graph that ``kg push`` loaded into the store at ``url``; ``base`` says which where there are several.

    Raises StoreError that says what to do where there is none, or one that this version cannot read.
    """
    connection = connect(url, query_url=query_url, reading=True)
    found = manifest.bases(connection)
    if base is None and len(found) > 1:
        raise StoreError(f"{url}: holds several graphs: say which in {BASE} ({', '.join(found)})")
    wanted = base or next(iter(found), "")
    held = manifest.read(connection, wanted) if wanted in found else None
    if held is None:
        raise StoreError(f"{url}: no graph of kg here; load one with: kg push --to {url}", "not_pushed", url=url)
    if held.schema != SCHEMA:
        raise StoreError(f"{url}: schema version {held.schema}, this kg reads {SCHEMA}; load it again with: kg push")
    return RemoteStore(connection, held)
