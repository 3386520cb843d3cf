"""One document's named graph in memory: subject -> predicate -> values, and how its literals and evidence read.

What it says of things that documents share stands in a graph of its own, and is asked for when it is needed.
"""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph.iri import MARK
from kg.graph.readable import Store, Term
from kg.graph.vocabulary import DCTERMS, GW, OA, PROV, RDF, SCHEMES, SKOS
from kg.model import Evidence


class GraphView:
    """Reads one named graph in a single scan of the store."""

    def __init__(self, store: Store, graph: NamedNode) -> None:
        self._store = store
        self._document = graph.value.removesuffix("/graph")
        self._shared: dict[tuple[NamedNode, NamedNode], list[Term]] = {}
        self._nodes: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(dict)
        self._types: dict[Term, list[NamedNode]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, graph):
            self._nodes[quad.subject].setdefault(quad.predicate, []).append(quad.object)
            if quad.predicate == RDF["type"] and isinstance(quad.subject, NamedNode):
                self._types[quad.object].append(quad.subject)
        self._evidence: dict[Term, Evidence] = {}

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        """All nodes of a class."""
        return self._types.get(kind, [])

    def nodes(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """All values of a property, sorted where the thing is shared."""
        if isinstance(subject, NamedNode) and not subject.value.startswith(self._document):
            return self._of_shared(subject, predicate)
        return self._nodes.get(subject, {}).get(predicate, [])

    def _of_shared(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        if (subject, predicate) not in self._shared:
            found = self._store.quads_for_pattern(subject, predicate, None, DefaultGraph())
            self._shared[subject, predicate] = sorted((quad.object for quad in found), key=str)
        return self._shared[subject, predicate]

    def node(self, subject: Term, predicate: NamedNode) -> Term | None:
        """The value of a property that has at most one."""
        values = self.nodes(subject, predicate)
        return values[0] if values else None

    def text(self, subject: Term, predicate: NamedNode) -> str | None:
        """The words of a literal."""
        value = self.node(subject, predicate)
        return value.value if isinstance(value, Literal) else None

    def words(self, subject: Term, predicate: NamedNode) -> str:
        """The words of a literal that is always there. Raises KeyError where it is not."""
        value = self.text(subject, predicate)
        if value is None:
            raise KeyError(f"{subject} has no {predicate}")
        return value

    def number(self, subject: Term, predicate: NamedNode) -> int:
        """A whole number that is always there."""
        return int(self.words(subject, predicate))

    def code(self, subject: Term, predicate: NamedNode, scheme: str) -> str | None:
        """The code of a concept: its notation where it has one, else the local name."""
        value = self.node(subject, predicate)
        if not isinstance(value, NamedNode):
            return None
        code = value.value.removeprefix(SCHEMES[scheme])
        return self.words(value, SKOS["notation"]) if MARK in code else code

    def label(self, subject: Term, predicate: NamedNode) -> str:
        """The name of the agency or region pointed at, "" where there is none."""
        value = self.node(subject, predicate)
        return "" if value is None else self.words(value, SKOS["prefLabel"])

    def rule(self, subject: Term) -> str:
        """The rule that made a mention or statement."""
        activity = self.node(subject, PROV["wasGeneratedBy"])
        if activity is None:
            raise KeyError(f"{subject} has no prov:wasGeneratedBy")
        return self.words(activity, GW["rule"])

    def evidence(self, subject: Term, predicate: NamedNode = GW["evidence"]) -> Evidence:
        """The words that say it."""
        node = self.node(subject, predicate)
        if node is None:
            raise KeyError(f"{subject} has no {predicate}")
        if node not in self._evidence:
            self._evidence[node] = self._read_evidence(node)
        return self._evidence[node]

    def _read_evidence(self, node: Term) -> Evidence:
        quote, places = "", []
        for selector in self.nodes(node, OA["hasSelector"]):
            if self.text(selector, OA["exact"]) is not None:
                quote = self.words(selector, OA["exact"])
            else:
                start, end = self.number(selector, OA["start"]), self.number(selector, OA["end"])
                places.append((self.number(selector, GW["order"]), (start, end)))
        page = self.text(node, GW["page"])
        return Evidence(tuple(span for _, span in sorted(places)), quote, None if page is None else int(page))

    def ordered(self, subject: Term, predicate: NamedNode, words: NamedNode = DCTERMS["title"]) -> tuple[str, ...]:
        """The words of the nodes pointed at, in the order that they carry."""
        nodes = self.nodes(subject, predicate)
        return tuple(text for _, text in sorted((self.number(n, GW["order"]), self.words(n, words)) for n in nodes))
