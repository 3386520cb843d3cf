"""The graph in plain rdflib, without any store of ours behind it."""

from __future__ import annotations

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.graph.readable import Store
from kg.graph.store import merged
from kg.graph.vocabulary import PREFIXES, XSD

Term = rdflib.URIRef | rdflib.BNode | rdflib.Literal


def to_rdflib(store: Store) -> rdflib.Graph:
    """Every triple of the store once, as a Turtle dump has it; the prefixes of queries are bound."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    made: dict[object, Term] = {}  # most terms stand in many triples

    def known(value: object) -> Term:
        if (found := made.get(value)) is None:
            found = made[value] = term(value)
        return found

    for quad in merged(store):
        graph.add((known(quad.subject), known(quad.predicate), known(quad.object)))
    return graph


def term(value: object) -> Term:
    """The same term of rdflib, its lexical form as it is. Raises TypeError for what RDF 1.1 does not have."""
    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    if not isinstance(value, Literal):
        raise TypeError(f"{value!r} is no term of RDF 1.1")
    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    plain = value.datatype == XSD["string"]
    return rdflib.Literal(value.value, datatype=None if plain else rdflib.URIRef(value.datatype.value), normalize=False)
