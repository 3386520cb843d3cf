"""Annexes and plans in files of their own: a short name in one means what it means in the document that names it.

A page links 附件1 as a Word file; in that file nobody says which province 省教育厅 is of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.entity import bearers
from kg.entity.context import Context
from kg.entity.document_context import context_of
from kg.entity.resolve import resolve
from kg.model import DocumentFacts


@dataclass(frozen=True, slots=True)
class _Cover:
    """What is known of a document that names another text as its annex, or issues it."""

    key: str
    issuers: tuple[str, ...]
    number: str | None
    signed: str | None


class Annexed:
    """Documents whose annexes and issued texts may stand in other files, and texts without a head of their own."""

    def __init__(self, facts: Iterable[DocumentFacts] = ()) -> None:
        self._covers: dict[str, _Cover | None] = {}  # folded title -> who names it; None where several do
        self.texts: dict[str, str] = {}  # key of a text without number and issuer -> its folded title
        for one in facts:
            self.add(one)

    def add(self, document: DocumentFacts) -> None:
        """One more document, that may be either."""
        if document.title and not (document.number or document.issuers):
            self.texts[document.key] = folded(document.title)
        if not document.issuers:
            return
        cover = _Cover(document.key, document.issuers, document.number, document.signed)
        for title in map(folded, (*document.annexes, *document.promulgates)):
            there = self._covers.setdefault(title, cover) if title else cover
            if there is not None and there.key != cover.key:
                self._covers[title] = None

    def context_of(self, document: DocumentFacts) -> Context:
        """The context in which the names of a document were resolved: a text's is that of the one that names it."""
        own, cover = context_of(document), self._covers.get(self.texts.get(document.key, ""))
        if cover is None:
            return own
        return replace(own, issuers=cover.issuers, number=cover.number, signed=document.signed or cover.signed)

    def cover_of(self, document: DocumentFacts) -> str | None:
        """The key of the one document that names a text as its annex, or issues it."""
        return self._named_by(self.texts.get(document.key, ""))

    def texts_of(self, document: DocumentFacts) -> dict[str, str]:
        """Of the annexes and issued texts of a document, by their titles, the keys of those in files of their own."""
        named = {folded(title): title for title in (*document.annexes, *document.promulgates) if title}
        mine = {short for short in named if self._named_by(short) == document.key}
        return {named[short]: key for key, short in self.texts.items() if short in mine}

    def _named_by(self, title: str) -> str | None:
        cover = self._covers.get(title)
        return cover.key if cover else None

    def resolved(self, get: Callable[[str], DocumentFacts | None]) -> Iterator[DocumentFacts]:
        """The texts that one other document names, with the bodies that their names mean there. ``get``: by key."""
        for key, title in self.texts.items():
            text = get(key) if self._covers.get(title) else None
            if text is not None:
                yield _resolved(text, self.context_of(text))


def folded(title: str) -> str:
    """A title without marks and white space."""
    return "".join(char for char in title if char.isalnum())


def _resolved(text: DocumentFacts, context: Context) -> DocumentFacts:
    bodies = resolve(sorted({surface for surface, _ in bearers.names(text)}), context)
    known = {body.canonical: body for body in bodies.values()}
    return bearers.renamed(text, lambda name, former: bodies[name].canonical if name in bodies else former, known)
