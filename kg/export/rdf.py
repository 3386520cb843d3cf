"""RDF dumps of the whole store, in an order that depends on nothing but the statements: ttl, nq, jsonld."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from itertools import groupby
from typing import IO, Any

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple

from kg.graph.vocabulary import PREFIXES, RDF, XSD

_TYPE = RDF["type"]


def turtle(store: Store, output: IO[bytes]) -> None:
    """All statements of all graphs as one Turtle document: each once, sorted by subject, predicate and object."""
    triples = {(str(quad.subject), str(quad.predicate), str(quad.object)): quad.triple for quad in store}
    pyoxigraph.serialize((triples[key] for key in sorted(triples)), output, RdfFormat.TURTLE, prefixes=PREFIXES)


def nquads(store: Store, output: IO[bytes]) -> None:
    """All statements with their graphs, one a line, lines sorted."""
    buffer = io.BytesIO()
    pyoxigraph.serialize(iter(store), buffer, RdfFormat.N_QUADS)
    output.writelines(sorted(buffer.getvalue().splitlines(keepends=True)))


def jsonld(store: Store, output: IO[bytes]) -> None:
    """All statements with their graphs as JSON-LD 1.1: a context of prefixes, one ``@graph`` a named graph."""
    quads = sorted(store, key=_key)
    graphs: list[dict[str, Any]] = []
    for graph, inside in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = [_node(group) for _, group in groupby(inside, key=lambda quad: quad.subject)]
        graphs += nodes if isinstance(graph, DefaultGraph) else [{"@id": _short(graph), "@graph": nodes}]
    document = {"@context": {"@version": 1.1, **PREFIXES}, "@graph": graphs}
    output.write((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _key(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _short(term: NamedNode | BlankNode | Triple) -> str:
    """The compact IRI of a node, where one of the prefixes fits."""
    if not isinstance(term, NamedNode):
        return str(term)
    fitting = [(len(iri), prefix) for prefix, iri in PREFIXES.items() if term.value.startswith(iri)]
    if not fitting:
        return term.value
    length, prefix = max(fitting)
    local = term.value[length:]
    return term.value if local.startswith("//") or not local else f"{prefix}:{local}"


def _node(quads: Iterable[Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for quad in quads:
        node.setdefault("@id", _short(quad.subject))
        if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
            node.setdefault("@type", []).append(_short(quad.object))
        else:
            node.setdefault(_short(quad.predicate), []).append(_value(quad.object))
    return node


def _value(term: NamedNode | BlankNode | Literal | Triple) -> str | dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _short(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD["string"]:
        return term.value
    return {"@value": term.value, "@type": _short(term.datatype)}
