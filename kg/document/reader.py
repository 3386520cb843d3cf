"""From clean text to documents: lines, blocks, order, head, outline."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document.clause import outline
from kg.document.head import head
from kg.document.line import paragraphs
from kg.document.parting import rule_heads
from kg.document.parting.arrangement import drafts_of
from kg.document.parting.draft import Draft
from kg.document.title import genres, issued
from kg.model import CleanText, Document, RawText
from kg.text import offsets


def read(clean: CleanText, raw: RawText) -> list[Document]:
    """The issued documents of a file, in the order of their heads. News pages and the like hold none."""
    drafts, _ = drafts_of(clean, raw)
    found = [_document(draft, raw) for draft in drafts]
    return [document for document in found if _is_issued(document)]


def _document(draft: Draft, raw: RawText) -> Document:
    parts = head.head_of(draft, raw)
    notice = paragraphs.paragraphs_of(parts.notice)
    main = paragraphs.paragraphs_of(parts.main)
    named = [name for piece in notice for _, name in issued.named_in(piece.text)]
    handed = tuple(issued.issued_titles(parts.title, named)) if parts.title else ()
    handed = issued.with_those_beside(handed, notice) or issued.handed_over(notice, parts.title or "")
    texts: list[tuple[str, Sequence[CleanText]]] = [("notice", notice), ("main", main)]
    used = [line for block in draft.parts for line in block.lines]
    spans = tuple(span for line in used for span in offsets.spans(line.clean, 0, len(line.clean.text), raw.text))
    return Document(
        raw=raw,
        number=parts.number,
        title=parts.title,
        kind=genres.genre_of(parts.title) if parts.title else None,
        issuers=parts.issuers,
        addressees=parts.addressees,
        signed=parts.signed,
        promulgates=handed,
        openness=parts.openness,
        annexes=parts.annexes,
        effective=parts.effective,
        expires=parts.expires,
        clauses=outline.clauses_of([part for part in texts if part[1]], raw),
        evidence=tuple(parts.evidence),
        spans=spans,
    )


def _is_issued(document: Document) -> bool:
    """Whether there is a document at all: signed by a body, or titled and numbered, addressed, dated or in clauses,
    two where its title says who issues it."""
    if document.signed and document.issuers:
        return True
    numbered = sum(1 for clause in document.clauses if clause.path)
    if _is_annexed_list(document):
        return True
    if document.title:
        return bool(document.number or document.addressees or document.signed or numbered >= 3 - bool(document.issuers))
    return bool((document.number or document.addressees) and document.clauses)


def _is_annexed_list(document: Document) -> bool:
    """A list in a file of its own, below 附件2 or as a table; names alone may be those of a page of news."""
    if not (document.title and document.clauses and rule_heads.LIST.match(document.title)):
        return False
    first = document.raw.text.lstrip("\ufeff \u3000\t\r\n").partition("\n")[0]
    return bool(rule_heads.ANNEX_LABEL.match("".join(first.split()))) or "\t" in document.clauses[-1].body.text
