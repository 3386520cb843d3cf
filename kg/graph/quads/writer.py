"""Collects what one document says, as TriG: its own graph, and what it says of things that documents share."""

from __future__ import annotations

from collections import Counter

from kg.graph.iri import Names, digest, path_slug, slug
from kg.graph.quads.terms import concept, have, said, text, zh
from kg.model import BY_MODEL, DocumentFacts, Evidence

PIECE = 4_000
"""Descriptions that are handed on together: some twenty thousand statements, two megabytes."""


class Writer:
    """What one issued document says. Ids are made of content; equal content is counted.

    A node is an IRI in its brackets; what is added is written as in Turtle.
    """

    def __init__(self, names: Names, facts: DocumentFacts, iri: str, told: set[str] | None = None) -> None:
        """``told``: what other documents have said of things that documents share, which is not said again."""
        self.names = names
        self.iri = iri
        self.node = f"<{iri}>"
        self.source = f"<{names.source(facts.source)}>"
        self._own: list[str] = []
        self._shared: list[str] = []
        self._told = set() if told is None else told
        self._count: Counter[str] = Counter()
        self._called: dict[tuple[str, str], str] = {}
        self._evidence: dict[Evidence, str] = {}
        self._rules: dict[tuple[str, str, str | None], str] = {}
        self._credits: dict[str, str] = {}

    def add(self, description: str) -> None:
        """A description of something of this document: node, properties and values, without the dot at the end."""
        self._own.append(description)

    def share(self, description: str) -> None:
        """A description of something that other documents may speak of too. Equal ones say it once."""
        if description not in self._told:
            self._told.add(description)
            self._shared.append(description)

    def taken(self, least: int = 1) -> str:
        """TriG of what was added since the last call, without prefixes; nothing below ``least`` descriptions."""
        if len(self._own) < least:
            return ""
        own, self._own = self._own, []
        shared, self._shared = self._shared, []
        graphs = [f"<{self.iri}/graph> {{\n", " .\n".join(own), " }\n"]
        if shared:
            graphs += [f"<{self.names.shared}> {{\n", " .\n".join(shared), " }\n"]
        return "".join(graphs)

    def under(self, room: str, *content: object) -> str:
        """A node of this document named by its content; the n-th node of equal content has its own name."""
        name = digest(room, *content)
        self._count[name] += 1
        if self._count[name] > 1:
            name = digest(room, *content, self._count[name])
        return f"<{self.iri}/{room}/{name}>"

    def concept(self, scheme: str, code: str) -> str:
        """A concept; a code that cannot stand in an IRI is kept as the concept's notation."""
        node = concept(scheme, code)
        if slug(code) != code:
            self.share(f"{node} skos:notation {text(code)}")
        return node

    def agency(self, canonical: str) -> str | None:
        """The node of an agency, with its name; None for the empty name of an unresolved one."""
        return self.called(canonical, canonical)

    def called(self, canonical: str, surface: str) -> str | None:
        """The node of an agency that the document calls ``surface``."""
        if not canonical:
            return None
        node = self._called.get((canonical, surface))
        if node is None:
            node = self._called[canonical, surface] = f"<{self.names.agency(canonical)}>"
            self.share(f"{node} skos:prefLabel {zh(canonical)}")
            if surface != canonical:
                self.share(f"{node} skos:altLabel {zh(surface)}")
        return node

    def evidence(self, evidence: Evidence) -> str:
        """The node of these words in the source file: one quote selector and a position selector for each place."""
        known = self._evidence.get(evidence)
        if known is not None:
            return known
        iri = f"{self.iri}/evidence/{digest(evidence.spans, evidence.quote, evidence.page)}"
        node = self._evidence[evidence] = f"<{iri}>"
        page = have("gw:page", None if evidence.page is None else str(evidence.page))
        places = "".join(f" , <{iri}/position/{order}>" for order in range(1, len(evidence.spans) + 1))
        self.add(f"{node} a gw:Evidence ; oa:hasSource {self.source}{page} ; oa:hasSelector <{iri}/quote>{places}")
        self.add(f"<{iri}/quote> a oa:TextQuoteSelector ; oa:exact {text(evidence.quote)}")
        for order, (start, end) in enumerate(evidence.spans, 1):
            place = f"<{iri}/position/{order}> a oa:TextPositionSelector"
            self.add(f"{place} ; oa:start {start} ; oa:end {end} ; gw:order {order}")
        return node

    def made_by(self, kind: str, rule: str, status: str | None = None) -> str:
        """The application of a rule to this document made what is being written, of a class and with a status."""
        node = self._rules.get((kind, rule, status))
        if node is None:
            name = f"{kind}/{status}" if status else kind
            node = self._rules[kind, rule, status] = f"<{self.iri}/extraction/{name}/{path_slug(rule)}>"
            model = said("gw:model", rule.partition(BY_MODEL)[2] or None)
            made = have("gw:resultStatus", concept("status", status) if status else None)
            self.add(
                f"{node} a gw:Extraction ; gw:rule {text(rule)}{model} ; gw:resultClass gw:{kind}{made}"
                f" ; prov:used {self.source}"
            )
        return f" ; prov:wasGeneratedBy {node}{self.credit(rule)}"

    def credits(self, name: str, correction: str, person: str) -> None:
        """From now on what goes by ``name``, a rule or a field of the head, is owed to a correction by this person."""
        self._credits[name] = f" ; prov:wasDerivedFrom {correction} ; prov:wasAttributedTo {person}"

    def credit(self, name: str) -> str:
        """Attributes what is being written to the person who put it right, where somebody did."""
        return self._credits.get(name, "")
