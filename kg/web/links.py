"""The addresses of the site. Those of documents, agencies and their parts are their IRIs without the base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from kg.graph.iri import slug
from kg.model import Evidence, Span


@lru_cache(maxsize=1 << 14)
def _segment(name: str) -> str:
    """What ends the address of a thing; a page names its document hundreds of times."""
    return quote(slug(name), safe="")


def document(key: str, *parts: str) -> str:
    """The page of a document, or a part of it (``source``, ``matrix``)."""
    return "/".join(("/document", _segment(key), *parts))


def clause(key: str, anchor: str) -> str:
    """The place of a clause on its document's page; ``anchor`` is what follows the document's IRI in its own."""
    return f"{document(key)}#{quote(anchor)}"


def agency(canonical: str, *parts: str) -> str:
    """The page of an agency."""
    return "/".join(("/agency", _segment(canonical), *parts))


def spans_text(spans: Iterable[Span]) -> str:
    """Spans as they stand in addresses: ``91904-91950,92000-92010``."""
    return ",".join([f"{start}-{end}" for start, end in spans])


def words(key: str, evidence: Evidence) -> str:
    """The very words in the source of a document: highlighted by the server, scrolled to by the browser."""
    if not evidence.spans:
        return document(key, "source")
    places = spans_text(evidence.spans)
    return f"/document/{_segment(key)}/source?at={places}#c{places.partition(',')[0]}"


def explorer(canonical: str) -> str:
    """The explorer with an agency and its neighbours alone."""
    node = f"agency:{canonical}"
    return f"/explorer#{urlencode({'focus': node, 'show': node})}"


def query(text: str) -> str:
    """The SPARQL page with a query and its answer."""
    return f"/sparql?{urlencode({'query': text})}"


def changed(parameters: Iterable[tuple[str, str]], **changes: str | None) -> str:
    """The query string with some parameters set anew; None takes one away."""
    kept = [(name, value) for name, value in parameters if name not in changes and value]
    added: Mapping[str, str] = {name: value for name, value in changes.items() if value is not None}
    return "?" + urlencode([*kept, *added.items()])
