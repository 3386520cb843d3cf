"""Whether documents are in force on a day, and which of them rest on one that no longer is.

The state comes from a document's own dates and from what repeals it or the text that it issues. What rests on a
repealed or expired basis is flagged: this follows from the graph, and is marked as derived, with its rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.errors import QueryError
from kg.graph.part import Part
from kg.graph.readable import Store
from kg.graph.vocabulary import DCTERMS, ELI, GW, OA, RDF, concept
from kg.query.answers import Concern, InForce, State
from kg.query.triples import literal, nodes, pairs

_TERM = re.compile(
    r"(?:有效期|试行期|施行期|期限|试行)[^，。；\d一二两三四五六七八九十]{0,6}[\d一二两三四五六七八九十]{1,3}(?:年|个月)"
)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_WORDS = {
    "undated": "no document of the graph has a date",
    "repealed": "repealed by {by}, {since}",
    "expired": "last day in force {last}",
    "expired_term": "last day in force {last}: {first} + {term}",
    "absent": "not in the graph",
    "unstated": "states no first day in force",
    "unsigned": "signed {signed}",
    "later": "first day in force {first}",
    "open": "first day in force {first}",
    "until": "first day in force {first}, last day {last}",
    "term": "first day in force {first}, last day {last}: {first} + {term}",
}
"""Code of a reason -> its words in English; the command line has them in both languages."""


def on_the_day(store: Store, as_of: str | None) -> Store:
    """What holds on a day: ``store`` without the documents that are not yet, or no longer, in force; all without a day.

    Raises QueryError for a day that is none.
    """
    check_day(as_of)
    return store if as_of is None else Part(store, Standing(store, as_of).holding())


def check_day(day: str | None) -> None:
    """Raises QueryError for a day that is none."""
    if day is not None and not _DATE.fullmatch(day):
        raise QueryError(f"{day!r} is not a date like 2023-12-31")


class Standing:
    """The states of all documents of a store on the day ``as_of`` (ISO; None where no document has a date)."""

    def __init__(self, store: Store, as_of: str | None) -> None:
        self.store = store
        self.as_of = as_of
        self._documents = {subject for subject, _ in pairs(store, RDF["type"], GW["Document"])}
        self._owner = {text: document for document, text in pairs(store, GW["promulgates"])}
        self._texts: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for text, document in self._owner.items():
            self._texts[document].append(text)
        self._repealers: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for by, work in pairs(store, ELI["repeals"]):
            self._repealers[work].append(by)
        self._bases = self._read_bases()
        self._told: dict[tuple[NamedNode, NamedNode | None], InForce] = {}

    def of(self, work: NamedNode, besides: NamedNode | None = None) -> InForce:
        """The state of a document, of the document that issues a text, or of a work that the graph only names.

        A repeal counts from the day on which the repealing document takes effect, else from its signature; what
        ``besides`` repeals is passed over. A document that states no first day in force is "unknown" unless it is
        repealed or expired: the text alone does not tell.
        """
        document = self._owner.get(work, work)
        known = self._told.get((document, besides))
        if known is None:
            known = self._told[document, besides] = self._found(document, besides)
        return known

    def holding(self) -> frozenset[NamedNode]:
        """The documents that are in force on the day, and those of which the graph does not tell."""
        return frozenset(node for node in self._documents if self.of(node).state in ("in force", "unknown"))

    def _found(self, document: NamedNode, besides: NamedNode | None) -> InForce:
        if self.as_of is None:
            return self._state("unknown", "undated")
        for work_of_it in (document, *self._texts[document]):
            for by in sorted(self._repealers[work_of_it], key=lambda node: node.value):
                since = self._date(by, "first_date_entry_in_force") or self._date(by, "date_document")
                if by not in (besides, document) and since is not None and since <= self.as_of:
                    return self._state("repealed", "repealed", by=self._name(by), since=since)
        return self._by_dates(document)

    def _by_dates(self, document: NamedNode) -> InForce:
        first, last = (self._date(document, name) for name in ("first_date_entry_in_force", "date_no_longer_in_force"))
        signed, today = self._date(document, "date_document"), self.as_of or ""
        term = self._term(document) if first and last else None
        dates = {"first": first or "", "last": last or "", "term": term or ""}
        if last is not None and last < today:
            return self._state("expired", "expired_term" if term else "expired", **dates)
        if document not in self._documents:
            return self._state("unknown", "absent")
        if first is None and signed is not None and signed > today:
            return self._state("not yet in force", "unsigned", signed=signed)
        if first is None:
            return self._state("unknown", "unstated")
        if first > today:
            return self._state("not yet in force", "later", **dates)
        return self._state("in force", "term" if term else "until" if last else "open", **dates)

    def concerns(self, document: NamedNode) -> tuple[Concern, ...]:
        """The bases of a document, and theirs, that are repealed or expired."""
        return tuple(self._concerns(document, document, frozenset({document})))

    def _concerns(self, asked: NamedNode, document: NamedNode, seen: frozenset[NamedNode]) -> Iterator[Concern]:
        for path, work in self._bases[document]:
            basis = self._owner.get(work, work)
            if basis in seen:
                continue
            standing, name = self.of(work, besides=asked), self._name(work)
            if standing.state in ("repealed", "expired"):
                yield Concern(path, name, standing)
                continue
            for further in self._concerns(asked, basis, seen | {basis}):
                yield Concern(path, further.rests_on, further.standing, (name, *further.via))

    def _read_bases(self) -> dict[NamedNode, list[tuple[str, NamedNode]]]:
        """Document -> clause and work of each citation of a basis."""
        found: dict[NamedNode, list[tuple[str, NamedNode]]] = defaultdict(list)
        for citation, _ in pairs(self.store, GW["relation"], concept("relation", "basis")):
            path = literal(self.store, citation, GW["path"]) or ""
            for document in nodes(self.store, citation, GW["document"]):
                found[document] += [(path, work) for work in nodes(self.store, citation, GW["citedWork"])]
        return defaultdict(list, {document: sorted(set(bases), key=str) for document, bases in found.items()})

    def _term(self, document: NamedNode) -> str | None:
        """有效期2年, where the words that fix the last day say so."""
        for field in self._expiries[document]:
            for evidence in nodes(self.store, field, GW["evidence"]):
                for selector in nodes(self.store, evidence, OA["hasSelector"]):
                    found = _TERM.search(literal(self.store, selector, OA["exact"]) or "")
                    if found:
                        return found.group()
        return None

    @cached_property
    def _expiries(self) -> dict[NamedNode, list[NamedNode]]:
        """Document -> where it tells its last day."""
        found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(None, GW["field"], Literal("expires"), DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                for document in nodes(self.store, quad.subject, GW["document"]):
                    found[document].append(quad.subject)
        return defaultdict(list, {document: sorted(fields, key=str) for document, fields in found.items()})

    def _date(self, document: NamedNode, name: str) -> str | None:
        return literal(self.store, document, ELI[name])

    def _state(self, state: State, code: str, **values: str) -> InForce:
        kept = tuple((name, value) for name, value in sorted(values.items()) if value)
        return InForce(state, self.as_of, _WORDS[code].format(**values), code, kept)

    def _name(self, work: NamedNode) -> str:
        for predicate in (ELI["id_local"], DCTERMS["title"], DCTERMS["identifier"]):
            name = literal(self.store, work, predicate)
            if name:
                return name
        return work.value
