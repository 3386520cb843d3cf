"""Validation of a store against the SHACL shapes of the ontology."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph
import pyshacl
from pyoxigraph import RdfFormat
from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import RDF, SH

from kg.graph.readable import Store
from kg.graph.store import merged
from kg.graph.vocabulary import shapes_file


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with which node: the property concerned, the value found, the shape's words."""

    node: str
    path: str
    value: str
    message: str
    constraint: str  # name of the SHACL constraint: MinCount, Class, Pattern …


def validate(store: Store) -> list[Violation]:
    """Checks the merge of all named graphs. Returns the violations sorted, none where the graph conforms.

    Shapes reach instances of subclasses, so the store must hold the ontology, as ``kg.graph.store`` writes it.
    """
    shapes = Graph().parse(shapes_file(), format="turtle")
    _, report, _ = pyshacl.validate(_rdflib(store), shacl_graph=shapes, meta_shacl=False, advanced=False)
    if not isinstance(report, Graph):
        raise RuntimeError(f"the SHACL engine failed: {report!r}")
    return sorted({_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)})


def _rdflib(store: Store) -> Graph:
    """All triples of the store, each once, in one rdflib graph: SHACL knows no named graphs."""
    graph = Graph()
    triples = (quad.triple for quad in merged(store))
    lines = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
    graph.parse(data=lines, format="nt")
    return graph


def _violation(report: Graph, result: Node) -> Violation:
    def value(name: URIRef) -> str:
        found = report.value(result, name)
        return "" if found is None or not isinstance(found, (URIRef, Literal)) else str(found)

    constraint = value(SH.sourceConstraintComponent).removeprefix(str(SH)).removesuffix("ConstraintComponent")
    return Violation(value(SH.focusNode), value(SH.resultPath), value(SH.value), value(SH.resultMessage), constraint)
