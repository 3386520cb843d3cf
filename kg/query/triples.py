"""Small reads of the merged graph: values of one property of one node, sorted."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph.readable import Store
from kg.graph.vocabulary import RDF


def pairs(store: Store, predicate: NamedNode, value: NamedNode | None = None) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Every subject and object of a property; with ``value``, of that object only."""
    for quad in store.quads_for_pattern(None, predicate, value, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject, quad.object


def nodes(store: Store, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    """The nodes that a property points to, by IRI."""
    quads = store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    return sorted((q.object for q in quads if isinstance(q.object, NamedNode)), key=lambda node: node.value)


def literal(store: Store, subject: NamedNode, predicate: NamedNode) -> str | None:
    """The words of a property, of several the first in order, None where there is none."""
    quads = store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    return min((q.object.value for q in quads if isinstance(q.object, Literal)), default=None)


def instances(store: Store, kind: NamedNode) -> list[NamedNode]:
    """All nodes of a class."""
    quads = store.quads_for_pattern(None, RDF["type"], kind, DefaultGraph())
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
