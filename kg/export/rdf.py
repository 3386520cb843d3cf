"""RDF dumps of the whole store, in an order that depends on nothing but the statements.

Formats of triples (ttl, nt, rdfxml) hold every triple of all graphs once; formats of quads (trig, nq) every triple with
its graph.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.export.graphml import xml
from kg.graph.readable import Store
from kg.graph.store import merged, named_quads
from kg.graph.vocabulary import PREFIXES


def turtle(store: Store, output: IO[bytes]) -> None:
    """Turtle: all statements, sorted by subject, predicate and object."""
    pyoxigraph.serialize(_triples(store), output, RdfFormat.TURTLE, prefixes=PREFIXES)


def ntriples(store: Store, output: IO[bytes]) -> None:
    """N-Triples: all statements, one a line, lines sorted."""
    _lines((quad.triple for quad in merged(store)), output, RdfFormat.N_TRIPLES)


def rdfxml(store: Store, output: IO[bytes]) -> None:
    """RDF/XML: all statements, sorted. Characters that XML 1.0 forbids are left out of literals."""
    triples = (Triple(t.subject, t.predicate, _xml(t.object)) for t in _triples(store))
    pyoxigraph.serialize(triples, output, RdfFormat.RDF_XML, prefixes=PREFIXES)


def trig(store: Store, output: IO[bytes]) -> None:
    """TriG: all statements in their graphs, sorted by graph, subject, predicate and object."""
    pyoxigraph.serialize(sorted(named_quads(store), key=order), output, RdfFormat.TRIG, prefixes=PREFIXES)


def nquads(store: Store, output: IO[bytes]) -> None:
    """N-Quads: all statements with their graphs, one a line, lines sorted."""
    _lines(named_quads(store), output, RdfFormat.N_QUADS)


def order(quad: Quad) -> tuple[str, str, str, str]:
    """By graph, subject, predicate, object."""
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _triples(store: Store) -> Iterator[Triple]:
    """Every triple once, in the order of its line: lines are sorted sooner than terms, and take less memory."""
    lines = _sorted((quad.triple for quad in merged(store)), RdfFormat.N_TRIPLES)
    return (quad.triple for quad in pyoxigraph.parse(b"".join(lines), RdfFormat.N_TRIPLES, lenient=True))


def _lines(statements: Iterable[Triple] | Iterable[Quad], output: IO[bytes], format: RdfFormat) -> None:
    output.writelines(_sorted(statements, format))


def _sorted(statements: Iterable[Triple] | Iterable[Quad], format: RdfFormat) -> list[bytes]:
    buffer = io.BytesIO()
    pyoxigraph.serialize(statements, buffer, format)
    lines = buffer.getvalue().splitlines(keepends=True)
    lines.sort()
    return lines


def _xml(term: NamedNode | BlankNode | Literal | Triple) -> NamedNode | BlankNode | Literal | Triple:
    if not isinstance(term, Literal) or xml(term.value) == term.value:
        return term
    if term.language:
        return Literal(xml(term.value), language=term.language)
    return Literal(xml(term.value), datatype=term.datatype)
