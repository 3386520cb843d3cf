"""Citations as pages list them: what a document cites, and what cites a document or work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.iri import work_key
from kg.model import Citation, DocumentFacts
from kg.web import links
from kg.web.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in either direction: the other document, and the words that cite."""

    name: str
    title: str
    href: str
    relation: str
    clause: str
    words: str  # where they stand
    quote: str


def cites(graph: Corpus, facts: DocumentFacts, row: Citation) -> Cited:
    """What a document cites; a work that is not in the graph has a page, too."""
    known = graph.by_key.get(row.target or "")
    title = (known.title if known else row.title) or ""
    return Cited(
        name=row.number or (known.number if known else None) or f"《{row.title}》",
        title=title if row.number or known else "",
        href=links.document(work_key(row) or row.evidence.quote),
        relation=row.relation,
        clause=row.clause,
        words=links.words(facts.key, row.evidence),
        quote=row.evidence.quote,
    )


def cited_by(graph: Corpus, key: str) -> Iterable[Cited]:
    """The documents that cite the document or work with this key, the oldest first."""
    for other, citation in graph.citing(key):
        yield Cited(
            name=other.number or other.key,
            title=other.title or "",
            href=links.document(other.key),
            relation=citation.relation,
            clause=citation.clause,
            words=links.words(other.key, citation.evidence),
            quote=citation.evidence.quote,
        )
