"""Citations as pages list them: what a document cites, and what cites a document or work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.iri import work_key
from kg.model import Citation, DocumentFacts
from kg.web import links
from kg.web.corpus import Corpus

_AROUND = 40
"""Characters shown on each side of the words that cite, at most."""
_BEGINNING = re.compile(r"[。；！？\n](?=[^。；！？\n]*\Z)")
"""Where the sentence before ends."""
_END = re.compile(r"[。；！？\n]")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in either direction: the other document, and the words that cite."""

    name: str
    title: str
    href: str
    relation: str
    clause: str
    words: str  # where they stand
    parts: tuple[tuple[str, bool], ...]  # they, marked, and what stands around them in their sentence


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
        parts=_in_sentence(facts, row),
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
            parts=_in_sentence(other, citation),
        )


def _in_sentence(facts: DocumentFacts, row: Citation) -> tuple[tuple[str, bool], ...]:
    """The words that cite, marked, with the sentence around them: a title alone would say again what the link says."""
    words = row.evidence.quote
    texts = (clause.text for clause in facts.clauses if clause.path == row.clause and words in clause.text)
    before, _, behind = next(texts, words).partition(words)
    first = _BEGINNING.search(before)
    last = _END.search(behind)
    before, behind = before[first.end() if first else 0 :], behind[: last.end() if last else None]
    cut_before, cut_behind = len(before) > _AROUND, len(behind) > _AROUND
    around = "…" * cut_before + before[-_AROUND:], behind[:_AROUND] + "…" * cut_behind
    return tuple(part for part in ((around[0], False), (words, True), (around[1], False)) if part[0])
