"""The source text of a document as it stands in the file, beside the clean text, the words in question marked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.model import DocumentFacts, Span
from kg.web.pages.document import find, sections
from kg.web.repairs import of_document
from kg.web.source_text import pieces, read_spans
from kg.web.view import corpus, render


def page(request: Request) -> Response:
    """``/document/…/source?at=12-34``: the characters 12 to 34 of the file are marked."""
    graph = corpus(request)
    found = find(request, graph, "source")
    if isinstance(found, Response):
        return found
    text = graph.text(found)
    chosen = read_spans(request.query_params.get("at", ""), len(text) if text is not None else 0)
    return render(
        request,
        "source.html",
        facts=found,
        missing=text is None,
        pieces=pieces(text, found, chosen) if text is not None else [],
        chosen=chosen,
        words="".join(text[start:end] for start, end in chosen) if text is not None else "",
        sections=sections(graph, found),
        here=_clause_of(found, chosen),
        address=str(request.url),
        repairs=of_document(text, found) if text is not None else None,
    )


def _clause_of(facts: DocumentFacts, chosen: tuple[Span, ...]) -> int | None:
    """The order of the clause in which the chosen words begin."""
    start = chosen[0][0] if chosen else -1
    inside = [
        (end - begin, clause.order)
        for clause in facts.clauses
        for begin, end in clause.evidence.spans
        if begin <= start < end
    ]
    return min(inside)[1] if inside else None
