"""The code writes no term that the ontology lacks, and no term of a reused vocabulary that does not exist."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib import OWL, RDF, RDFS, SKOS

from kg.graph import vocabulary
from kg.graph.quads import quads
from kg.graph.vocabulary import GW, NAMESPACES, ONTOLOGY, SCHEMES
from kg.model import Change, Comparison, DocumentFacts, Relation, Role
from tests.graph.factory import corpus, plan
from tests.tables import whole

ROOT = Path(__file__).parents[2]
KNOWN = whole("reused_terms")
ONTO = rdflib.Graph().parse(ROOT / "ontology" / "gongwen.ttl")
CONCEPTS = rdflib.Graph().parse(ROOT / "ontology" / "schemes.ttl")
SHAPES = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
OWN = {str(term) for term in ONTO.subjects(RDFS.isDefinedBy, rdflib.URIRef(ONTOLOGY.value))}
TTL = [ROOT / "ontology" / name for name in ("gongwen.ttl", "schemes.ttl", "shapes.ttl")]


def everything() -> DocumentFacts:
    """A document with every role and every relation, and a find of the model."""
    facts = plan()
    duty, citation = facts.responsibilities[0], facts.citations[0]
    return replace(
        facts,
        responsibilities=(
            *(replace(duty, role=role) for role in get_args(Role)),
            replace(duty, agency="模型局", rule=f"{duty.rule}+model:agencies@1.0.0"),
        ),
        citations=tuple(replace(citation, relation=relation) for relation in get_args(Relation)),
    )


EMITTED = {
    term.value
    for quad in quads([*corpus(), everything()])
    for term in (quad.predicate, quad.object)
    if isinstance(term, NamedNode) and not term.value.startswith("https://w3id.org/gongwen/id/")
}


def prefixed(text: str) -> set[str]:
    """All prefixed names of a Turtle or SPARQL text whose prefix is one of ours, as IRIs."""
    plain = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>|(?m:^#.*$)', " ", text)
    names = re.findall(r"\b([a-z][a-z-]*):([A-Za-z_][\w-]*)", plain)
    return {NAMESPACES[prefix].iri + local for prefix, local in names if prefix in NAMESPACES}


def is_known(iri: str) -> bool:
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace.iri):
            local = iri.removeprefix(namespace.iri)
            return iri in OWN if prefix == "gw" else local in KNOWN[prefix].split()
    return any(iri.startswith(scheme) for scheme in SCHEMES.values())


def test_every_declared_term_exists() -> None:
    declared = {term.value for namespace in NAMESPACES.values() for term in namespace.terms.values()}
    assert not {iri for iri in declared if not is_known(iri)}


def test_every_written_term_exists() -> None:
    schemes = {iri.rstrip("/") for iri in SCHEMES.values()}
    assert not {iri for iri in EMITTED - schemes if not is_known(iri)}
    assert len([iri for iri in EMITTED if iri.startswith(GW.iri)]) > 60


def test_every_own_term_of_the_code_is_used() -> None:
    unused = {term.value for term in GW.terms.values()} - EMITTED
    assert unused == {GW["Statement"].value}, "a class above others; the rest must be written by some fact"


@pytest.mark.parametrize("path", [*TTL, *sorted((ROOT / "kg" / "query").glob("*.rq"))], ids=lambda path: path.name)
def test_every_term_in_a_file_exists(path: Path) -> None:
    assert not {iri for iri in prefixed(path.read_text(encoding="utf-8")) if not is_known(iri)}


def test_a_misspelled_term_is_found() -> None:
    assert not is_known(GW.iri + "leeds")
    assert not is_known("http://data.europa.eu/eli/ontology#based-on")
    with pytest.raises(KeyError):
        GW["leeds"]


def test_rdflib_agrees_on_the_vocabularies_it_knows() -> None:
    spaces = {
        "dcterms": rdflib.DCTERMS,
        "foaf": rdflib.FOAF,
        "org": rdflib.ORG,
        "prov": rdflib.PROV,
        "skos": SKOS,
        "rdf": RDF,
        "xsd": rdflib.XSD,
    }
    for prefix, space in spaces.items():
        for local in KNOWN[prefix].split():
            assert rdflib.URIRef(NAMESPACES[prefix].iri + local) in space, f"{prefix}:{local}"


@pytest.mark.parametrize("term", sorted(OWN))
def test_every_term_is_labelled_and_defined_in_both_languages(term: str) -> None:
    node = rdflib.URIRef(term)
    for predicate in (RDFS.label, RDFS.comment):
        assert {text.language for text in ONTO.objects(node, predicate)} == {"zh", "en"}


@pytest.mark.parametrize("kind", [OWL.ObjectProperty, OWL.DatatypeProperty])
def test_every_property_has_domain_and_range(kind: rdflib.URIRef) -> None:
    for term in ONTO.subjects(RDF.type, kind):
        assert (term, RDFS.domain, None) in ONTO, term
        assert (term, RDFS.range, None) in ONTO, term


def test_every_class_has_a_shape() -> None:
    shaped = set(SHAPES.objects(None, rdflib.SH.targetClass))
    assert (
        not set(ONTO.subjects(RDF.type, OWL.Class))
        - shaped
        - {node for node in ONTO.subjects(RDF.type, OWL.Class) if isinstance(node, rdflib.BNode)}
    )


def test_every_code_of_the_model_is_a_concept() -> None:
    codes = {
        "role": vocabulary.DUTY_SHORTCUTS.keys(),
        "relation": vocabulary.CITATION_SHORTCUTS.keys(),
        "status": {"stated", "derived"},
        "comparison": set(vocabulary.COMPARISONS.values()),
        "change": set(get_args(Change)),
        "part": {"notice", "main", "annex"},
        "action": {"appoint", "remove"},
    }
    for scheme, names in codes.items():
        listed = {str(c) for c in CONCEPTS.subjects(SKOS.inScheme, rdflib.URIRef(SCHEMES[scheme].rstrip("/")))}
        assert listed == {SCHEMES[scheme] + name for name in names}


def test_every_comparison_has_a_concept() -> None:
    assert set(vocabulary.COMPARISONS) == set(get_args(Comparison))


def test_concepts_are_named_in_both_languages() -> None:
    for concept in CONCEPTS.subjects(RDF.type, SKOS.Concept):
        assert {text.language for text in CONCEPTS.objects(concept, SKOS.prefLabel)} == {"zh", "en"}


def test_the_fifteen_statutory_genres() -> None:
    members = list(CONCEPTS.objects(rdflib.URIRef(SCHEMES["genre"] + "法定文种"), SKOS.member))
    assert len(members) == 15
    assert all((member, RDF.type, SKOS.Concept) in CONCEPTS for member in members)
