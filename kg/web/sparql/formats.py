"""The media types of results and graphs, and how each is written."""

from __future__ import annotations

import io
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from kg.graph.readable import Term
from kg.graph.vocabulary import PREFIXES, XSD
from kg.query.sparql import AskResult, GraphResult, SelectResult, to_csv, to_json

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
TURTLE = "text/turtle"
RESULTS = (JSON, XML, "text/csv", "text/tab-separated-values", "application/json", "application/xml", "text/xml")
GRAPHS = {
    TURTLE: RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}
NOT_FOR_ASK = ("text/csv", "text/tab-separated-values")
"""SPARQL 1.1 defines CSV and TSV for SELECT only."""

SHORT = {
    "json": JSON,
    "xml": XML,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": TURTLE,
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""What the parameter ``format`` says for a media type, for links without an Accept header."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
_XML_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def offered(kind: str) -> tuple[str, ...]:
    """The media types for an answer of this kind: ``select``, ``ask`` or ``graph``."""
    if kind == "graph":
        return tuple(GRAPHS)
    return tuple(media for media in RESULTS if kind == "select" or media not in NOT_FOR_ASK)


def write_result(result: SelectResult | AskResult, media: str) -> bytes:
    """The answer of SELECT or ASK in one of ``RESULTS``."""
    if media.endswith("json"):
        return to_json(result).encode("utf-8")
    if media.endswith("xml"):
        return _xml(result).encode("utf-8")
    if media == "text/csv":
        return to_csv(result).encode("utf-8")
    return _tsv(result).encode("utf-8")


def write_graph(result: GraphResult, media: str) -> bytes:
    """The triples of CONSTRUCT or DESCRIBE in one of ``GRAPHS``."""
    buffer = io.BytesIO()
    pyoxigraph.serialize(result.triples, buffer, GRAPHS[media], prefixes=PREFIXES)
    return buffer.getvalue()


def _tsv(result: SelectResult | AskResult) -> str:
    """SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
    if isinstance(result, AskResult):
        raise TypeError("SPARQL 1.1 has no TSV for ASK")
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in result.rows]
    return "".join(f"{line}\n" for line in lines)


def _xml(result: SelectResult | AskResult) -> str:
    """SPARQL 1.1 Query Results XML. Characters that XML 1.0 cannot hold become U+FFFD."""
    if isinstance(result, AskResult):
        return f"{_HEAD}<head/>\n<boolean>{'true' if result.value else 'false'}</boolean>\n</sparql>\n"
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in result.variables)
    rows = "".join(f"<result>{_xml_row(result.variables, row)}</result>\n" for row in result.rows)
    return f"{_HEAD}<head>{head}</head>\n<results>\n{rows}</results>\n</sparql>\n"


def _xml_row(names: Iterable[str], row: Iterable[Term | None]) -> str:
    cells = ((name, cell) for name, cell in zip(names, row, strict=True) if cell is not None)
    return "".join(f"<binding name={quoteattr(name)}>{_xml_term(cell)}</binding>" for name, cell in cells)


def _clean(text: str) -> str:
    return escape(text.translate(_XML_FORBIDDEN))


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_clean(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_clean(term.value)}</bnode>"
    if isinstance(term, Literal):
        about = ""
        if term.language:
            about = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype != XSD["string"]:
            about = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{about}>{_clean(term.value)}</literal>"
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    inside = "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts)
    return f"<triple>{inside}</triple>"
