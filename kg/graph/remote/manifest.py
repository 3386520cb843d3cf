"""What a store holds of a graph: a small named graph beside the others, with the content hash of each.

By it a push knows what has changed, and a reader finds the merge of all graphs, which is the default graph of its
queries: servers differ in what a query without FROM sees (nothing, or each triple as often as it stands in a graph).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import StoreError
from kg.graph.remote import results
from kg.graph.remote.connection import Connection
from kg.graph.vocabulary import RDF

_VOID = "http://rdfs.org/ns/void#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_SPDX = "http://spdx.org/rdf/terms#"
DATASET, SUBSET = NamedNode(f"{_VOID}Dataset"), NamedNode(f"{_VOID}subset")
URI_SPACE, TRIPLES = NamedNode(f"{_VOID}uriSpace"), NamedNode(f"{_VOID}triples")
DEFAULT, CHECKSUM = NamedNode(f"{_SD}defaultGraph"), NamedNode(f"{_SPDX}checksumValue")
OTHER = NamedNode(f"{_SD}namedGraph")
MARK = "~"
SCHEMA = NamedNode("http://www.w3.org/2002/07/owl#versionInfo")


@dataclass(frozen=True, slots=True)
class Part:
    """One named graph: the hash of its content, and how many triples it holds.

    A push marks what it is about to change: then what stands there is the former content or the new one.
    """

    digest: str
    triples: int

    @property
    def marked(self) -> Part:
        """As it is written down before it changes."""
        return Part(MARK + self.digest.removeprefix(MARK), self.triples)

    @property
    def readable(self) -> bool:
        """Whether the store surely has it: not where the first push of it was broken off."""
        return self.digest != MARK


@dataclass
class Manifest:
    """What lies in a store below one base. ``merge`` is None until all of it was loaded once."""

    base: str
    schema: int
    graphs: dict[str, Part] = field(default_factory=dict)
    merge: str | None = None
    other: tuple[str, int] | None = None  # a merge that is being loaded, with its triples there; or one that has to go

    @property
    def iri(self) -> str:
        """The named graph in which it stands."""
        return f"{self.base}manifest"

    def digest(self) -> str:
        """The hash of all graphs: of what their merge holds."""
        content = json.dumps([self.schema, sorted((iri, part.digest) for iri, part in self.graphs.items())])
        return hashlib.sha256(content.encode("ascii")).hexdigest()

    def triples(self) -> Iterator[Triple]:
        """As it is stored."""
        node = NamedNode(self.iri)
        yield Triple(node, RDF["type"], DATASET)
        yield Triple(node, URI_SPACE, Literal(self.base))
        yield Triple(node, SCHEMA, Literal(str(self.schema)))
        if self.merge is not None:
            yield Triple(node, DEFAULT, NamedNode(self.merge))
        if self.other is not None:
            yield Triple(node, OTHER, NamedNode(self.other[0]))
            yield Triple(NamedNode(self.other[0]), TRIPLES, Literal(self.other[1]))
        for iri, part in sorted(self.graphs.items()):
            graph = NamedNode(iri)
            yield Triple(node, SUBSET, graph)
            yield Triple(graph, CHECKSUM, Literal(part.digest))
            yield Triple(graph, TRIPLES, Literal(part.triples))


def digest(lines: Iterable[bytes]) -> str:
    """The hash of a graph by the lines of its N-Triples, whatever their order."""
    total = hashlib.sha256()
    for line in sorted(lines):
        total.update(line)
    return total.hexdigest()


def bases(connection: Connection) -> list[str]:
    """The bases of the graphs that were pushed into the store, sorted."""
    text = f"SELECT DISTINCT ?base WHERE {{ GRAPH ?m {{ ?m a {DATASET} ; {URI_SPACE} ?base ; {SCHEMA} ?v }} }}"
    _, rows = results.bindings(connection.select(text, {}).content, connection.query_url)
    return sorted(row["base"]["value"] for row in rows)


def read(connection: Connection, base: str) -> Manifest | None:
    """The manifest of the graph with this base, None where the store holds no such graph. Raises StoreError."""
    iri = f"{base}manifest"
    pattern = f"GRAPH <{iri}> {{ ?s ?p ?o }}"
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows(connection, f"SELECT ?s ?p ?o WHERE {{ {pattern} }}"):
        found.setdefault((row["s"]["value"], row["p"]["value"]), []).append(row["o"]["value"])
    if not found:
        return None

    def one(subject: str, predicate: NamedNode) -> str | None:
        return next(iter(found.get((subject, predicate.value), ())), None)

    try:
        manifest = Manifest(base, int(one(iri, SCHEMA) or ""), merge=one(iri, DEFAULT))
        for graph in found.get((iri, SUBSET.value), ()):
            manifest.graphs[graph] = Part(one(graph, CHECKSUM) or "", int(one(graph, TRIPLES) or ""))
        if (other := one(iri, OTHER)) is not None:
            manifest.other = other, int(one(other, TRIPLES) or "")
    except ValueError as error:
        raise StoreError(f"{connection.query_url}: the list of graphs at <{iri}> is damaged; push again") from error
    return manifest


def rows(connection: Connection, select: str, dataset: dict[str, list[str]] | None = None) -> list[results.Binding]:
    """All rows of a query, by pages where the server gives fewer than there are (Virtuoso: 10,000, and says so)."""
    response = connection.select(select, dataset or {})
    names, found = results.bindings(response.content, connection.query_url)
    most = response.headers.get(MAX_ROWS, "")
    if not most.isdigit() or not (step := int(most)):
        return found
    order = " ".join(f"?{name}" for name in names)
    total: list[results.Binding] = []
    while True:
        page = f"SELECT * WHERE {{ {{ {select} ORDER BY {order} }} }} LIMIT {step} OFFSET {len(total)}"
        _, part = results.bindings(connection.select(page, dataset or {}).content, connection.query_url)
        total += part
        if len(part) < step:
            return total


MAX_ROWS = "x-sparql-maxrows"
"""Header by which Virtuoso says that it gave no more rows than this (``ResultSetMaxRows``)."""
