"""Collects the quads of one document's named graph."""

from __future__ import annotations

import re
from collections import Counter

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.iri import Names, digest, path_slug, slug
from kg.graph.vocabulary import GW, OA, PROV, RDF, SKOS, XSD, concept, zh
from kg.model import BY_MODEL, DocumentFacts, Evidence

Node = NamedNode | Literal

_DATES = [
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), XSD["date"]),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), XSD["gYearMonth"]),
    (re.compile(r"[0-9]{4}"), XSD["gYear"]),
]
TYPE = RDF["type"]


def date(text: str) -> Literal:
    """An ISO date typed by its precision; a plain string where it is none."""
    for pattern, datatype in _DATES:
        if pattern.fullmatch(text):
            return Literal(text, datatype=datatype)
    return Literal(text)


_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{0,17}[1-9])?")


def decimal(text: str) -> Literal:
    """A plain decimal in its one canonical form as xsd:decimal; a plain string where it is none."""
    return Literal(text, datatype=XSD["decimal"]) if _DECIMAL.fullmatch(text) else Literal(text)


class Writer:
    """The quads of one issued document, all in its graph. Ids are made of content; equal content is counted."""

    def __init__(self, names: Names, facts: DocumentFacts, iri: str) -> None:
        self.names = names
        self.iri = iri
        self.node = NamedNode(iri)
        self.graph = NamedNode(iri + "/graph")
        self.source = NamedNode(names.source(facts.source))
        self.quads: list[Quad] = []
        self._count: Counter[str] = Counter()
        self._evidence: dict[Evidence, NamedNode] = {}
        self._rules: dict[str, NamedNode] = {}
        self._credits: dict[str, tuple[NamedNode, NamedNode]] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, value: Node | str | int | bool | None) -> None:
        """One statement; ``None`` adds nothing, a plain value becomes a literal."""
        if value is None:
            return
        node = value if isinstance(value, (NamedNode, Literal)) else Literal(value)
        self.quads.append(Quad(subject, predicate, node, self.graph))

    def taken(self) -> list[Quad]:
        """The quads that were added since the last call."""
        taken, self.quads = self.quads, []
        return taken

    def under(self, room: str, *content: object) -> NamedNode:
        """A node of this document named by its content; the n-th node of equal content has its own name."""
        name = digest(room, *content)
        self._count[name] += 1
        if self._count[name] > 1:
            name = digest(room, *content, self._count[name])
        return NamedNode(f"{self.iri}/{room}/{name}")

    def concept(self, subject: NamedNode, predicate: NamedNode, scheme: str, code: str) -> None:
        """Points to a concept; a code that cannot stand in an IRI is kept as the concept's notation."""
        node = concept(scheme, code)
        self.add(subject, predicate, node)
        if slug(code) != code:
            self.add(node, SKOS["notation"], code)

    def agency(self, canonical: str) -> NamedNode | None:
        """The node of an agency, with its name; None for the empty name of an unresolved one."""
        if not canonical:
            return None
        node = NamedNode(self.names.agency(canonical))
        self.add(node, SKOS["prefLabel"], zh(canonical))
        return node

    def called(self, canonical: str, surface: str) -> NamedNode | None:
        """The node of an agency that the document calls ``surface``."""
        node = self.agency(canonical)
        if node is not None and surface != canonical:
            self.add(node, SKOS["altLabel"], zh(surface))
        return node

    def evidence(self, evidence: Evidence) -> NamedNode:
        """The node of these words in the source file: one quote selector and a position selector for each place."""
        if evidence in self._evidence:
            return self._evidence[evidence]
        node = NamedNode(f"{self.iri}/evidence/{digest(evidence.spans, evidence.quote, evidence.page)}")
        self._evidence[evidence] = node
        self.add(node, TYPE, GW["Evidence"])
        self.add(node, OA["hasSource"], self.source)
        self.add(node, GW["page"], evidence.page)
        quote = NamedNode(node.value + "/quote")
        self.add(node, OA["hasSelector"], quote)
        self.add(quote, TYPE, OA["TextQuoteSelector"])
        self.add(quote, OA["exact"], evidence.quote)
        for order, (start, end) in enumerate(evidence.spans, 1):
            place = NamedNode(f"{node.value}/position/{order}")
            self.add(node, OA["hasSelector"], place)
            self.add(place, TYPE, OA["TextPositionSelector"])
            self.add(place, OA["start"], start)
            self.add(place, OA["end"], end)
            self.add(place, GW["order"], order)
        return node

    def made_by(self, subject: NamedNode, rule: str) -> None:
        """The application of a rule to this document made the statement."""
        if rule not in self._rules:
            node = NamedNode(f"{self.iri}/extraction/{path_slug(rule)}")
            self._rules[rule] = node
            self.add(node, TYPE, GW["Extraction"])
            self.add(node, GW["rule"], rule)
            self.add(node, GW["model"], rule.partition(BY_MODEL)[2] or None)
            self.add(node, PROV["used"], self.source)
        self.add(subject, PROV["wasGeneratedBy"], self._rules[rule])
        self.credit(subject, rule)

    def credits(self, name: str, correction: NamedNode, person: NamedNode) -> None:
        """From now on what goes by ``name``, a rule or a field of the head, is owed to a correction by this person."""
        self._credits[name] = (correction, person)

    def credit(self, subject: NamedNode, name: str) -> None:
        """Attributes the subject to the person who put it right, where somebody did."""
        if name in self._credits:
            correction, person = self._credits[name]
            self.add(subject, PROV["wasDerivedFrom"], correction)
            self.add(subject, PROV["wasAttributedTo"], person)
