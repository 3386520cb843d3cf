"""Loads a graph into a store by the Graph Store HTTP Protocol: only what the store does not hold yet.

The named graphs come first, one request each; then their merge, in parts, under a name of its content; then the
manifest points to it and the former merge goes: a reader sees the old merge or the new one, whole. Whatever ends a
push, the next one goes on from what the manifest says is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from time import monotonic

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.graph.readable import Store
from kg.graph.remote import manifest, results
from kg.graph.remote.connection import Connection
from kg.graph.remote.manifest import Manifest, Part
from kg.graph.store import SCHEMA, merged

PART = 20_000
"""Triples of the merge in one request: some 3 MB."""

SECONDS = 2.0
"""Between two writes of the manifest while graphs are sent."""

OnStep = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, or would do: ``dry`` says which. Graphs by name, sorted; ``triples`` sent."""

    query_url: str
    graphs_url: str
    base: str
    sent: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int
    merged: bool
    triples: int
    dry: bool
    tidied: bool = False  # the rest of a broken push went

    @property
    def nothing(self) -> bool:
        """Whether the store held all of it already, and nothing else."""
        return not (self.sent or self.deleted or self.merged or self.tidied)


def push(
    store: Store, base: str, connection: Connection, on_step: OnStep | None = None, *, dry: bool = False
) -> Pushed:
    """Make the store behind ``connection`` hold exactly the graph ``store`` below ``base``, beside other graphs.

    ``on_step(triples, total, graph)`` is called before each request. With ``dry`` nothing is sent. Raises StoreError
    where the server fails or refuses; what was loaded until then stays, and is not sent again.
    """
    if connection.graphs_url is None:
        raise StoreError(f"{connection.query_url}: no Graph Store endpoint is known; name it with --graph-store URL")
    wanted = {graph.value: _part(store, graph) for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    held = manifest.read(connection, base) or Manifest(base, SCHEMA)
    job = _Job(store, connection, held, wanted, on_step or _nobody)
    plan = job.plan(connection.graphs_url)
    if dry or plan.nothing:
        return replace(plan, dry=dry)
    job.run(plan)
    return plan


def _nobody(done: int, total: int, name: str) -> None:
    """Nobody looks on."""


def _part(store: Store, graph: NamedNode) -> Part:
    lines = results.written(_triples(store, graph)).splitlines(keepends=True)
    return Part(manifest.digest(lines), len(lines))


def _triples(store: Store, graph: NamedNode | DefaultGraph) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


class _Job:
    """One push: the manifest ``held`` follows what the store holds."""

    def __init__(
        self, store: Store, connection: Connection, held: Manifest, wanted: dict[str, Part], on_step: OnStep
    ) -> None:
        self.store, self.connection, self.held, self.wanted, self.on_step = store, connection, held, wanted, on_step
        self.target = Manifest(held.base, SCHEMA, wanted)
        self.target.merge = f"{held.base}graph/{self.target.digest()[:16]}"
        self.done, self.total, self.written = 0, 0, 0.0

    def plan(self, graphs_url: str) -> Pushed:
        """What is to be done."""
        sent = sorted(iri for iri, part in self.wanted.items() if self.held.graphs.get(iri) != part)
        deleted = sorted(self.held.graphs.keys() - self.wanted.keys())
        merging = self.held.merge != self.target.merge
        self.total = sum(self.wanted[iri].triples for iri in sent)
        if merging:
            self.total += sum(1 for _ in merged(self.store))
        plain = self.connection.query_url, graphs_url, self.held.base
        unchanged = len(self.wanted) - len(sent)
        return Pushed(
            *plain, tuple(sent), tuple(deleted), unchanged, merging, self.total, False, self.held.other is not None
        )

    def run(self, plan: Pushed) -> None:
        """Mark, send, delete, merge: each step stands in the manifest before the next begins."""
        if plan.sent or plan.deleted:
            self._named(plan)
        if plan.merged:
            self._merge()
        if self.held.other is not None:
            self.connection.graph("DELETE", self.held.other[0])
            self.held.other = None
            self._note()
        self.on_step(self.total, self.total, "")

    def _named(self, plan: Pushed) -> None:
        for iri in (*plan.sent, *plan.deleted):
            self.held.graphs[iri] = self.held.graphs.get(iri, Part("", 0)).marked
        self._note()
        for iri in plan.sent:
            self._send("PUT", iri, _triples(self.store, NamedNode(iri)), self.wanted[iri].triples)
            self.held.graphs[iri] = self.wanted[iri]
            if monotonic() - self.written > SECONDS:
                self._note()
        for iri in plan.deleted:
            self.connection.graph("DELETE", iri)
            del self.held.graphs[iri]
        self._note()

    def _merge(self) -> None:
        name = self.target.merge or ""
        if self.held.other is not None and self.held.other[0] != name:
            self.connection.graph("DELETE", self.held.other[0])
            self.held.other = None
        expected = sum(1 for _ in merged(self.store))
        self._load(name, self.held.other[1] if self.held.other is not None else 0)
        if self._count(name) != expected:  # what was there when the push went on was not what it had sent
            self._load(name, 0)
        if (found := self._count(name)) != expected:
            url = self.connection.query_url
            raise StoreError(f"{url}: <{name}> holds {found} triples after {expected} were sent: the server lost some")
        self.held.other = None if self.held.merge is None else (self.held.merge, 0)
        self.held.merge, self.held.schema = name, SCHEMA
        self._note()

    def _load(self, name: str, there: int) -> None:
        """Send the merge from its triple number ``there`` on."""
        triples = _blank_first(self.store)
        self.done += sum(1 for _ in islice(triples, there))
        place = there
        while part := list(islice(triples, PART)):
            self._send("POST" if place else "PUT", name, part, len(part))
            place += len(part)
            self.held.other = name, place
            self._note()

    def _count(self, graph: str) -> int:
        text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        rows = manifest.rows(self.connection, text, {"named-graph-uri": [graph]})
        return int(rows[0]["n"]["value"])

    def _send(self, method: str, iri: str, triples: Iterable[Triple], count: int) -> None:
        self.on_step(min(self.done, self.total), self.total, iri)
        self.connection.graph(method, iri, results.written(triples))
        self.done += count

    def _note(self) -> None:
        """Write down what the store holds now."""
        self.connection.graph("PUT", self.held.iri, results.written(self.held.triples()))
        self.written = monotonic()


def _blank_first(store: Store) -> Iterator[Triple]:
    """The merge; triples with blank nodes first: in one request they keep together, in two they would be others."""
    blank = [quad.triple for quad in merged(store) if _has_blank(quad)]
    return chain(blank, (quad.triple for quad in merged(store) if not _has_blank(quad)))


def _has_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
