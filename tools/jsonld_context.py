"""Writes ``ontology/context.jsonld``, the context of the JSON-LD export, from the ontology.

Run ``python -m tools.jsonld_context`` after a change of ``ontology/gongwen.ttl`` or of the prefixes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rdflib import OWL, RDF, Graph

from kg.graph.vocabulary import NAMESPACES, PREFIXES

ONTOLOGY_DIRECTORY = Path(__file__).parents[1] / "ontology"

REUSED_NODES = (
    "cito:repliesTo dcterms:source eli:amends eli:based_on eli:cites eli:ensures_implementation_of eli:has_annex"
    " eli:is_part_of eli:passed_by eli:repeals eli:type_document oa:hasSelector oa:hasSource org:member"
    " org:organization org:subOrganizationOf org:unitOf prov:used prov:wasDerivedFrom prov:wasGeneratedBy skos:inScheme"
).split()
"""Properties of other vocabularies whose values are nodes."""

CHINESE = "dcterms:title skos:altLabel skos:prefLabel".split()
"""Properties whose plain strings are Chinese."""


def context() -> dict[str, Any]:
    """Prefixes, then what the values of properties are, sorted."""
    graph = Graph().parse(ONTOLOGY_DIRECTORY / "gongwen.ttl")
    namespace = NAMESPACES["gw"].iri
    own = [str(node) for node in graph.subjects(RDF.type, OWL.ObjectProperty) if str(node).startswith(namespace)]
    nodes = sorted([*REUSED_NODES, *("gw:" + iri.removeprefix(namespace) for iri in own)])
    terms = {name: {"@id": name, "@type": "@id"} for name in nodes}
    terms |= {name: {"@id": name, "@language": "zh"} for name in CHINESE}
    return {"@context": {"@version": 1.1, **dict(sorted(PREFIXES.items())), **dict(sorted(terms.items()))}}


def text() -> str:
    """The file as it is to be."""
    return json.dumps(context(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the file."""
    (ONTOLOGY_DIRECTORY / "context.jsonld").write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
