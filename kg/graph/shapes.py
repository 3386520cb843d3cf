"""Validation of a store against the SHACL shapes of the ontology."""

from __future__ import annotations

from dataclasses import dataclass

import pyshacl
from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import RDF, SH

from kg.graph.plain import to_rdflib
from kg.graph.readable import Store
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
    _, report, _ = pyshacl.validate(to_rdflib(store), shacl_graph=shapes, meta_shacl=False, advanced=False)
    if not isinstance(report, Graph):
        raise RuntimeError(f"the SHACL engine failed: {report!r}")
    return sorted({_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)})


def _violation(report: Graph, result: Node) -> Violation:
    def value(name: URIRef) -> str:
        found = report.value(result, name)
        return "" if found is None or not isinstance(found, (URIRef, Literal)) else str(found)

    constraint = value(SH.sourceConstraintComponent).removeprefix(str(SH)).removesuffix("ConstraintComponent")
    return Violation(value(SH.focusNode), value(SH.resultPath), value(SH.value), value(SH.resultMessage), constraint)
